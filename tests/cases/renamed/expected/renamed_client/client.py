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
    from .resources.animals import Animals, AsyncAnimals
    from .resources.events import AsyncEvents, Events
    from .resources.health import AsyncHealth, Health
    from .resources.kinds import AsyncKinds, Kinds
    from .resources.pets import AsyncPets, Pets
    from .resources.system import AsyncSystem, System

_BASE_URL = "https://api.test"


class Renamed(SyncClient):
    """Renamed."""

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
            version="2.0",
            **options,
        )

    @cached_property
    def animals(self) -> Animals:
        """Animals."""
        from .resources.animals import Animals

        return Animals(self)

    @cached_property
    def events(self) -> Events:
        """Events."""
        from .resources.events import Events

        return Events(self)

    @cached_property
    def health(self) -> Health:
        """Health."""
        from .resources.health import Health

        return Health(self)

    @cached_property
    def kinds(self) -> Kinds:
        """Deprecated aliases of operations."""
        from .resources.kinds import Kinds

        return Kinds(self)

    @cached_property
    def pets(self) -> Pets:
        """Deprecated aliases of operations."""
        from .resources.pets import Pets

        return Pets(self)

    @cached_property
    def system(self) -> System:
        """Deprecated aliases of operations."""
        from .resources.system import System

        return System(self)


class AsyncRenamed(AsyncClient):
    """Asynchronous version of `Renamed`."""

    def __init__(
        self,
        *,
        base_url: str = _BASE_URL,
        **options: Unpack[AsyncClientOptions],
    ) -> None:
        """Create a client; the arguments are those of `Renamed`."""
        super().__init__(
            base_url=base_url,
            bodies=(FileBody, MultipartBody),
            version="2.0",
            **options,
        )

    @cached_property
    def animals(self) -> AsyncAnimals:
        """Animals."""
        from .resources.animals import AsyncAnimals

        return AsyncAnimals(self)

    @cached_property
    def events(self) -> AsyncEvents:
        """Events."""
        from .resources.events import AsyncEvents

        return AsyncEvents(self)

    @cached_property
    def health(self) -> AsyncHealth:
        """Health."""
        from .resources.health import AsyncHealth

        return AsyncHealth(self)

    @cached_property
    def kinds(self) -> AsyncKinds:
        """Deprecated aliases of operations."""
        from .resources.kinds import AsyncKinds

        return AsyncKinds(self)

    @cached_property
    def pets(self) -> AsyncPets:
        """Deprecated aliases of operations."""
        from .resources.pets import AsyncPets

        return AsyncPets(self)

    @cached_property
    def system(self) -> AsyncSystem:
        """Deprecated aliases of operations."""
        from .resources.system import AsyncSystem

        return AsyncSystem(self)
