"""Deprecated aliases of operations, behind `client.kinds`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime import AsyncResource, Resource, cached_property

if TYPE_CHECKING:
    from .kinds_of import AsyncKindsOf, KindsOf


class Kinds(Resource):
    """Deprecated aliases of operations, behind `client.kinds`."""

    @cached_property
    def of(self) -> KindsOf:
        """Deprecated aliases of operations."""
        from .kinds_of import KindsOf

        return KindsOf(self._client)


class AsyncKinds(AsyncResource):
    """Asynchronous version of `Kinds`."""

    @cached_property
    def of(self) -> AsyncKindsOf:
        """Deprecated aliases of operations."""
        from .kinds_of import AsyncKindsOf

        return AsyncKindsOf(self._client)
