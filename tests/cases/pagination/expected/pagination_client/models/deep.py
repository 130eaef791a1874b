"""Models of deep."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .._runtime import APIModel

if TYPE_CHECKING:
    from .shared import Pet


@dataclass(kw_only=True, slots=True)
class ListDeepsPage(APIModel):
    after: str | None = None
    before: str | None = None
    size: int | None = None


@dataclass(kw_only=True, slots=True)
class ListDeepsResponse(APIModel):
    data: list[Pet] | None = None
    cursors: ListDeepsResponseCursors | None = None


@dataclass(kw_only=True, slots=True)
class ListDeepsResponseCursors(APIModel):
    after: str | None = None
    before: str | None = None
