"""Next."""

from __future__ import annotations

from .. import models
from .._runtime import JSON, AsyncResource, RequestOptions, Resource
from .._runtime.pagination import AsyncPages, NextURL, PagedOperation, Pages

_LIST: PagedOperation[models.ListNextsResponse] = PagedOperation(
    "GET",
    "/next",
    responses={200: JSON("ListNextsResponse")},
    pagination=NextURL(next=("links", "next"), items=("results",)),
)


class Next(Resource):
    """Next."""

    def list(
        self, *, tag: str | None = None, options: RequestOptions | None = None
    ) -> Pages[models.Pet, models.ListNextsResponse]:
        """List.

        `GET /next`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            for item in client.next.list():
                print(item)
        """
        return Pages(self._client, _LIST, query={"tag": tag}, options=options)


class AsyncNext(AsyncResource):
    """Asynchronous version of `Next`."""

    def list(
        self, *, tag: str | None = None, options: RequestOptions | None = None
    ) -> AsyncPages[models.Pet, models.ListNextsResponse]:
        """Asynchronous version of `Next.list`."""
        return AsyncPages(self._client, _LIST, query={"tag": tag}, options=options)
