"""The synchronous and asynchronous clients."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Unpack

from ._runtime import AsyncClient, AsyncClientOptions, SyncClient, SyncClientOptions
from ._runtime.files import FileBody
from ._runtime.forms import FormBody

if TYPE_CHECKING:
    from .resources.caption import AsyncCaption, Caption
    from .resources.notes import AsyncNotes, Notes
    from .resources.picture import AsyncPicture, Picture

_BASE_URL = "https://api.example.com"


class ContentTypes(SyncClient):
    """Content types."""

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
            bodies=(FileBody, FormBody),
            version="1.0.0",
            **options,
        )

    @cached_property
    def caption(self) -> Caption:
        """Caption."""
        from .resources.caption import Caption

        return Caption(self)

    @cached_property
    def notes(self) -> Notes:
        """Texts in several forms."""
        from .resources.notes import Notes

        return Notes(self)

    @cached_property
    def picture(self) -> Picture:
        """Picture."""
        from .resources.picture import Picture

        return Picture(self)


class AsyncContentTypes(AsyncClient):
    """Asynchronous version of `ContentTypes`."""

    def __init__(
        self,
        *,
        base_url: str = _BASE_URL,
        **options: Unpack[AsyncClientOptions],
    ) -> None:
        """Create a client; the arguments are those of `ContentTypes`."""
        super().__init__(
            base_url=base_url,
            bodies=(FileBody, FormBody),
            version="1.0.0",
            **options,
        )

    @cached_property
    def caption(self) -> AsyncCaption:
        """Caption."""
        from .resources.caption import AsyncCaption

        return AsyncCaption(self)

    @cached_property
    def notes(self) -> AsyncNotes:
        """Texts in several forms."""
        from .resources.notes import AsyncNotes

        return AsyncNotes(self)

    @cached_property
    def picture(self) -> AsyncPicture:
        """Picture."""
        from .resources.picture import AsyncPicture

        return AsyncPicture(self)
