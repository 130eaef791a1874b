"""Told."""

from __future__ import annotations

from .. import models
from .._runtime import JSON, AsyncResource, RequestOptions, Resource
from .._runtime.headers import DeclaredHeaders, Header
from .._runtime.pagination import AsyncPages, PagedOperation, PageNumber, Pages

_GET: PagedOperation[models.GetToldResponse] = PagedOperation(
    "GET",
    "/told",
    responses={200: JSON("GetToldResponse")},
    headers=DeclaredHeaders(Header("X-Total-Pages", "int")),
    pagination=PageNumber(
        "page",
        items=("pets",),
        is_last=("is_last",),
        total_pages_header="X-Total-Pages",
        current=("page",),
        size="per_page",
    ),
)


class Told(Resource):
    """Told."""

    def get(
        self,
        *,
        page: int | None = None,
        per_page: int | None = None,
        options: RequestOptions | None = None,
    ) -> Pages[models.Pet, models.GetToldResponse]:
        """Get.

        `GET /told`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            for item in client.told.get():
                print(item)
        """
        return Pages(
            self._client,
            _GET,
            query={"page": page, "per_page": per_page},
            options=options,
        )


class AsyncTold(AsyncResource):
    """Asynchronous version of `Told`."""

    def get(
        self,
        *,
        page: int | None = None,
        per_page: int | None = None,
        options: RequestOptions | None = None,
    ) -> AsyncPages[models.Pet, models.GetToldResponse]:
        """Asynchronous version of `Told.get`."""
        return AsyncPages(
            self._client,
            _GET,
            query={"page": page, "per_page": per_page},
            options=options,
        )
