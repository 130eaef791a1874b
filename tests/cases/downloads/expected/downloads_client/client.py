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

if TYPE_CHECKING:
    from .resources.exports import AsyncExports, Exports
    from .resources.papers import AsyncPapers, Papers
    from .resources.pictures import AsyncPictures, Pictures
    from .resources.speech import AsyncSpeech, Speech

_BASE_URL = "https://api.example.com"


class Downloads(SyncClient):
    """Downloads."""

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
            bodies=(FileBody,),
            version="1",
            **options,
        )

    @cached_property
    def exports(self) -> Exports:
        """Exports."""
        from .resources.exports import Exports

        return Exports(self)

    @cached_property
    def papers(self) -> Papers:
        """Papers."""
        from .resources.papers import Papers

        return Papers(self)

    @cached_property
    def pictures(self) -> Pictures:
        """Pictures."""
        from .resources.pictures import Pictures

        return Pictures(self)

    @cached_property
    def speech(self) -> Speech:
        """Speech."""
        from .resources.speech import Speech

        return Speech(self)


class AsyncDownloads(AsyncClient):
    """Asynchronous version of `Downloads`."""

    def __init__(
        self,
        *,
        base_url: str = _BASE_URL,
        **options: Unpack[AsyncClientOptions],
    ) -> None:
        """Create a client; the arguments are those of `Downloads`."""
        super().__init__(
            base_url=base_url,
            bodies=(FileBody,),
            version="1",
            **options,
        )

    @cached_property
    def exports(self) -> AsyncExports:
        """Exports."""
        from .resources.exports import AsyncExports

        return AsyncExports(self)

    @cached_property
    def papers(self) -> AsyncPapers:
        """Papers."""
        from .resources.papers import AsyncPapers

        return AsyncPapers(self)

    @cached_property
    def pictures(self) -> AsyncPictures:
        """Pictures."""
        from .resources.pictures import AsyncPictures

        return AsyncPictures(self)

    @cached_property
    def speech(self) -> AsyncSpeech:
        """Speech."""
        from .resources.speech import AsyncSpeech

        return AsyncSpeech(self)
