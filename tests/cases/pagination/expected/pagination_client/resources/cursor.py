"""Cursor."""

from __future__ import annotations

from .. import models
from .._runtime import JSON, AsyncResource, RequestOptions, Resource
from .._runtime.pagination import AsyncPages, Cursor, PagedOperation, Pages

_LIST: PagedOperation[models.CursorPage] = PagedOperation(
    "GET",
    "/cursor",
    responses={200: JSON("CursorPage")},
    pagination=Cursor("page_token", next=("next_page_token",), items=("data",)),
)


class CursorResource(Resource):
    """Cursor."""

    def list(
        self,
        *,
        page_token: str | None = None,
        limit: int | None = None,
        tag: str | None = None,
        x_tenant: str | None = None,
        options: RequestOptions | None = None,
    ) -> Pages[models.Pet, models.CursorPage]:
        """List.

        `GET /cursor`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            for item in client.cursor.list():
                print(item)
        """
        return Pages(
            self._client,
            _LIST,
            query={"page_token": page_token, "limit": limit, "tag": tag},
            headers={"X-Tenant": x_tenant},
            options=options,
        )


class AsyncCursorResource(AsyncResource):
    """Asynchronous version of `CursorResource`."""

    def list(
        self,
        *,
        page_token: str | None = None,
        limit: int | None = None,
        tag: str | None = None,
        x_tenant: str | None = None,
        options: RequestOptions | None = None,
    ) -> AsyncPages[models.Pet, models.CursorPage]:
        """Asynchronous version of `CursorResource.list`."""
        return AsyncPages(
            self._client,
            _LIST,
            query={"page_token": page_token, "limit": limit, "tag": tag},
            headers={"X-Tenant": x_tenant},
            options=options,
        )
