"""Pets."""

from __future__ import annotations

import builtins

from .. import models
from .._runtime import JSON, AsyncResource, Operation, RequestOptions, Resource

_LIST: Operation[list[models.PetVariant]] = Operation(
    "GET", "/pets", responses={200: JSON("list[PetVariant]")}
)


class Pets(Resource):
    """Pets."""

    def list(
        self, *, options: RequestOptions | None = None
    ) -> builtins.list[models.PetVariant]:
        """List.

        `GET /pets`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.pets.list()
        """
        return self._client.request(_LIST, options=options)


class AsyncPets(AsyncResource):
    """Asynchronous version of `Pets`."""

    async def list(
        self, *, options: RequestOptions | None = None
    ) -> builtins.list[models.PetVariant]:
        """Asynchronous version of `Pets.list`."""
        return await self._client.request(_LIST, options=options)
