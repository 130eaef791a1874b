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
from ._runtime.xml.bodies import XMLBody

if TYPE_CHECKING:
    from .resources.books import AsyncBooks, Books

_BASE_URL = "https://library.test"


class Library(SyncClient):
    """Library."""

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
            bodies=(XMLBody,),
            version="1.0.0",
            **options,
        )

    @cached_property
    def books(self) -> Books:
        """Books."""
        from .resources.books import Books

        return Books(self)


class AsyncLibrary(AsyncClient):
    """Asynchronous version of `Library`."""

    def __init__(
        self,
        *,
        base_url: str = _BASE_URL,
        **options: Unpack[AsyncClientOptions],
    ) -> None:
        """Create a client; the arguments are those of `Library`."""
        super().__init__(
            base_url=base_url,
            bodies=(XMLBody,),
            version="1.0.0",
            **options,
        )

    @cached_property
    def books(self) -> AsyncBooks:
        """Books."""
        from .resources.books import AsyncBooks

        return AsyncBooks(self)
