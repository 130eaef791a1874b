"""The client classes."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ._runtime import AsyncClient, SyncClient

if TYPE_CHECKING:
    from ._runtime.http import httpx
    from .resources.notes import AsyncNotes, Notes
    from .resources.pictures import AsyncPictures, Pictures

_BASE_URL = "https://api.example.com"


class ContentTypes(SyncClient):
    """Content types."""

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
            version="1.0.0",
        )

    @cached_property
    def notes(self) -> Notes:
        """Texts in several forms."""
        from .resources.notes import Notes

        return Notes(self)

    @cached_property
    def pictures(self) -> Pictures:
        """Pictures."""
        from .resources.pictures import Pictures

        return Pictures(self)


class AsyncContentTypes(AsyncClient):
    """The asynchronous twin of `ContentTypes`."""

    def __init__(
        self,
        *,
        base_url: str = _BASE_URL,
        timeout: float | None = 60.0,
        http_client: httpx.AsyncClient | None = None,
        strict_responses: bool = False,
    ) -> None:
        """Make a client; the arguments are those of `ContentTypes`."""
        super().__init__(
            base_url=base_url,
            timeout=timeout,
            http_client=http_client,
            strict_responses=strict_responses,
            version="1.0.0",
        )

    @cached_property
    def notes(self) -> AsyncNotes:
        """Texts in several forms."""
        from .resources.notes import AsyncNotes

        return AsyncNotes(self)

    @cached_property
    def pictures(self) -> AsyncPictures:
        """Pictures."""
        from .resources.pictures import AsyncPictures

        return AsyncPictures(self)
