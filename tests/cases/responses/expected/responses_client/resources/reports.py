"""Reports."""

from __future__ import annotations

from typing import Any, Literal, overload as _overload

from .._runtime import AsyncResource, Operation, RequestOptions, Resource
from .._runtime.responses.labelled_contents import AnyJSON, ContentByType, Text

_LIST: Operation[Any] = Operation(
    "GET", "/report", responses={200: ContentByType((AnyJSON(), Text("text/csv")))}
)


class Reports(Resource):
    """Reports."""

    @_overload
    def list(
        self,
        *,
        accept: Literal["application/json"] | None = None,
        options: RequestOptions | None = None,
    ) -> Any: ...

    @_overload
    def list(
        self, *, accept: Literal["text/csv"], options: RequestOptions | None = None
    ) -> str: ...

    def list(
        self,
        *,
        accept: Literal["application/json", "text/csv"] | None = None,
        options: RequestOptions | None = None,
    ) -> Any:
        """List.

        `GET /report`

        Args:
            accept: Media type to ask for; by default any of them, preferably the first.
            options: Per-request options: timeouts, retries, headers and more.

        Returns:
            Text.

        Example:
            client.reports.list()
        """
        return self._client.request(_LIST, accept=accept, options=options)


class AsyncReports(AsyncResource):
    """Asynchronous version of `Reports`."""

    @_overload
    async def list(
        self,
        *,
        accept: Literal["application/json"] | None = None,
        options: RequestOptions | None = None,
    ) -> Any: ...

    @_overload
    async def list(
        self, *, accept: Literal["text/csv"], options: RequestOptions | None = None
    ) -> str: ...

    async def list(
        self,
        *,
        accept: Literal["application/json", "text/csv"] | None = None,
        options: RequestOptions | None = None,
    ) -> Any:
        """Asynchronous version of `Reports.list`."""
        return await self._client.request(_LIST, accept=accept, options=options)
