"""Lists."""

from __future__ import annotations

import builtins

from .. import models
from .._runtime import JSON, AsyncResource, Operation, RequestOptions, Resource

_LIST: Operation[list[models.ConObject]] = Operation(
    "GET", "/lists", responses={200: JSON("list[ConObject]")}
)


class Lists(Resource):
    """Lists."""

    def list(
        self, *, options: RequestOptions | None = None
    ) -> builtins.list[models.ConObject]:
        """List.

        `GET /lists`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.lists.list()
        """
        return self._client.request(_LIST, options=options)


class AsyncLists(AsyncResource):
    """Asynchronous version of `Lists`."""

    async def list(
        self, *, options: RequestOptions | None = None
    ) -> builtins.list[models.ConObject]:
        """Asynchronous version of `Lists.list`."""
        return await self._client.request(_LIST, options=options)
