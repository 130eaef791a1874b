"""The synchronous and asynchronous clients."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from ._runtime import (
    AsyncClient,
    AsyncClientOptions,
    SyncClient,
    SyncClientOptions,
    cached_property,
)

if TYPE_CHECKING:
    from .resources.felling import AsyncFelling, Felling
    from .resources.garden import AsyncGarden, Garden

_BASE_URL = "https://api.orchard.test"


class Orchard(SyncClient):
    """Orchard."""

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
            version="1.0.0",
            **options,
        )

    @cached_property
    def felling(self) -> Felling:
        """Felling."""
        from .resources.felling import Felling

        return Felling(self)

    @cached_property
    def garden(self) -> Garden:
        """Garden."""
        from .resources.garden import Garden

        return Garden(self)


class AsyncOrchard(AsyncClient):
    """Asynchronous version of `Orchard`."""

    def __init__(
        self,
        *,
        base_url: str = _BASE_URL,
        **options: Unpack[AsyncClientOptions],
    ) -> None:
        """Create a client; the arguments are those of `Orchard`."""
        super().__init__(
            base_url=base_url,
            version="1.0.0",
            **options,
        )

    @cached_property
    def felling(self) -> AsyncFelling:
        """Felling."""
        from .resources.felling import AsyncFelling

        return AsyncFelling(self)

    @cached_property
    def garden(self) -> AsyncGarden:
        """Garden."""
        from .resources.garden import AsyncGarden

        return AsyncGarden(self)
