"""Models of search."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .._runtime import UNSET, APIModel, Unset

if TYPE_CHECKING:
    from .shared import Pet


@dataclass(kw_only=True, slots=True)
class CreateSearchRequest(APIModel):
    query: str | None = None
    offset: int | str | None = None


@dataclass(kw_only=True, slots=True)
class CreateSearchResponse(APIModel):
    result: CreateSearchResponseResult | None = None


@dataclass(kw_only=True, slots=True)
class CreateSearchResponseResult(APIModel):
    points: list[Pet] | None = None
    next_page_offset: int | str | None | Unset = UNSET
