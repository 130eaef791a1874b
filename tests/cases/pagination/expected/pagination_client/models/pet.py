"""Models of pet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from .._runtime import UNSET, APIModel, Unset

if TYPE_CHECKING:
    from .shared import Ticket

Pets: TypeAlias = list["Pet"]


@dataclass(kw_only=True, slots=True)
class ExportPetsResponse(APIModel):
    results: list[Pet] | None = None
    links: ExportPetsResponseLinks | None = None
    has_more: bool | None = None


@dataclass(kw_only=True, slots=True)
class ExportPetsResponseLinks(APIModel):
    next: str | None = None


@dataclass(kw_only=True, slots=True)
class Pet(APIModel):
    name: str


@dataclass(kw_only=True, slots=True)
class PetsByDeepObjectPage(APIModel):
    after: str | None = None
    before: str | None = None
    size: int | None = None


@dataclass(kw_only=True, slots=True)
class PetsByDeepObjectResponse(APIModel):
    data: list[Pet] | None = None
    cursors: PetsByDeepObjectResponseCursors | None = None


@dataclass(kw_only=True, slots=True)
class PetsByDeepObjectResponseCursors(APIModel):
    after: str | None = None
    before: str | None = None


@dataclass(kw_only=True, slots=True)
class PetsByEndCursorResponse(APIModel):
    items: list[Pet] | None = None
    page_info: PetsByEndCursorResponsePageInfo | None = None

    _wire: ClassVar[dict[str, str]] = {"page_info": "pageInfo"}


@dataclass(kw_only=True, slots=True)
class PetsByEndCursorResponsePageInfo(APIModel):
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
class PetsByLastItemResponse(APIModel):
    data: list[Ticket] | None = None
    has_more: bool | None = None


@dataclass(kw_only=True, slots=True)
class PetsByNumberResponse(APIModel):
    pets: list[Pet] | None = None
    total: int | None = None
    page_count: int | None = None

    _wire: ClassVar[dict[str, str]] = {"page_count": "pageCount"}


@dataclass(kw_only=True, slots=True)
class PetsByOffsetResponse(APIModel):
    results: list[Pet]
    meta: PetsByOffsetResponseMeta | None = None


@dataclass(kw_only=True, slots=True)
class PetsByOffsetResponseMeta(APIModel):
    total: int | None = None


@dataclass(kw_only=True, slots=True)
class PetsByPageableResponse(APIModel):
    content: list[Pet] | None = None
    number: int | None = None
    total_pages: int | None = None

    _wire: ClassVar[dict[str, str]] = {"total_pages": "totalPages"}


@dataclass(kw_only=True, slots=True)
class PetsByToldNumberResponse(APIModel):
    pets: list[Pet] | None = None
    page: int | None = None
    is_last: bool | None = None


@dataclass(kw_only=True, slots=True)
class PetsByUrlResponse(APIModel):
    results: list[Pet] | None = None
    links: PetsByUrlResponseLinks | None = None


@dataclass(kw_only=True, slots=True)
class PetsByUrlResponseLinks(APIModel):
    next: str | PetsByUrlResponseLinksNext | None | Unset = UNSET


@dataclass(kw_only=True, slots=True)
class PetsByUrlResponseLinksNext(APIModel):
    href: str | None = None


@dataclass(kw_only=True, slots=True)
class PetsInTwoModesResponse(APIModel):
    pets: list[Pet] | None = None
    total_entries: int | None = None
    next_cursor: str | None | Unset = UNSET


@dataclass(kw_only=True, slots=True)
class SearchPetsLogsRequest(APIModel):
    query: str | None = None
    page: SearchPetsLogsRequestPage | None = None


@dataclass(kw_only=True, slots=True)
class SearchPetsLogsRequestPage(APIModel):
    cursor: str | None = None
    limit: int | None = None


@dataclass(kw_only=True, slots=True)
class SearchPetsLogsResponse(APIModel):
    data: list[Pet] | None = None
    meta: SearchPetsLogsResponseMeta | None = None


@dataclass(kw_only=True, slots=True)
class SearchPetsLogsResponseMeta(APIModel):
    page: SearchPetsLogsResponseMetaPage | None = None


@dataclass(kw_only=True, slots=True)
class SearchPetsLogsResponseMetaPage(APIModel):
    after: str | None = None


@dataclass(kw_only=True, slots=True)
class SearchPetsRequest(APIModel):
    query: str | None = None
    offset: int | str | None = None


@dataclass(kw_only=True, slots=True)
class SearchPetsResponse(APIModel):
    result: SearchPetsResponseResult | None = None


@dataclass(kw_only=True, slots=True)
class SearchPetsResponseResult(APIModel):
    points: list[Pet] | None = None
    next_page_offset: int | str | None | Unset = UNSET
