"""Deprecated aliases of operations, behind `client.sales`."""

from __future__ import annotations

from typing import Any, Literal, overload as _overload

from .._runtime import UNSET, AsyncResource, RequestOptions, Resource, Unset
from .._runtime.deprecation import deprecated as _deprecated
from .._runtime.models.maybe import Maybe


class Sales(Resource):
    """Deprecated aliases of operations, behind `client.sales`."""

    @_overload
    @_deprecated("client.sales.create is called client.pets.sell now.")
    def create(
        self,
        id: str,
        *,
        options: RequestOptions | None = None,
    ) -> None: ...

    @_overload
    @_deprecated("client.sales.create is called client.pets.sell now.")
    def create(
        self,
        id: str,
        *,
        email: str,
        kind: Literal["person"] = "person",
        note: Maybe[str] = UNSET,
        options: RequestOptions | None = None,
    ) -> None: ...

    @_deprecated("client.sales.create is called client.pets.sell now.")
    def create(
        self,
        id: str,
        **_arguments: Any,
    ) -> None:
        """Deprecated alias of `client.pets.sell`."""
        from .pets import Pets

        return Pets(self._client).sell(id, **_arguments)


class AsyncSales(AsyncResource):
    """Asynchronous version of `Sales`."""

    @_overload
    @_deprecated("client.sales.create is called client.pets.sell now.")
    async def create(
        self,
        id: str,
        *,
        options: RequestOptions | None = None,
    ) -> None: ...

    @_overload
    @_deprecated("client.sales.create is called client.pets.sell now.")
    async def create(
        self,
        id: str,
        *,
        email: str,
        kind: Literal["person"] = "person",
        note: Maybe[str] = UNSET,
        options: RequestOptions | None = None,
    ) -> None: ...

    @_deprecated("client.sales.create is called client.pets.sell now.")
    async def create(
        self,
        id: str,
        **_arguments: Any,
    ) -> None:
        """Deprecated alias of `client.pets.sell`."""
        from .pets import AsyncPets

        return await AsyncPets(self._client).sell(id, **_arguments)
