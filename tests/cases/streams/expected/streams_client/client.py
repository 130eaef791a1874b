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
    from .resources.completions import AsyncCompletions, Completions
    from .resources.events import AsyncEvents, Events
    from .resources.readings import AsyncReadings, Readings

_BASE_URL = "https://api.example.com"


class Streams(SyncClient):
    """Streams."""

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
    def completions(self) -> Completions:
        """Completions."""
        from .resources.completions import Completions

        return Completions(self)

    @cached_property
    def events(self) -> Events:
        """Events."""
        from .resources.events import Events

        return Events(self)

    @cached_property
    def readings(self) -> Readings:
        """Readings."""
        from .resources.readings import Readings

        return Readings(self)


class AsyncStreams(AsyncClient):
    """Asynchronous version of `Streams`."""

    def __init__(
        self,
        *,
        base_url: str = _BASE_URL,
        **options: Unpack[AsyncClientOptions],
    ) -> None:
        """Create a client; the arguments are those of `Streams`."""
        super().__init__(
            base_url=base_url,
            bodies=(FileBody, MultipartBody),
            version="1",
            **options,
        )

    @cached_property
    def completions(self) -> AsyncCompletions:
        """Completions."""
        from .resources.completions import AsyncCompletions

        return AsyncCompletions(self)

    @cached_property
    def events(self) -> AsyncEvents:
        """Events."""
        from .resources.events import AsyncEvents

        return AsyncEvents(self)

    @cached_property
    def readings(self) -> AsyncReadings:
        """Readings."""
        from .resources.readings import AsyncReadings

        return AsyncReadings(self)
