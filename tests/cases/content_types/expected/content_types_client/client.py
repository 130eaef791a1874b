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
from ._runtime.bodies.forms import FormBody

if TYPE_CHECKING:
    from .resources.notes import AsyncNotes, Notes
    from .resources.pictures import AsyncPictures, Pictures

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
    def notes(self) -> AsyncNotes:
        """Texts in several forms."""
        from .resources.notes import AsyncNotes

        return AsyncNotes(self)

    @cached_property
    def pictures(self) -> AsyncPictures:
        """Pictures."""
        from .resources.pictures import AsyncPictures

        return AsyncPictures(self)
