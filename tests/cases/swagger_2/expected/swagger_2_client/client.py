"""The synchronous and asynchronous clients."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from ._runtime import (
    AsyncClient,
    AsyncClientOptions,
    AsyncSecret,
    Secret,
    SyncClient,
    SyncClientOptions,
    cached_property,
)
from ._runtime.auth.api_key import APIKey
from ._runtime.bodies.files import FileBody
from ._runtime.bodies.multipart import MultipartBody

if TYPE_CHECKING:
    from .resources.pets import AsyncPets, Pets

_BASE_URL = "https://petstore.test/v2"


class Petstore(SyncClient):
    """Swagger Petstore."""

    def __init__(
        self,
        *,
        api_key: Secret | None = None,
        base_url: str = _BASE_URL,
        **options: Unpack[SyncClientOptions],
    ) -> None:
        """Create a client.

        Args:
            api_key: API key, sent as header `api_key`.
                Defaults to the environment variable `PETSTORE_API_KEY`.
            base_url: Where the API is.
            options: Keyword arguments such as `timeout`, `total_timeout`, `retries`, `headers`,
                `query`, `http_client`, `proxy` and `verify`; see `ClientOptions` and
                `SyncClientOptions`.
        """
        super().__init__(
            base_url=base_url,
            credentials={
                "api_key": APIKey(
                    api_key, location="header", name="api_key", env="PETSTORE_API_KEY"
                )
            },
            security=(("api_key",),),
            bodies=(FileBody, MultipartBody),
            version="1",
            **options,
        )

    @cached_property
    def pets(self) -> Pets:
        """Pets."""
        from .resources.pets import Pets

        return Pets(self)


class AsyncPetstore(AsyncClient):
    """Asynchronous version of `Petstore`."""

    def __init__(
        self,
        *,
        api_key: AsyncSecret | None = None,
        base_url: str = _BASE_URL,
        **options: Unpack[AsyncClientOptions],
    ) -> None:
        """Create a client; the arguments are those of `Petstore`."""
        super().__init__(
            base_url=base_url,
            credentials={
                "api_key": APIKey(
                    api_key, location="header", name="api_key", env="PETSTORE_API_KEY"
                )
            },
            security=(("api_key",),),
            bodies=(FileBody, MultipartBody),
            version="1",
            **options,
        )

    @cached_property
    def pets(self) -> AsyncPets:
        """Pets."""
        from .resources.pets import AsyncPets

        return AsyncPets(self)
