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
    from .resources.points import AsyncPoints, Points
    from .resources.search import AsyncSearch, Search

_BASE_URL = "https://parameters.test"


class Parameters(SyncClient):
    """Parameters."""

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
            version="1",
            **options,
        )

    @cached_property
    def points(self) -> Points:
        """Points."""
        from .resources.points import Points

        return Points(self)

    @cached_property
    def search(self) -> Search:
        """Search."""
        from .resources.search import Search

        return Search(self)


class AsyncParameters(AsyncClient):
    """Asynchronous version of `Parameters`."""

    def __init__(
        self,
        *,
        base_url: str = _BASE_URL,
        **options: Unpack[AsyncClientOptions],
    ) -> None:
        """Create a client; the arguments are those of `Parameters`."""
        super().__init__(
            base_url=base_url,
            version="1",
            **options,
        )

    @cached_property
    def points(self) -> AsyncPoints:
        """Points."""
        from .resources.points import AsyncPoints

        return AsyncPoints(self)

    @cached_property
    def search(self) -> AsyncSearch:
        """Search."""
        from .resources.search import AsyncSearch

        return AsyncSearch(self)
