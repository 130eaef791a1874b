"""Pageable."""

from __future__ import annotations

from .. import models
from .._runtime import JSON, AsyncResource, RequestOptions, Resource
from .._runtime.pagination import AsyncPages, PagedOperation, PageNumber, Pages

_LIST: PagedOperation[models.ListPageablesResponse] = PagedOperation(
    "GET",
    "/pageable",
    responses={200: JSON("ListPageablesResponse")},
    pagination=PageNumber(
        "pageable",
        within=("page",),
        items=("content",),
        total_pages=("totalPages",),
        current=("number",),
        size="size",
    ),
)


class Pageable(Resource):
    """Pageable."""

    def list(
        self,
        *,
        pageable: models.Pageable | None = None,
        options: RequestOptions | None = None,
    ) -> Pages[models.Pet, models.ListPageablesResponse]:
        """List.

        `GET /pageable`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            for item in client.pageable.list():
                print(item)
        """
        return Pages(self._client, _LIST, query={"pageable": pageable}, options=options)


class AsyncPageable(AsyncResource):
    """Asynchronous version of `Pageable`."""

    def list(
        self,
        *,
        pageable: models.Pageable | None = None,
        options: RequestOptions | None = None,
    ) -> AsyncPages[models.Pet, models.ListPageablesResponse]:
        """Asynchronous version of `Pageable.list`."""
        return AsyncPages(
            self._client, _LIST, query={"pageable": pageable}, options=options
        )
