"""Depots."""

from __future__ import annotations

import builtins

from .._runtime import JSON, AsyncResource, Operation, RequestOptions, Resource

_LIST: Operation[list[str]] = Operation(
    "GET", "/depots", responses={200: JSON("list[str]")}
)


class DepotsResource(Resource):
    """Depots."""

    def list(self, *, options: RequestOptions | None = None) -> builtins.list[str]:
        """List.

        `GET /depots`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.depots.list()
        """
        return self._client.request(_LIST, options=options)


class AsyncDepotsResource(AsyncResource):
    """Asynchronous version of `DepotsResource`."""

    async def list(
        self, *, options: RequestOptions | None = None
    ) -> builtins.list[str]:
        """Asynchronous version of `DepotsResource.list`."""
        return await self._client.request(_LIST, options=options)
