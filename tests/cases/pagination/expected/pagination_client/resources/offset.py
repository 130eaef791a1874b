"""Offset."""

from __future__ import annotations

from .. import models
from .._runtime import JSON, AsyncResource, RequestOptions, Resource
from .._runtime.pagination import AsyncPages, Offset, PagedOperation, Pages

_LIST: PagedOperation[models.ListOffsetsResponse] = PagedOperation(
    "GET",
    "/offset",
    responses={200: JSON("ListOffsetsResponse")},
    pagination=Offset("offset", items=("results",), total=("meta", "total")),
)


class OffsetResource(Resource):
    """Offset."""

    def list(
        self,
        *,
        offset: int | None = None,
        limit: int | None = None,
        options: RequestOptions | None = None,
    ) -> Pages[models.Pet, models.ListOffsetsResponse]:
        """List.

        `GET /offset`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            for item in client.offset.list():
                print(item)
        """
        return Pages(
            self._client,
            _LIST,
            query={"offset": offset, "limit": limit},
            options=options,
        )


class AsyncOffsetResource(AsyncResource):
    """Asynchronous version of `OffsetResource`."""

    def list(
        self,
        *,
        offset: int | None = None,
        limit: int | None = None,
        options: RequestOptions | None = None,
    ) -> AsyncPages[models.Pet, models.ListOffsetsResponse]:
        """Asynchronous version of `OffsetResource.list`."""
        return AsyncPages(
            self._client,
            _LIST,
            query={"offset": offset, "limit": limit},
            options=options,
        )
