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
    """Asynchronous version of `Unions`."""

    def __init__(
        self,
        *,
        base_url: str = _BASE_URL,
        **options: Unpack[AsyncClientOptions],
    ) -> None:
        """Create a client; the arguments are those of `Unions`."""
        super().__init__(
            base_url=base_url,
            version="1",
            **options,
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
