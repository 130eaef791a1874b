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
from ._runtime.bodies.files import FileBody
from ._runtime.bodies.multipart import MultipartBody

if TYPE_CHECKING:
    from .resources.products import AsyncProducts, Products

_BASE_URL = "https://shop.test"


class CheckedShop(SyncClient):
    """Checked shop."""

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
            bodies=(FileBody, MultipartBody),
            version="1",
            **options,
        )

    @cached_property
    def products(self) -> Products:
        """Products."""
        from .resources.products import Products

        return Products(self)


class AsyncCheckedShop(AsyncClient):
    """Asynchronous version of `CheckedShop`."""

    def __init__(
        self,
        *,
        base_url: str = _BASE_URL,
        **options: Unpack[AsyncClientOptions],
    ) -> None:
        """Create a client; the arguments are those of `CheckedShop`."""
        super().__init__(
            base_url=base_url,
            bodies=(FileBody, MultipartBody),
            version="1",
            **options,
        )

    @cached_property
    def products(self) -> AsyncProducts:
        """Products."""
        from .resources.products import AsyncProducts

        return AsyncProducts(self)
