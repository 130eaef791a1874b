"""Old."""

from __future__ import annotations

import builtins

from .._runtime import JSON, AsyncResource, Operation, RequestOptions, Resource
from .._runtime.servers import OwnServer

_LIST: Operation[builtins.list[str]] = Operation(
    "GET", "/old", responses={200: JSON("list[str]")}, server=OwnServer("/v0/")
)


class Old(Resource):
    """Old."""

    def list(self, *, options: RequestOptions | None = None) -> builtins.list[str]:
        """List.

        `GET /old`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Returns:
            Depots.

        Example:
            client.old.list()
        """
        return self._client.request(_LIST, options=options)


class AsyncOld(AsyncResource):
    """Asynchronous version of `Old`."""

    async def list(
        self, *, options: RequestOptions | None = None
    ) -> builtins.list[str]:
        """Asynchronous version of `Old.list`."""
        return await self._client.request(_LIST, options=options)
