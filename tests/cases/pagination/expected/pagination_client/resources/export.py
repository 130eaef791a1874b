"""Export."""

from __future__ import annotations

from .. import models
from .._runtime import JSON, AsyncResource, RequestOptions, Resource
from .._runtime.pagination import AsyncPages, NextURL, PagedOperation, Pages

_LIST: PagedOperation[models.ListExportsResponse] = PagedOperation(
    "GET",
    "/export",
    responses={200: JSON("ListExportsResponse")},
    pagination=NextURL(
        next=("links", "next"),
        parameter="cursor",
        items=("results",),
        has_more=("has_more",),
    ),
)


class Export(Resource):
    """Export."""

    def list(
        self, *, cursor: str | None = None, options: RequestOptions | None = None
    ) -> Pages[models.Pet, models.ListExportsResponse]:
        """List.

        `GET /export`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            for item in client.export.list():
                print(item)
        """
        return Pages(self._client, _LIST, query={"cursor": cursor}, options=options)


class AsyncExport(AsyncResource):
    """Asynchronous version of `Export`."""

    def list(
        self, *, cursor: str | None = None, options: RequestOptions | None = None
    ) -> AsyncPages[models.Pet, models.ListExportsResponse]:
        """Asynchronous version of `Export.list`."""
        return AsyncPages(
            self._client, _LIST, query={"cursor": cursor}, options=options
        )
