"""The client classes."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ._runtime import AsyncClient, SyncClient

if TYPE_CHECKING:
    from ._runtime.http import httpx
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
    """The asynchronous twin of `Streams`."""

    def __init__(
        self,
        *,
        base_url: str = _BASE_URL,
        timeout: float | None = 60.0,
        http_client: httpx.AsyncClient | None = None,
        strict_responses: bool = False,
    ) -> None:
        """Make a client; the arguments are those of `Streams`."""
        super().__init__(
            base_url=base_url,
            timeout=timeout,
            http_client=http_client,
            strict_responses=strict_responses,
            version="1",
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
