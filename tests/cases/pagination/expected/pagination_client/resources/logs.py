"""Logs."""

from __future__ import annotations

from .. import models
from .._runtime import JSON, AsyncResource, Body, RequestOptions, Resource
from .._runtime.pagination import AsyncPages, Cursor, PagedOperation, Pages

_SEARCH: PagedOperation[models.SearchLogsResponse] = PagedOperation(
    "POST",
    "/logs/search",
    body=Body("application/json", "SearchLogsRequest", required=False),
    responses={200: JSON("SearchLogsResponse")},
    pagination=Cursor(
        "page",
        location="body",
        within=("cursor",),
        next=("meta", "page", "after"),
        items=("data",),
    ),
)


class Logs(Resource):
    """Logs."""

    def search(
        self,
        *,
        query: str | None = None,
        page: models.SearchLogsRequestPage | None = None,
        options: RequestOptions | None = None,
    ) -> Pages[models.Pet, models.SearchLogsResponse]:
        """Search.

        `POST /logs/search`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            for item in client.logs.search(query="…"):
                print(item)
        """
        return Pages(
            self._client,
            _SEARCH,
            body=models.SearchLogsRequest(query=query, page=page),
            options=options,
        )


class AsyncLogs(AsyncResource):
    """Asynchronous version of `Logs`."""

    def search(
        self,
        *,
        query: str | None = None,
        page: models.SearchLogsRequestPage | None = None,
        options: RequestOptions | None = None,
    ) -> AsyncPages[models.Pet, models.SearchLogsResponse]:
        """Asynchronous version of `Logs.search`."""
        return AsyncPages(
            self._client,
            _SEARCH,
            body=models.SearchLogsRequest(query=query, page=page),
            options=options,
        )
