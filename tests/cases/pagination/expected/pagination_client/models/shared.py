"""Models without a module for the first word of their names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, TypeAlias
from uuid import UUID

from .._runtime import UNSET, APIModel, Unset

Pets: TypeAlias = list["Pet"]


@dataclass(kw_only=True, slots=True)
class CursorPage(APIModel):
    data: list[Pet]
    next_page_token: str | None = None
    total: int | None = None


@dataclass(kw_only=True, slots=True)
class GetToldResponse(APIModel):
    pets: list[Pet] | None = None
    page: int | None = None
    is_last: bool | None = None


@dataclass(kw_only=True, slots=True)
class ListEndsResponse(APIModel):
    items: list[Pet] | None = None
    page_info: ListEndsResponsePageInfo | None = None

    _wire: ClassVar[dict[str, str]] = {"page_info": "pageInfo"}


@dataclass(kw_only=True, slots=True)
class ListEndsResponsePageInfo(APIModel):
    end_cursor: str | None | Unset = UNSET
    has_next_page: bool | None = None
    start_cursor: str | None | Unset = UNSET
    has_previous_page: bool | None = None

    _wire: ClassVar[dict[str, str]] = {
        "end_cursor": "endCursor",
        "has_next_page": "hasNextPage",
        "start_cursor": "startCursor",
        "has_previous_page": "hasPreviousPage",
    }


@dataclass(kw_only=True, slots=True)
class ListExportsResponse(APIModel):
    results: list[Pet] | None = None
    links: ListExportsResponseLinks | None = None
    has_more: bool | None = None


@dataclass(kw_only=True, slots=True)
class ListExportsResponseLinks(APIModel):
    next: str | None = None


@dataclass(kw_only=True, slots=True)
class ListLastsResponse(APIModel):
    data: list[Ticket] | None = None
    has_more: bool | None = None


@dataclass(kw_only=True, slots=True)
class ListModesResponse(APIModel):
    pets: list[Pet] | None = None
    total_entries: int | None = None
    next_cursor: str | None | Unset = UNSET


@dataclass(kw_only=True, slots=True)
class ListNumbersResponse(APIModel):
    pets: list[Pet] | None = None
    total: int | None = None
    page_count: int | None = None

    _wire: ClassVar[dict[str, str]] = {"page_count": "pageCount"}


@dataclass(kw_only=True, slots=True)
class ListOffsetsResponse(APIModel):
    results: list[Pet]
    meta: ListOffsetsResponseMeta | None = None


@dataclass(kw_only=True, slots=True)
class ListOffsetsResponseMeta(APIModel):
    total: int | None = None


@dataclass(kw_only=True, slots=True)
class ListPageablesResponse(APIModel):
    content: list[Pet] | None = None
    number: int | None = None
    total_pages: int | None = None

    _wire: ClassVar[dict[str, str]] = {"total_pages": "totalPages"}


@dataclass(kw_only=True, slots=True)
class Pageable(APIModel):
    page: int | None = None
    size: int | None = None
    sort: list[str] | None = None


@dataclass(kw_only=True, slots=True)
class Pet(APIModel):
    name: str


@dataclass(kw_only=True, slots=True)
class Ticket(APIModel):
    id: UUID
