"""Rows."""

from __future__ import annotations

import builtins

from .._runtime import JSON, AsyncResource, RequestOptions, Resource
from .._runtime.pagination import AsyncPages, Offset, PagedOperation, Pages

_LIST: PagedOperation[builtins.list[int]] = PagedOperation(
    "GET", "/rows", responses={200: JSON("list[int]")}, pagination=Offset("skip")
)


class Rows(Resource):
    """Rows."""

    def list(
        self,
        *,
        skip: int | None = None,
        limit: int | None = None,
        options: RequestOptions | None = None,
    ) -> Pages[int, builtins.list[int]]:
        """List.

        `GET /rows`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            for row in client.rows.list():
                print(row)
        """
        return Pages(
            self._client, _LIST, query={"skip": skip, "limit": limit}, options=options
        )


class AsyncRows(AsyncResource):
    """Asynchronous version of `Rows`."""

    def list(
        self,
        *,
        skip: int | None = None,
        limit: int | None = None,
        options: RequestOptions | None = None,
    ) -> AsyncPages[int, builtins.list[int]]:
        """Asynchronous version of `Rows.list`."""
        return AsyncPages(
            self._client, _LIST, query={"skip": skip, "limit": limit}, options=options
        )
