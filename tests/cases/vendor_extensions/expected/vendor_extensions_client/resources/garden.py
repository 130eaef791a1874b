"""Garden."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime import AsyncResource, Resource, cached_property

if TYPE_CHECKING:
    from .garden_trees import AsyncGardenTrees, GardenTrees


class Garden(Resource):
    """Garden."""

    @cached_property
    def trees(self) -> GardenTrees:
        """Garden trees."""
        from .garden_trees import GardenTrees

        return GardenTrees(self._client)


class AsyncGarden(AsyncResource):
    """Asynchronous version of `Garden`."""

    @cached_property
    def trees(self) -> AsyncGardenTrees:
        """Garden trees."""
        from .garden_trees import AsyncGardenTrees

        return AsyncGardenTrees(self._client)
