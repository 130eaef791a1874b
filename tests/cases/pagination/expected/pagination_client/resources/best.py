"""Best."""

from __future__ import annotations

import builtins

from .. import models
from .._runtime import JSON, AsyncResource, Operation, RequestOptions, Resource

_LIST: Operation[builtins.list[models.Pet]] = Operation(
    "GET", "/best", responses={200: JSON("list[Pet]")}
)


class Best(Resource):
    """Best."""

    def list(
        self, *, limit: int | None = None, options: RequestOptions | None = None
    ) -> builtins.list[models.Pet]:
        """List.

        `GET /best`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.best.list()
        """
        return self._client.request(_LIST, query={"limit": limit}, options=options)


class AsyncBest(AsyncResource):
    """Asynchronous version of `Best`."""

    async def list(
        self, *, limit: int | None = None, options: RequestOptions | None = None
    ) -> builtins.list[models.Pet]:
        """Asynchronous version of `Best.list`."""
        return await self._client.request(
            _LIST, query={"limit": limit}, options=options
        )
