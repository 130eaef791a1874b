"""Last."""

from __future__ import annotations

from .. import models
from .._runtime import JSON, AsyncResource, RequestOptions, Resource
from .._runtime.pagination import AsyncPages, LastItem, PagedOperation, Pages

_LIST: PagedOperation[models.ListLastsResponse] = PagedOperation(
    "GET",
    "/last",
    responses={200: JSON("ListLastsResponse")},
    pagination=LastItem(
        "starting_after",
        items=("data",),
        has_more=("has_more",),
        before="ending_before",
    ),
)


class Last(Resource):
    """Last."""

    def list(
        self,
        *,
        starting_after: str | None = None,
        ending_before: str | None = None,
        options: RequestOptions | None = None,
    ) -> Pages[models.Ticket, models.ListLastsResponse]:
        """List.

        `GET /last`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            for item in client.last.list():
                print(item)
        """
        return Pages(
            self._client,
            _LIST,
            query={"starting_after": starting_after, "ending_before": ending_before},
            options=options,
        )


class AsyncLast(AsyncResource):
    """Asynchronous version of `Last`."""

    def list(
        self,
        *,
        starting_after: str | None = None,
        ending_before: str | None = None,
        options: RequestOptions | None = None,
    ) -> AsyncPages[models.Ticket, models.ListLastsResponse]:
        """Asynchronous version of `Last.list`."""
        return AsyncPages(
            self._client,
            _LIST,
            query={"starting_after": starting_after, "ending_before": ending_before},
            options=options,
        )
