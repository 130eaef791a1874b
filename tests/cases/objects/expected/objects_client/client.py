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
    from .resources.items import AsyncItems, Items

_BASE_URL = "https://warehouse.test/v2"


class Warehouse(SyncClient):
    """Warehouse API."""

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
            version="2.0",
            **options,
        )

    @cached_property
    def items(self) -> Items:
        """Things on shelves."""
        from .resources.items import Items

        return Items(self)


class AsyncWarehouse(AsyncClient):
    """Asynchronous version of `Warehouse`."""

    def __init__(
        self,
        *,
        base_url: str = _BASE_URL,
        **options: Unpack[AsyncClientOptions],
    ) -> None:
        """Create a client; the arguments are those of `Warehouse`."""
        super().__init__(
            base_url=base_url,
            version="2.0",
            **options,
        )

    @cached_property
    def items(self) -> AsyncItems:
        """Things on shelves."""
        from .resources.items import AsyncItems

        return AsyncItems(self)
