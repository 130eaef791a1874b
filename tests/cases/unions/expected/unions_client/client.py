"""The client classes."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ._runtime import AsyncClient, SyncClient

if TYPE_CHECKING:
    from ._runtime.http import httpx
    from .resources.events import AsyncEvents, Events
    from .resources.pets import AsyncPets, Pets
    from .resources.shapes import AsyncShapes, Shapes

_BASE_URL = "https://unions.test"


class Unions(SyncClient):
    """Unions."""

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
    def events(self) -> Events:
        """Events."""
        from .resources.events import Events

        return Events(self)

    @cached_property
    def pets(self) -> Pets:
        """Pets."""
        from .resources.pets import Pets

        return Pets(self)

    @cached_property
    def shapes(self) -> Shapes:
        """Shapes."""
        from .resources.shapes import Shapes

        return Shapes(self)


class AsyncUnions(AsyncClient):
    """The asynchronous twin of `Unions`."""

    def __init__(
        self,
        *,
        base_url: str = _BASE_URL,
        timeout: float | None = 60.0,
        http_client: httpx.AsyncClient | None = None,
        strict_responses: bool = False,
    ) -> None:
        """Make a client; the arguments are those of `Unions`."""
        super().__init__(
            base_url=base_url,
            timeout=timeout,
            http_client=http_client,
            strict_responses=strict_responses,
            version="1",
        )

    @cached_property
    def events(self) -> AsyncEvents:
        """Events."""
        from .resources.events import AsyncEvents

        return AsyncEvents(self)

    @cached_property
    def pets(self) -> AsyncPets:
        """Pets."""
        from .resources.pets import AsyncPets

        return AsyncPets(self)

    @cached_property
    def shapes(self) -> AsyncShapes:
        """Shapes."""
        from .resources.shapes import AsyncShapes

        return AsyncShapes(self)
