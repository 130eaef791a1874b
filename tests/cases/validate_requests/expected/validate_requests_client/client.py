"""The client classes."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ._runtime import AsyncClient, SyncClient

if TYPE_CHECKING:
    from ._runtime.http import httpx
    from .resources.products import AsyncProducts, Products

_BASE_URL = "https://shop.test"


class CheckedShop(SyncClient):
    """Checked shop."""

    def __init__(
        self,
        *,
        base_url: str = _BASE_URL,
        timeout: float | None = 60.0,
        http_client: httpx.Client | None = None,
        strict_responses: bool = False,
    ) -> None:
        """Make a client.

        Args:
            base_url: Where the API is.
            timeout: Seconds to wait for each step of a request; None waits for ever.
            http_client: Your own client with transport, proxies and TLS; it is not closed.
            strict_responses: Whether an answer that is not what the API declares is an error.
        """
        super().__init__(
            base_url=base_url,
            timeout=timeout,
            http_client=http_client,
            strict_responses=strict_responses,
            version="1",
        )

    @cached_property
    def products(self) -> Products:
        """Products."""
        from .resources.products import Products

        return Products(self)


class AsyncCheckedShop(AsyncClient):
    """The asynchronous twin of `CheckedShop`."""

    def __init__(
        self,
        *,
        base_url: str = _BASE_URL,
        timeout: float | None = 60.0,
        http_client: httpx.AsyncClient | None = None,
        strict_responses: bool = False,
    ) -> None:
        """Make a client; the arguments are those of `CheckedShop`."""
        super().__init__(
            base_url=base_url,
            timeout=timeout,
            http_client=http_client,
            strict_responses=strict_responses,
            version="1",
        )

    @cached_property
    def products(self) -> AsyncProducts:
        """Products."""
        from .resources.products import AsyncProducts

        return AsyncProducts(self)
