"""Report."""

from __future__ import annotations

from typing import Any, Literal

from .._runtime import AsyncResource, Operation, RequestOptions, Resource
from .._runtime.contents import AnyJSON, ContentByType, Text

_GET: Operation[Any] = Operation(
    "GET", "/report", responses={200: ContentByType((AnyJSON(), Text("text/csv")))}
)


class Report(Resource):
    """Report."""

    def get(
        self,
        *,
        accept: Literal["application/json", "text/csv"] | None = None,
        options: RequestOptions | None = None,
    ) -> Any:
        """Get.

        `GET /report`

        Args:
            accept: Media type to ask for; by default any of them.
            options: Per-request options: timeouts, retries, headers and more.

        Returns:
            Text.

        Example:
            client.report.get()
        """
        return self._client.request(_GET, accept=accept, options=options)


class AsyncReport(AsyncResource):
    """Asynchronous version of `Report`."""

    async def get(
        self,
        *,
        accept: Literal["application/json", "text/csv"] | None = None,
        options: RequestOptions | None = None,
    ) -> Any:
        """Asynchronous version of `Report.get`."""
        return await self._client.request(_GET, accept=accept, options=options)
