"""Pets."""

from __future__ import annotations

from typing import Any, cast as _cast

from .. import models
from .._runtime import JSON, AsyncResource, Body, RequestOptions, Resource
from .._runtime.pagination import (
    AsyncPages,
    Cursor,
    LastItem,
    LinkHeader,
    NextURL,
    Offset,
    PagedOperation,
    PageNumber,
    Pages,
)
from .._runtime.responses.headers import DeclaredHeaders, Header
from .._runtime.styles import Parameter, ParameterStyle

_BY_CURSOR: PagedOperation[models.CursorPage] = PagedOperation(
    "GET",
    "/cursor",
    responses={200: JSON("CursorPage")},
    pagination=Cursor("page_token", next=("next_page_token",), items=("data",)),
)

_BY_DEEP_OBJECT: PagedOperation[models.PetsByDeepObjectResponse] = PagedOperation(
    "GET",
    "/deep",
    parameters=(
        Parameter(
            "query",
            "page",
            style=ParameterStyle("deepObject"),
            type="PetsByDeepObjectPage",
        ),
    ),
    responses={200: JSON("PetsByDeepObjectResponse")},
    pagination=Cursor(
        "page",
        within=("after",),
        next=("cursors", "after"),
        items=("data",),
        before="before",
        previous=("cursors", "before"),
    ),
)

_BY_END_CURSOR: PagedOperation[models.PetsByEndCursorResponse] = PagedOperation(
    "GET",
    "/end",
    responses={200: JSON("PetsByEndCursorResponse")},
    pagination=Cursor(
        "after",
        next=("pageInfo", "endCursor"),
        items=("items",),
        has_more=("pageInfo", "hasNextPage"),
        before="before",
        previous=("pageInfo", "startCursor"),
        has_previous=("pageInfo", "hasPreviousPage"),
    ),
)

_BY_HEADER: PagedOperation[list[models.Pet]] = PagedOperation(
    "GET",
    "/headers",
    responses={200: JSON("list[Pet]")},
    pagination=Cursor(
        "x-ms-continuation", location="header", header="x-ms-continuation"
    ),
)

_BY_LAST_ITEM: PagedOperation[models.PetsByLastItemResponse] = PagedOperation(
    "GET",
    "/last",
    responses={200: JSON("PetsByLastItemResponse")},
    pagination=LastItem(
        "starting_after",
        items=("data",),
        has_more=("has_more",),
        before="ending_before",
    ),
)

_BY_LINK: PagedOperation[list[models.Pet]] = PagedOperation(
    "GET",
    "/linked/{shelf}",
    responses={200: JSON("list[Pet]")},
    pagination=LinkHeader(),
)

_BY_NUMBER: PagedOperation[models.PetsByNumberResponse] = PagedOperation(
    "GET",
    "/numbers",
    responses={200: JSON("PetsByNumberResponse")},
    pagination=PageNumber(
        "page",
        items=("pets",),
        total=("total",),
        total_pages=("pageCount",),
        size="per_page",
    ),
)

_BY_OFFSET: PagedOperation[models.PetsByOffsetResponse] = PagedOperation(
    "GET",
    "/offset",
    responses={200: JSON("PetsByOffsetResponse")},
    pagination=Offset("offset", items=("results",), total=("meta", "total")),
)

_BY_PAGEABLE: PagedOperation[models.PetsByPageableResponse] = PagedOperation(
    "GET",
    "/pageable",
    parameters=(Parameter("query", "pageable", type="Pageable"),),
    responses={200: JSON("PetsByPageableResponse")},
    pagination=PageNumber(
        "pageable",
        within=("page",),
        items=("content",),
        total_pages=("totalPages",),
        current=("number",),
        size="size",
    ),
)

_BY_ROWS: PagedOperation[list[int]] = PagedOperation(
    "GET", "/rows", responses={200: JSON("list[int]")}, pagination=Offset("skip")
)

_BY_TOLD_NUMBER: PagedOperation[models.PetsByToldNumberResponse] = PagedOperation(
    "GET",
    "/told",
    responses={200: JSON("PetsByToldNumberResponse")},
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

_BY_URL: PagedOperation[models.PetsByUrlResponse] = PagedOperation(
    "GET",
    "/next",
    responses={200: JSON("PetsByUrlResponse")},
    pagination=NextURL(next=("links", "next"), items=("results",)),
)

_EXPORT: PagedOperation[models.ExportPetsResponse] = PagedOperation(
    "GET",
    "/export",
    responses={200: JSON("ExportPetsResponse")},
    pagination=NextURL(
        next=("links", "next"),
        parameter="cursor",
        items=("results",),
        has_more=("has_more",),
    ),
)

_FROM_ZERO: PagedOperation[list[models.Pet]] = PagedOperation(
    "GET",
    "/zero",
    responses={200: JSON("list[Pet]")},
    pagination=PageNumber("page", first=0, size="size"),
)

_IN_TWO_MODES: PagedOperation[models.PetsInTwoModesResponse] = PagedOperation(
    "GET",
    "/modes",
    responses={200: JSON("PetsInTwoModesResponse")},
    pagination=(
        Cursor("cursor", next=("next_cursor",), items=("pets",)),
        Offset("offset", items=("pets",), total=("total_entries",)),
    ),
)

_SEARCH: PagedOperation[models.SearchPetsResponse] = PagedOperation(
    "POST",
    "/search",
    body=Body("application/json", "SearchPetsRequest", required=False),
    responses={200: JSON("SearchPetsResponse")},
    pagination=Cursor(
        "offset",
        location="body",
        next=("result", "next_page_offset"),
        items=("result", "points"),
    ),
)

_SEARCH_LOGS: PagedOperation[models.SearchPetsLogsResponse] = PagedOperation(
    "POST",
    "/logs/search",
    body=Body("application/json", "SearchPetsLogsRequest", required=False),
    responses={200: JSON("SearchPetsLogsResponse")},
    pagination=Cursor(
        "page",
        location="body",
        within=("cursor",),
        next=("meta", "page", "after"),
        items=("data",),
    ),
)


class Pets(Resource):
    """Pets."""

    def by_cursor(
        self,
        *,
        page_token: str | None = None,
        limit: int | None = None,
        tag: str | None = None,
        x_tenant: str | None = None,
        options: RequestOptions | None = None,
    ) -> Pages[models.Pet, models.CursorPage]:
        """By cursor.

        `GET /cursor`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            for item in client.pets.by_cursor():
                print(item)
        """
        return Pages(
            self._client,
            _BY_CURSOR,
            query={"page_token": page_token, "limit": limit, "tag": tag},
            headers={"X-Tenant": x_tenant},
            options=options,
        )

    def by_deep_object(
        self,
        *,
        page: (
            models.PetsByDeepObjectPage | models.PetsByDeepObjectPageDict | None
        ) = None,
        options: RequestOptions | None = None,
    ) -> Pages[models.Pet, models.PetsByDeepObjectResponse]:
        """By deep object.

        `GET /deep`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            for item in client.pets.by_deep_object():
                print(item)
        """
        return Pages(
            self._client, _BY_DEEP_OBJECT, query={"page": page}, options=options
        )

    def by_end_cursor(
        self,
        *,
        after: str | None = None,
        before: str | None = None,
        options: RequestOptions | None = None,
    ) -> Pages[models.Pet, models.PetsByEndCursorResponse]:
        """By end cursor.

        `GET /end`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            for item in client.pets.by_end_cursor():
                print(item)
        """
        return Pages(
            self._client,
            _BY_END_CURSOR,
            query={"after": after, "before": before},
            options=options,
        )

    def by_header(
        self,
        *,
        x_ms_continuation: str | None = None,
        options: RequestOptions | None = None,
    ) -> Pages[models.Pet, list[models.Pet]]:
        """By header.

        `GET /headers`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            for item in client.pets.by_header():
                print(item)
        """
        return Pages(
            self._client,
            _BY_HEADER,
            headers={"x-ms-continuation": x_ms_continuation},
            options=options,
        )

    def by_last_item(
        self,
        *,
        starting_after: str | None = None,
        ending_before: str | None = None,
        options: RequestOptions | None = None,
    ) -> Pages[models.Ticket, models.PetsByLastItemResponse]:
        """By last item.

        `GET /last`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            for item in client.pets.by_last_item():
                print(item)
        """
        return Pages(
            self._client,
            _BY_LAST_ITEM,
            query={"starting_after": starting_after, "ending_before": ending_before},
            options=options,
        )

    def by_link(
        self,
        shelf: str,
        *,
        per_page: int | None = None,
        x_tenant: str | None = None,
        options: RequestOptions | None = None,
    ) -> Pages[models.Pet, list[models.Pet]]:
        """By link.

        `GET /linked/{shelf}`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            for item in client.pets.by_link("shelf"):
                print(item)
        """
        return Pages(
            self._client,
            _BY_LINK,
            path={"shelf": shelf},
            query={"per_page": per_page},
            headers={"X-Tenant": x_tenant},
            options=options,
        )

    def by_number(
        self,
        *,
        page: int | None = None,
        per_page: int | None = None,
        options: RequestOptions | None = None,
    ) -> Pages[models.Pet, models.PetsByNumberResponse]:
        """By number.

        `GET /numbers`

        Args:
            page: Page. At least 1.
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            for item in client.pets.by_number():
                print(item)
        """
        return Pages(
            self._client,
            _BY_NUMBER,
            query={"page": page, "per_page": per_page},
            options=options,
        )

    def by_offset(
        self,
        *,
        offset: int | None = None,
        limit: int | None = None,
        options: RequestOptions | None = None,
    ) -> Pages[models.Pet, models.PetsByOffsetResponse]:
        """By offset.

        `GET /offset`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            for item in client.pets.by_offset():
                print(item)
        """
        return Pages(
            self._client,
            _BY_OFFSET,
            query={"offset": offset, "limit": limit},
            options=options,
        )

    def by_pageable(
        self,
        *,
        pageable: models.Pageable | models.PageableDict | None = None,
        options: RequestOptions | None = None,
    ) -> Pages[models.Pet, models.PetsByPageableResponse]:
        """By pageable.

        `GET /pageable`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            for item in client.pets.by_pageable():
                print(item)
        """
        return Pages(
            self._client, _BY_PAGEABLE, query={"pageable": pageable}, options=options
        )

    def by_rows(
        self,
        *,
        skip: int | None = None,
        limit: int | None = None,
        options: RequestOptions | None = None,
    ) -> Pages[int, list[int]]:
        """By rows.

        `GET /rows`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            for item in client.pets.by_rows():
                print(item)
        """
        return Pages(
            self._client,
            _BY_ROWS,
            query={"skip": skip, "limit": limit},
            options=options,
        )

    def by_told_number(
        self,
        *,
        page: int | None = None,
        per_page: int | None = None,
        options: RequestOptions | None = None,
    ) -> Pages[models.Pet, models.PetsByToldNumberResponse]:
        """By told number.

        `GET /told`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            for item in client.pets.by_told_number():
                print(item)
        """
        return Pages(
            self._client,
            _BY_TOLD_NUMBER,
            query={"page": page, "per_page": per_page},
            options=options,
        )

    def by_url(
        self, *, tag: str | None = None, options: RequestOptions | None = None
    ) -> Pages[models.Pet, models.PetsByUrlResponse]:
        """By url.

        `GET /next`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            for item in client.pets.by_url():
                print(item)
        """
        return Pages(self._client, _BY_URL, query={"tag": tag}, options=options)

    def export(
        self, *, cursor: str | None = None, options: RequestOptions | None = None
    ) -> Pages[models.Pet, models.ExportPetsResponse]:
        """Export.

        `GET /export`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            for item in client.pets.export():
                print(item)
        """
        return Pages(self._client, _EXPORT, query={"cursor": cursor}, options=options)

    def from_zero(
        self,
        *,
        page: int | None = None,
        size: int | None = None,
        options: RequestOptions | None = None,
    ) -> Pages[models.Pet, list[models.Pet]]:
        """From zero.

        `GET /zero`

        Args:
            page: Default: 0.
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            for item in client.pets.from_zero():
                print(item)
        """
        return Pages(
            self._client,
            _FROM_ZERO,
            query={"page": page, "size": size},
            options=options,
        )

    def in_two_modes(
        self,
        *,
        cursor: str | None = None,
        offset: int | None = None,
        limit: int | None = None,
        options: RequestOptions | None = None,
    ) -> Pages[models.Pet, models.PetsInTwoModesResponse]:
        """In two modes.

        `GET /modes`

        Args:
            offset: Default: 0.
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            for item in client.pets.in_two_modes():
                print(item)
        """
        return Pages(
            self._client,
            _IN_TWO_MODES,
            query={"cursor": cursor, "offset": offset, "limit": limit},
            options=options,
        )

    def search(
        self,
        *,
        idempotency_key: str | None = None,
        query: str | None = None,
        offset: int | str | None = None,
        options: RequestOptions | None = None,
    ) -> Pages[models.Pet, models.SearchPetsResponse]:
        """Search.

        `POST /search`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            for item in client.pets.search(query="example"):
                print(item)
        """
        return Pages(
            self._client,
            _SEARCH,
            headers={"Idempotency-Key": idempotency_key},
            body=models.SearchPetsRequest(query=query, offset=offset),
            options=options,
        )

    def search_logs(
        self,
        *,
        query: str | None = None,
        page: (
            models.SearchPetsLogsRequestPage
            | models.SearchPetsLogsRequestPageDict
            | None
        ) = None,
        options: RequestOptions | None = None,
    ) -> Pages[models.Pet, models.SearchPetsLogsResponse]:
        """Search logs.

        `POST /logs/search`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            for item in client.pets.search_logs(query="example"):
                print(item)
        """
        return Pages(
            self._client,
            _SEARCH_LOGS,
            body=_cast("Any", models.SearchPetsLogsRequest)(query=query, page=page),
            options=options,
        )


class AsyncPets(AsyncResource):
    """Asynchronous version of `Pets`."""

    def by_cursor(
        self,
        *,
        page_token: str | None = None,
        limit: int | None = None,
        tag: str | None = None,
        x_tenant: str | None = None,
        options: RequestOptions | None = None,
    ) -> AsyncPages[models.Pet, models.CursorPage]:
        """Asynchronous version of `Pets.by_cursor`."""
        return AsyncPages(
            self._client,
            _BY_CURSOR,
            query={"page_token": page_token, "limit": limit, "tag": tag},
            headers={"X-Tenant": x_tenant},
            options=options,
        )

    def by_deep_object(
        self,
        *,
        page: (
            models.PetsByDeepObjectPage | models.PetsByDeepObjectPageDict | None
        ) = None,
        options: RequestOptions | None = None,
    ) -> AsyncPages[models.Pet, models.PetsByDeepObjectResponse]:
        """Asynchronous version of `Pets.by_deep_object`."""
        return AsyncPages(
            self._client, _BY_DEEP_OBJECT, query={"page": page}, options=options
        )

    def by_end_cursor(
        self,
        *,
        after: str | None = None,
        before: str | None = None,
        options: RequestOptions | None = None,
    ) -> AsyncPages[models.Pet, models.PetsByEndCursorResponse]:
        """Asynchronous version of `Pets.by_end_cursor`."""
        return AsyncPages(
            self._client,
            _BY_END_CURSOR,
            query={"after": after, "before": before},
            options=options,
        )

    def by_header(
        self,
        *,
        x_ms_continuation: str | None = None,
        options: RequestOptions | None = None,
    ) -> AsyncPages[models.Pet, list[models.Pet]]:
        """Asynchronous version of `Pets.by_header`."""
        return AsyncPages(
            self._client,
            _BY_HEADER,
            headers={"x-ms-continuation": x_ms_continuation},
            options=options,
        )

    def by_last_item(
        self,
        *,
        starting_after: str | None = None,
        ending_before: str | None = None,
        options: RequestOptions | None = None,
    ) -> AsyncPages[models.Ticket, models.PetsByLastItemResponse]:
        """Asynchronous version of `Pets.by_last_item`."""
        return AsyncPages(
            self._client,
            _BY_LAST_ITEM,
            query={"starting_after": starting_after, "ending_before": ending_before},
            options=options,
        )

    def by_link(
        self,
        shelf: str,
        *,
        per_page: int | None = None,
        x_tenant: str | None = None,
        options: RequestOptions | None = None,
    ) -> AsyncPages[models.Pet, list[models.Pet]]:
        """Asynchronous version of `Pets.by_link`."""
        return AsyncPages(
            self._client,
            _BY_LINK,
            path={"shelf": shelf},
            query={"per_page": per_page},
            headers={"X-Tenant": x_tenant},
            options=options,
        )

    def by_number(
        self,
        *,
        page: int | None = None,
        per_page: int | None = None,
        options: RequestOptions | None = None,
    ) -> AsyncPages[models.Pet, models.PetsByNumberResponse]:
        """Asynchronous version of `Pets.by_number`."""
        return AsyncPages(
            self._client,
            _BY_NUMBER,
            query={"page": page, "per_page": per_page},
            options=options,
        )

    def by_offset(
        self,
        *,
        offset: int | None = None,
        limit: int | None = None,
        options: RequestOptions | None = None,
    ) -> AsyncPages[models.Pet, models.PetsByOffsetResponse]:
        """Asynchronous version of `Pets.by_offset`."""
        return AsyncPages(
            self._client,
            _BY_OFFSET,
            query={"offset": offset, "limit": limit},
            options=options,
        )

    def by_pageable(
        self,
        *,
        pageable: models.Pageable | models.PageableDict | None = None,
        options: RequestOptions | None = None,
    ) -> AsyncPages[models.Pet, models.PetsByPageableResponse]:
        """Asynchronous version of `Pets.by_pageable`."""
        return AsyncPages(
            self._client, _BY_PAGEABLE, query={"pageable": pageable}, options=options
        )

    def by_rows(
        self,
        *,
        skip: int | None = None,
        limit: int | None = None,
        options: RequestOptions | None = None,
    ) -> AsyncPages[int, list[int]]:
        """Asynchronous version of `Pets.by_rows`."""
        return AsyncPages(
            self._client,
            _BY_ROWS,
            query={"skip": skip, "limit": limit},
            options=options,
        )

    def by_told_number(
        self,
        *,
        page: int | None = None,
        per_page: int | None = None,
        options: RequestOptions | None = None,
    ) -> AsyncPages[models.Pet, models.PetsByToldNumberResponse]:
        """Asynchronous version of `Pets.by_told_number`."""
        return AsyncPages(
            self._client,
            _BY_TOLD_NUMBER,
            query={"page": page, "per_page": per_page},
            options=options,
        )

    def by_url(
        self, *, tag: str | None = None, options: RequestOptions | None = None
    ) -> AsyncPages[models.Pet, models.PetsByUrlResponse]:
        """Asynchronous version of `Pets.by_url`."""
        return AsyncPages(self._client, _BY_URL, query={"tag": tag}, options=options)

    def export(
        self, *, cursor: str | None = None, options: RequestOptions | None = None
    ) -> AsyncPages[models.Pet, models.ExportPetsResponse]:
        """Asynchronous version of `Pets.export`."""
        return AsyncPages(
            self._client, _EXPORT, query={"cursor": cursor}, options=options
        )

    def from_zero(
        self,
        *,
        page: int | None = None,
        size: int | None = None,
        options: RequestOptions | None = None,
    ) -> AsyncPages[models.Pet, list[models.Pet]]:
        """Asynchronous version of `Pets.from_zero`."""
        return AsyncPages(
            self._client,
            _FROM_ZERO,
            query={"page": page, "size": size},
            options=options,
        )

    def in_two_modes(
        self,
        *,
        cursor: str | None = None,
        offset: int | None = None,
        limit: int | None = None,
        options: RequestOptions | None = None,
    ) -> AsyncPages[models.Pet, models.PetsInTwoModesResponse]:
        """Asynchronous version of `Pets.in_two_modes`."""
        return AsyncPages(
            self._client,
            _IN_TWO_MODES,
            query={"cursor": cursor, "offset": offset, "limit": limit},
            options=options,
        )

    def search(
        self,
        *,
        idempotency_key: str | None = None,
        query: str | None = None,
        offset: int | str | None = None,
        options: RequestOptions | None = None,
    ) -> AsyncPages[models.Pet, models.SearchPetsResponse]:
        """Asynchronous version of `Pets.search`."""
        return AsyncPages(
            self._client,
            _SEARCH,
            headers={"Idempotency-Key": idempotency_key},
            body=models.SearchPetsRequest(query=query, offset=offset),
            options=options,
        )

    def search_logs(
        self,
        *,
        query: str | None = None,
        page: (
            models.SearchPetsLogsRequestPage
            | models.SearchPetsLogsRequestPageDict
            | None
        ) = None,
        options: RequestOptions | None = None,
    ) -> AsyncPages[models.Pet, models.SearchPetsLogsResponse]:
        """Asynchronous version of `Pets.search_logs`."""
        return AsyncPages(
            self._client,
            _SEARCH_LOGS,
            body=_cast("Any", models.SearchPetsLogsRequest)(query=query, page=page),
            options=options,
        )
