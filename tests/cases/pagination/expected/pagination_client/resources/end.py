"""End."""

from __future__ import annotations

from .. import models
from .._runtime import JSON, AsyncResource, RequestOptions, Resource
from .._runtime.pagination import AsyncPages, Cursor, PagedOperation, Pages

_LIST: PagedOperation[models.ListEndsResponse] = PagedOperation(
    "GET",
    "/end",
    responses={200: JSON("ListEndsResponse")},
    pagination=Cursor(
        "after",
        next=("pageInfo", "endCursor"),
        items=("items",),
        has_more=("pageInfo", "hasNextPage"),
        before="before",
        previous=("pageInfo", "startCursor"),
        has_previous=("pageInfo", "hasPreviousPage"),
    ),
)


class End(Resource):
    """End."""

    def list(
        self,
        *,
        after: str | None = None,
        before: str | None = None,
        options: RequestOptions | None = None,
    ) -> Pages[models.Pet, models.ListEndsResponse]:
        """List.

        `GET /end`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            for item in client.end.list():
                print(item)
        """
        return Pages(
            self._client,
            _LIST,
            query={"after": after, "before": before},
            options=options,
        )


class AsyncEnd(AsyncResource):
    """Asynchronous version of `End`."""

    def list(
        self,
        *,
        after: str | None = None,
        before: str | None = None,
        options: RequestOptions | None = None,
    ) -> AsyncPages[models.Pet, models.ListEndsResponse]:
        """Asynchronous version of `End.list`."""
        return AsyncPages(
            self._client,
            _LIST,
            query={"after": after, "before": before},
            options=options,
        )
