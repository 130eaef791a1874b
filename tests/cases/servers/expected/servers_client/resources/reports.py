"""Reports."""

from __future__ import annotations

import builtins

from .._runtime import JSON, AsyncResource, Operation, RequestOptions, Resource
from .._runtime.servers import OwnServer, ServerTemplate, ServerVariable

_LIST: Operation[list[str]] = Operation(
    "GET",
    "/reports",
    responses={200: JSON("list[str]")},
    server=OwnServer(
        ServerTemplate(
            "https://{region}.reports.test",
            (ServerVariable("region", "host", default="eu", values=("eu", "us")),),
        )
    ),
)


class Reports(Resource):
    """Reports."""

    def list(self, *, options: RequestOptions | None = None) -> builtins.list[str]:
        """List.

        `GET /reports`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Returns:
            Depots.

        Example:
            client.reports.list()
        """
        return self._client.request(_LIST, options=options)


class AsyncReports(AsyncResource):
    """Asynchronous version of `Reports`."""

    async def list(
        self, *, options: RequestOptions | None = None
    ) -> builtins.list[str]:
        """Asynchronous version of `Reports.list`."""
        return await self._client.request(_LIST, options=options)
