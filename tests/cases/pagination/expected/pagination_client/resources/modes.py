"""Modes."""

from __future__ import annotations

from .. import models
from .._runtime import JSON, AsyncResource, RequestOptions, Resource
from .._runtime.pagination import AsyncPages, Cursor, Offset, PagedOperation, Pages

_LIST: PagedOperation[models.ListModesResponse] = PagedOperation(
    "GET",
    "/modes",
    responses={200: JSON("ListModesResponse")},
    pagination=(
        Cursor("cursor", next=("next_cursor",), items=("pets",)),
        Offset("offset", items=("pets",), total=("total_entries",)),
    ),
)


class Modes(Resource):
    """Modes."""

    def list(
        self,
        *,
        cursor: str | None = None,
        offset: int | None = None,
        limit: int | None = None,
        options: RequestOptions | None = None,
    ) -> Pages[models.Pet, models.ListModesResponse]:
        """List.

        `GET /modes`

        Args:
            offset: Default: 0.
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            for mode in client.modes.list():
                print(mode)
        """
        return Pages(
            self._client,
            _LIST,
            query={"cursor": cursor, "offset": offset, "limit": limit},
            options=options,
        )


class AsyncModes(AsyncResource):
    """Asynchronous version of `Modes`."""

    def list(
        self,
        *,
        cursor: str | None = None,
        offset: int | None = None,
        limit: int | None = None,
        options: RequestOptions | None = None,
    ) -> AsyncPages[models.Pet, models.ListModesResponse]:
        """Asynchronous version of `Modes.list`."""
        return AsyncPages(
            self._client,
            _LIST,
            query={"cursor": cursor, "offset": offset, "limit": limit},
            options=options,
        )
