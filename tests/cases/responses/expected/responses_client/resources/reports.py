"""Reports."""

from __future__ import annotations

from typing import Any, Literal

from .._runtime import AsyncResource, Operation, RequestOptions, Resource
from .._runtime.labelled_contents import AnyJSON, ContentByType, Text

_LIST: Operation[Any] = Operation(
    "GET", "/report", responses={200: ContentByType((AnyJSON(), Text("text/csv")))}
)


class Reports(Resource):
    """Reports."""

    def list(
        self,
        *,
        accept: Literal["application/json", "text/csv"] | None = None,
        options: RequestOptions | None = None,
    ) -> Any:
        """List.

        `GET /report`

        Args:
            accept: Media type to ask for; by default any of them.
            options: Per-request options: timeouts, retries, headers and more.

        Returns:
            Text.

        Example:
            client.reports.list()
        """
        return self._client.request(_LIST, accept=accept, options=options)


class AsyncReports(AsyncResource):
    """Asynchronous version of `Reports`."""

    async def list(
        self,
        *,
        accept: Literal["application/json", "text/csv"] | None = None,
        options: RequestOptions | None = None,
    ) -> Any:
        """Asynchronous version of `Reports.list`."""
        return await self._client.request(_LIST, accept=accept, options=options)
