"""The synchronous and asynchronous clients."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from clientsmith_runtime import (
    AsyncClient,
    AsyncClientOptions,
    SyncClient,
    SyncClientOptions,
    cached_property,
)
from clientsmith_runtime.bodies.forms import FormBody

if TYPE_CHECKING:
    from .resources.pets import AsyncPets, Pets

_BASE_URL = "https://api.example.com"


class SharedRuntime(SyncClient):
    """Shared runtime."""

    def __init__(
        self,
        *,
        base_url: str = _BASE_URL,
        **options: Unpack[SyncClientOptions],
    ) -> None:
        """Create a client.

        Args:
            base_url: Where the API is.
            options: Keyword arguments such as `timeout`, `total_timeout`, `retries`, `headers`,
                `query`, `http_client`, `proxy` and `verify`; see `ClientOptions` and
                `SyncClientOptions`.
        """
        super().__init__(
            base_url=base_url,
            bodies=(FormBody,),
            version="1",
            package="shared_runtime_client",
            **options,
        )

    @cached_property
    def pets(self) -> Pets:
        """Pets."""
        from .resources.pets import Pets

        return Pets(self)


class AsyncSharedRuntime(AsyncClient):
    """Asynchronous version of `SharedRuntime`."""

    def __init__(
        self,
        *,
        base_url: str = _BASE_URL,
        **options: Unpack[AsyncClientOptions],
    ) -> None:
        """Create a client; the arguments are those of `SharedRuntime`."""
        super().__init__(
            base_url=base_url,
            bodies=(FormBody,),
            version="1",
            package="shared_runtime_client",
            **options,
        )

    @cached_property
    def pets(self) -> AsyncPets:
        """Pets."""
        from .resources.pets import AsyncPets

        return AsyncPets(self)
