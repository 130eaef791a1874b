"""Shapes."""

from __future__ import annotations

import builtins

from .. import models
from .._runtime import JSON, AsyncResource, Operation, RequestOptions, Resource

_LIST: Operation[list[models.Shape]] = Operation(
    "GET", "/shapes", responses={200: JSON("list[Shape]")}
)


class Shapes(Resource):
    """Shapes."""

    def list(
        self, *, options: RequestOptions | None = None
    ) -> builtins.list[models.Shape]:
        """List.

        `GET /shapes`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.shapes.list()
        """
        return self._client.request(_LIST, options=options)


class AsyncShapes(AsyncResource):
    """Asynchronous version of `Shapes`."""

    async def list(
        self, *, options: RequestOptions | None = None
    ) -> builtins.list[models.Shape]:
        """Asynchronous version of `Shapes.list`."""
        return await self._client.request(_LIST, options=options)
