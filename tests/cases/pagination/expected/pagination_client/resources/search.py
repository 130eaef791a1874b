"""Search."""

from __future__ import annotations

from .. import models
from .._runtime import JSON, AsyncResource, Body, RequestOptions, Resource
from .._runtime.pagination import AsyncPages, Cursor, PagedOperation, Pages

_CREATE: PagedOperation[models.CreateSearchResponse] = PagedOperation(
    "POST",
    "/search",
    body=Body("application/json", "CreateSearchRequest", required=False),
    responses={200: JSON("CreateSearchResponse")},
    pagination=Cursor(
        "offset",
        location="body",
        next=("result", "next_page_offset"),
        items=("result", "points"),
    ),
)


class Search(Resource):
    """Search."""

    def create(
        self,
        *,
        idempotency_key: str | None = None,
        query: str | None = None,
        offset: int | str | None = None,
        options: RequestOptions | None = None,
    ) -> Pages[models.Pet, models.CreateSearchResponse]:
        """Create.

        `POST /search`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            for item in client.search.create(query="…"):
                print(item)
        """
        return Pages(
            self._client,
            _CREATE,
            headers={"Idempotency-Key": idempotency_key},
            body=models.CreateSearchRequest(query=query, offset=offset),
            options=options,
        )


class AsyncSearch(AsyncResource):
    """Asynchronous version of `Search`."""

    def create(
        self,
        *,
        idempotency_key: str | None = None,
        query: str | None = None,
        offset: int | str | None = None,
        options: RequestOptions | None = None,
    ) -> AsyncPages[models.Pet, models.CreateSearchResponse]:
        """Asynchronous version of `Search.create`."""
        return AsyncPages(
            self._client,
            _CREATE,
            headers={"Idempotency-Key": idempotency_key},
            body=models.CreateSearchRequest(query=query, offset=offset),
            options=options,
        )
