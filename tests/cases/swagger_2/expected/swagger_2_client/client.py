"""The client classes."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ._runtime import APIKey, AsyncClient, Secret, SyncClient

if TYPE_CHECKING:
    from ._runtime.http import httpx
    from .resources.pets import AsyncPets, Pets

_BASE_URL = "https://petstore.test/v2"


class Petstore(SyncClient):
    """Swagger Petstore."""

    def __init__(
        self,
        *,
        api_key: Secret | None = None,
        base_url: str = _BASE_URL,
        timeout: float | None = 60.0,
        http_client: httpx.Client | None = None,
        strict_responses: bool = False,
    ) -> None:
        """Make a client.

        Args:
            api_key: API key, sent as header `api_key`.
                Read from `SWAGGER_2_CLIENT_API_KEY` where it is not given.
            base_url: Where the API is.
            timeout: Seconds to wait for each step of a request; None waits for ever.
            http_client: Your own client with transport, proxies and TLS; it is not closed.
            strict_responses: Whether an answer that is not what the API declares is an error.
        """
        super().__init__(
            base_url=base_url,
            credentials={
                "api_key": APIKey(
                    api_key,
                    location="header",
                    name="api_key",
                    env="SWAGGER_2_CLIENT_API_KEY",
                )
            },
            security=(("api_key",),),
            timeout=timeout,
            http_client=http_client,
            strict_responses=strict_responses,
            version="1",
        )

    @cached_property
    def pets(self) -> Pets:
        """Pets."""
        from .resources.pets import Pets

        return Pets(self)


class AsyncPetstore(AsyncClient):
    """The asynchronous twin of `Petstore`."""

    def __init__(
        self,
        *,
        api_key: Secret | None = None,
        base_url: str = _BASE_URL,
        timeout: float | None = 60.0,
        http_client: httpx.AsyncClient | None = None,
        strict_responses: bool = False,
    ) -> None:
        """Make a client; the arguments are those of `Petstore`."""
        super().__init__(
            base_url=base_url,
            credentials={
                "api_key": APIKey(
                    api_key,
                    location="header",
                    name="api_key",
                    env="SWAGGER_2_CLIENT_API_KEY",
                )
            },
            security=(("api_key",),),
            timeout=timeout,
            http_client=http_client,
            strict_responses=strict_responses,
            version="1",
        )

    @cached_property
    def pets(self) -> AsyncPets:
        """Pets."""
        from .resources.pets import AsyncPets

        return AsyncPets(self)
