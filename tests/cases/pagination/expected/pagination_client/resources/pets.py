"""Pets."""

from __future__ import annotations

from .. import models
from .._runtime import JSON, AsyncResource, Body, Operation, RequestOptions, Resource
from .._runtime.pagination import (
    AsyncPages,
    Cursor,
    LastItem,
    LinkHeader,
    NextURL,
    Offset,
    PageNumber,
    Pages,
)

_BY_CURSOR: Operation[models.CursorPage] = Operation(
    "GET",
    "/cursor",
    responses={200: JSON("CursorPage")},
    pagination=Cursor("page_token", next=("next_page_token",), items=("data",)),
)

_BY_END_CURSOR: Operation[models.PetsByEndCursorResponse] = Operation(
    "GET",
    "/end",
    responses={200: JSON("PetsByEndCursorResponse")},
    pagination=Cursor(
        "after",
        next=("pageInfo", "endCursor"),
        items=("items",),
        has_more=("pageInfo", "hasNextPage"),
    ),
)

_BY_HEADER: Operation[list[models.Pet]] = Operation(
    "GET",
    "/headers",
    responses={200: JSON("list[Pet]")},
    pagination=Cursor(
        "x-ms-continuation", location="header", header="x-ms-continuation"
    ),
)

_BY_LAST_ITEM: Operation[models.PetsByLastItemResponse] = Operation(
    "GET",
    "/last",
    responses={200: JSON("PetsByLastItemResponse")},
    pagination=LastItem("starting_after", items=("data",), has_more=("has_more",)),
)

_BY_LINK: Operation[list[models.Pet]] = Operation(
    "GET",
    "/linked/{shelf}",
    responses={200: JSON("list[Pet]")},
    pagination=LinkHeader(),
)

_BY_NUMBER: Operation[models.PetsByNumberResponse] = Operation(
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

_BY_OFFSET: Operation[models.PetsByOffsetResponse] = Operation(
    "GET",
    "/offset",
    responses={200: JSON("PetsByOffsetResponse")},
    pagination=Offset("offset", items=("results",), total=("meta", "total")),
)

_BY_ROWS: Operation[list[int]] = Operation(
    "GET",
    "/rows",
    responses={200: JSON("list[int]")},
    pagination=Offset("skip"),
)

_BY_URL: Operation[models.PetsByUrlResponse] = Operation(
    "GET",
    "/next",
    responses={200: JSON("PetsByUrlResponse")},
    pagination=NextURL(next=("links", "next"), items=("results",)),
)

_FROM_ZERO: Operation[list[models.Pet]] = Operation(
    "GET",
    "/zero",
    responses={200: JSON("list[Pet]")},
    pagination=PageNumber("page", first=0, size="size"),
)

_IN_TWO_MODES: Operation[models.PetsInTwoModesResponse] = Operation(
    "GET",
    "/modes",
    responses={200: JSON("PetsInTwoModesResponse")},
    pagination=(
        Cursor("cursor", next=("next_cursor",), items=("pets",)),
        Offset("offset", items=("pets",), total=("total_entries",)),
    ),
)

_SEARCH: Operation[models.SearchPetsResponse] = Operation(
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
            options: What this call does differently: timeouts, retries, headers and more.

        Example:
            for item in client.pets.by_cursor():
                print(item)
        """
        return self._client.request_pages(
            _BY_CURSOR,
            query={"page_token": page_token, "limit": limit, "tag": tag},
            headers={"X-Tenant": x_tenant},
            options=options,
        )

    def by_end_cursor(
        self,
        *,
        after: str | None = None,
        options: RequestOptions | None = None,
    ) -> Pages[models.Pet, models.PetsByEndCursorResponse]:
        """By end cursor.

        `GET /end`

        Args:
            options: What this call does differently: timeouts, retries, headers and more.

        Example:
            for item in client.pets.by_end_cursor():
                print(item)
        """
        return self._client.request_pages(
            _BY_END_CURSOR,
            query={"after": after},
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
            options: What this call does differently: timeouts, retries, headers and more.

        Example:
            for item in client.pets.by_header():
                print(item)
        """
        return self._client.request_pages(
            _BY_HEADER,
            headers={"x-ms-continuation": x_ms_continuation},
            options=options,
        )

    def by_last_item(
        self,
        *,
        starting_after: str | None = None,
        options: RequestOptions | None = None,
    ) -> Pages[models.Ticket, models.PetsByLastItemResponse]:
        """By last item.

        `GET /last`

        Args:
            options: What this call does differently: timeouts, retries, headers and more.

        Example:
            for item in client.pets.by_last_item():
                print(item)
        """
        return self._client.request_pages(
            _BY_LAST_ITEM,
            query={"starting_after": starting_after},
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
            options: What this call does differently: timeouts, retries, headers and more.

        Example:
            for item in client.pets.by_link("…"):
                print(item)
        """
        return self._client.request_pages(
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
            page: At least 1.
            options: What this call does differently: timeouts, retries, headers and more.

        Example:
            for item in client.pets.by_number():
                print(item)
        """
        return self._client.request_pages(
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
            options: What this call does differently: timeouts, retries, headers and more.

        Example:
            for item in client.pets.by_offset():
                print(item)
        """
        return self._client.request_pages(
            _BY_OFFSET,
            query={"offset": offset, "limit": limit},
            options=options,
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
            options: What this call does differently: timeouts, retries, headers and more.

        Example:
            for item in client.pets.by_rows():
                print(item)
        """
        return self._client.request_pages(
            _BY_ROWS,
            query={"skip": skip, "limit": limit},
            options=options,
        )

    def by_url(
        self,
        *,
        tag: str | None = None,
        options: RequestOptions | None = None,
    ) -> Pages[models.Pet, models.PetsByUrlResponse]:
        """By url.

        `GET /next`

        Args:
            options: What this call does differently: timeouts, retries, headers and more.

        Example:
            for item in client.pets.by_url():
                print(item)
        """
        return self._client.request_pages(
            _BY_URL,
            query={"tag": tag},
            options=options,
        )

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
            options: What this call does differently: timeouts, retries, headers and more.

        Example:
            for item in client.pets.from_zero():
                print(item)
        """
        return self._client.request_pages(
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
            options: What this call does differently: timeouts, retries, headers and more.

        Example:
            for item in client.pets.in_two_modes():
                print(item)
        """
        return self._client.request_pages(
            _IN_TWO_MODES,
            query={"cursor": cursor, "offset": offset, "limit": limit},
            options=options,
        )

    def search(
        self,
        *,
        query: str | None = None,
        offset: int | str | None = None,
        options: RequestOptions | None = None,
    ) -> Pages[models.Pet, models.SearchPetsResponse]:
        """Search.

        `POST /search`

        Args:
            options: What this call does differently: timeouts, retries, headers and more.

        Example:
            for item in client.pets.search():
                print(item)
        """
        return self._client.request_pages(
            _SEARCH,
            body=models.SearchPetsRequest(
                query=query,
                offset=offset,
            ),
            options=options,
        )


class AsyncPets(AsyncResource):
    """The asynchronous twin of `Pets`."""

    def by_cursor(
        self,
        *,
        page_token: str | None = None,
        limit: int | None = None,
        tag: str | None = None,
        x_tenant: str | None = None,
        options: RequestOptions | None = None,
    ) -> AsyncPages[models.Pet, models.CursorPage]:
        """By cursor.

        `GET /cursor`

        Args:
            options: What this call does differently: timeouts, retries, headers and more.

        Example:
            async for item in client.pets.by_cursor():
                print(item)
        """
        return self._client.request_pages(
            _BY_CURSOR,
            query={"page_token": page_token, "limit": limit, "tag": tag},
            headers={"X-Tenant": x_tenant},
            options=options,
        )

    def by_end_cursor(
        self,
        *,
        after: str | None = None,
        options: RequestOptions | None = None,
    ) -> AsyncPages[models.Pet, models.PetsByEndCursorResponse]:
        """By end cursor.

        `GET /end`

        Args:
            options: What this call does differently: timeouts, retries, headers and more.

        Example:
            async for item in client.pets.by_end_cursor():
                print(item)
        """
        return self._client.request_pages(
            _BY_END_CURSOR,
            query={"after": after},
            options=options,
        )

    def by_header(
        self,
        *,
        x_ms_continuation: str | None = None,
        options: RequestOptions | None = None,
    ) -> AsyncPages[models.Pet, list[models.Pet]]:
        """By header.

        `GET /headers`

        Args:
            options: What this call does differently: timeouts, retries, headers and more.

        Example:
            async for item in client.pets.by_header():
                print(item)
        """
        return self._client.request_pages(
            _BY_HEADER,
            headers={"x-ms-continuation": x_ms_continuation},
            options=options,
        )

    def by_last_item(
        self,
        *,
        starting_after: str | None = None,
        options: RequestOptions | None = None,
    ) -> AsyncPages[models.Ticket, models.PetsByLastItemResponse]:
        """By last item.

        `GET /last`

        Args:
            options: What this call does differently: timeouts, retries, headers and more.

        Example:
            async for item in client.pets.by_last_item():
                print(item)
        """
        return self._client.request_pages(
            _BY_LAST_ITEM,
            query={"starting_after": starting_after},
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
        """By link.

        `GET /linked/{shelf}`

        Args:
            options: What this call does differently: timeouts, retries, headers and more.

        Example:
            async for item in client.pets.by_link("…"):
                print(item)
        """
        return self._client.request_pages(
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
        """By number.

        `GET /numbers`

        Args:
            page: At least 1.
            options: What this call does differently: timeouts, retries, headers and more.

        Example:
            async for item in client.pets.by_number():
                print(item)
        """
        return self._client.request_pages(
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
        """By offset.

        `GET /offset`

        Args:
            options: What this call does differently: timeouts, retries, headers and more.

        Example:
            async for item in client.pets.by_offset():
                print(item)
        """
        return self._client.request_pages(
            _BY_OFFSET,
            query={"offset": offset, "limit": limit},
            options=options,
        )

    def by_rows(
        self,
        *,
        skip: int | None = None,
        limit: int | None = None,
        options: RequestOptions | None = None,
    ) -> AsyncPages[int, list[int]]:
        """By rows.

        `GET /rows`

        Args:
            options: What this call does differently: timeouts, retries, headers and more.

        Example:
            async for item in client.pets.by_rows():
                print(item)
        """
        return self._client.request_pages(
            _BY_ROWS,
            query={"skip": skip, "limit": limit},
            options=options,
        )

    def by_url(
        self,
        *,
        tag: str | None = None,
        options: RequestOptions | None = None,
    ) -> AsyncPages[models.Pet, models.PetsByUrlResponse]:
        """By url.

        `GET /next`

        Args:
            options: What this call does differently: timeouts, retries, headers and more.

        Example:
            async for item in client.pets.by_url():
                print(item)
        """
        return self._client.request_pages(
            _BY_URL,
            query={"tag": tag},
            options=options,
        )

    def from_zero(
        self,
        *,
        page: int | None = None,
        size: int | None = None,
        options: RequestOptions | None = None,
    ) -> AsyncPages[models.Pet, list[models.Pet]]:
        """From zero.

        `GET /zero`

        Args:
            page: Default: 0.
            options: What this call does differently: timeouts, retries, headers and more.

        Example:
            async for item in client.pets.from_zero():
                print(item)
        """
        return self._client.request_pages(
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
        """In two modes.

        `GET /modes`

        Args:
            offset: Default: 0.
            options: What this call does differently: timeouts, retries, headers and more.

        Example:
            async for item in client.pets.in_two_modes():
                print(item)
        """
        return self._client.request_pages(
            _IN_TWO_MODES,
            query={"cursor": cursor, "offset": offset, "limit": limit},
            options=options,
        )

    def search(
        self,
        *,
        query: str | None = None,
        offset: int | str | None = None,
        options: RequestOptions | None = None,
    ) -> AsyncPages[models.Pet, models.SearchPetsResponse]:
        """Search.

        `POST /search`

        Args:
            options: What this call does differently: timeouts, retries, headers and more.

        Example:
            async for item in client.pets.search():
                print(item)
        """
        return self._client.request_pages(
            _SEARCH,
            body=models.SearchPetsRequest(
                query=query,
                offset=offset,
            ),
            options=options,
        )
