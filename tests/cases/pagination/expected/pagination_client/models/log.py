"""Models of log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .._runtime import APIModel

if TYPE_CHECKING:
    from .shared import Pet


@dataclass(kw_only=True, slots=True)
class SearchLogsRequest(APIModel):
    query: str | None = None
    page: SearchLogsRequestPage | None = None


@dataclass(kw_only=True, slots=True)
class SearchLogsRequestPage(APIModel):
    cursor: str | None = None
    limit: int | None = None


@dataclass(kw_only=True, slots=True)
class SearchLogsResponse(APIModel):
    data: list[Pet] | None = None
    meta: SearchLogsResponseMeta | None = None


@dataclass(kw_only=True, slots=True)
class SearchLogsResponseMeta(APIModel):
    page: SearchLogsResponseMetaPage | None = None


@dataclass(kw_only=True, slots=True)
class SearchLogsResponseMetaPage(APIModel):
    after: str | None = None
