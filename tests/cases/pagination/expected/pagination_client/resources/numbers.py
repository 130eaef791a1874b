"""Numbers."""

from __future__ import annotations

from .. import models
from .._runtime import JSON, AsyncResource, RequestOptions, Resource
from .._runtime.pagination import AsyncPages, PagedOperation, PageNumber, Pages

_LIST: PagedOperation[models.ListNumbersResponse] = PagedOperation(
    "GET",
    "/numbers",
    responses={200: JSON("ListNumbersResponse")},
    pagination=PageNumber(
        "page",
        items=("pets",),
        total=("total",),
        total_pages=("pageCount",),
        size="per_page",
    ),
)


class Numbers(Resource):
    """Numbers."""

    def list(
        self,
        *,
        page: int | None = None,
        per_page: int | None = None,
        options: RequestOptions | None = None,
    ) -> Pages[models.Pet, models.ListNumbersResponse]:
        """List.

        `GET /numbers`

        Args:
            page: At least 1.
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            for number in client.numbers.list():
                print(number)
        """
        return Pages(
            self._client,
            _LIST,
            query={"page": page, "per_page": per_page},
            options=options,
        )


class AsyncNumbers(AsyncResource):
    """Asynchronous version of `Numbers`."""

    def list(
        self,
        *,
        page: int | None = None,
        per_page: int | None = None,
        options: RequestOptions | None = None,
    ) -> AsyncPages[models.Pet, models.ListNumbersResponse]:
        """Asynchronous version of `Numbers.list`."""
        return AsyncPages(
            self._client,
            _LIST,
            query={"page": page, "per_page": per_page},
            options=options,
        )
