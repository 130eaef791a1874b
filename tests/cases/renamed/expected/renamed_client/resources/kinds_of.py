"""Deprecated aliases of operations, behind `client.kinds.of`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime import AsyncResource, Resource, cached_property

if TYPE_CHECKING:
    from .kinds_of_animals import AsyncKindsOfAnimals, KindsOfAnimals


class KindsOf(Resource):
    """Deprecated aliases of operations, behind `client.kinds.of`."""

    @cached_property
    def animals(self) -> KindsOfAnimals:
        """Deprecated aliases of operations."""
        from .kinds_of_animals import KindsOfAnimals

        return KindsOfAnimals(self._client)


class AsyncKindsOf(AsyncResource):
    """Asynchronous version of `KindsOf`."""

    @cached_property
    def animals(self) -> AsyncKindsOfAnimals:
        """Deprecated aliases of operations."""
        from .kinds_of_animals import AsyncKindsOfAnimals

        return AsyncKindsOfAnimals(self._client)
