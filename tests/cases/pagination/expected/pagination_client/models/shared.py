"""Models without a module for the first word of their names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from .._runtime import APIModel

if TYPE_CHECKING:
    from .pet import Pet


@dataclass(kw_only=True, slots=True)
class CursorPage(APIModel):
    data: list[Pet]
    next_page_token: str | None = None
    total: int | None = None


@dataclass(kw_only=True, slots=True)
class Pageable(APIModel):
    page: int | None = None
    size: int | None = None
    sort: list[str] | None = None


@dataclass(kw_only=True, slots=True)
class Ticket(APIModel):
    id: UUID
