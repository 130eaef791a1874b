"""Files."""

from __future__ import annotations

import builtins

from .._runtime import JSON, AsyncResource, Operation, RequestOptions, Resource
from .._runtime.servers import OwnServer

_LIST: Operation[list[str]] = Operation(
    "GET",
    "/files",
    responses={200: JSON("list[str]")},
    server=OwnServer(
        {
            "production": "https://files.depots.test",
            "sandbox": "https://files.sandbox.test",
        }
    ),
)

_LIST_OLD: Operation[list[str]] = Operation(
    "GET", "/old", responses={200: JSON("list[str]")}, server=OwnServer("/v0/")
)


class Files(Resource):
    """Files."""

    def list(self, *, options: RequestOptions | None = None) -> builtins.list[str]:
        """List.

        `GET /files`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Returns:
            Depots.

        Example:
            client.files.list()
        """
        return self._client.request(_LIST, options=options)

    def list_old(self, *, options: RequestOptions | None = None) -> builtins.list[str]:
        """List old.

        `GET /old`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Returns:
            Depots.

        Example:
            client.files.list_old()
        """
        return self._client.request(_LIST_OLD, options=options)


class AsyncFiles(AsyncResource):
    """Asynchronous version of `Files`."""

    async def list(
        self, *, options: RequestOptions | None = None
    ) -> builtins.list[str]:
        """Asynchronous version of `Files.list`."""
        return await self._client.request(_LIST, options=options)

    async def list_old(
        self, *, options: RequestOptions | None = None
    ) -> builtins.list[str]:
        """Asynchronous version of `Files.list_old`."""
        return await self._client.request(_LIST_OLD, options=options)
