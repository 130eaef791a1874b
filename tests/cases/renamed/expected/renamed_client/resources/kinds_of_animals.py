"""Deprecated aliases of operations, behind `client.kinds.of.animals`."""

from __future__ import annotations

import builtins
from typing import Literal

from .._runtime import AsyncResource, RequestOptions, Resource
from .._runtime.deprecation import deprecated as _deprecated


class KindsOfAnimals(Resource):
    """Deprecated aliases of operations, behind `client.kinds.of.animals`."""

    @_deprecated("client.kinds.of.animals.list is called client.animals.kinds.all now.")
    def list(
        self, *, options: RequestOptions | None = None
    ) -> builtins.list[Literal["cat", "dog"] | str]:
        """Deprecated alias of `client.animals.kinds.all`."""
        from .animals_kinds import AnimalsKinds

        return AnimalsKinds(self._client).all(options=options)


class AsyncKindsOfAnimals(AsyncResource):
    """Asynchronous version of `KindsOfAnimals`."""

    @_deprecated("client.kinds.of.animals.list is called client.animals.kinds.all now.")
    async def list(
        self, *, options: RequestOptions | None = None
    ) -> builtins.list[Literal["cat", "dog"] | str]:
        """Deprecated alias of `client.animals.kinds.all`."""
        from .animals_kinds import AsyncAnimalsKinds

        return await AsyncAnimalsKinds(self._client).all(options=options)
