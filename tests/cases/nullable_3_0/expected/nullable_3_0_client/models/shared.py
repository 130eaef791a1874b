"""Models without a module for the first word of their names."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from .._runtime import UNSET, APIModel, Unset


@dataclass(kw_only=True, slots=True)
class Goal(APIModel):
    id: UUID
    status: Status | None
    note: str | None
    due: dt.date | None
    wrapped: Owner | None | Unset = UNSET
    level: Literal["low", "high"] | str | None | Unset = UNSET
    details: Any = UNSET
    """Anything at all."""
    tags: list[str | None] | None | Unset = UNSET


@dataclass(kw_only=True, slots=True)
class GoalPatch(APIModel):
    note: str | None | Unset = UNSET
    due: dt.date | None | Unset = UNSET
    title: str | None = None


@dataclass(kw_only=True, slots=True)
class Owner(APIModel):
    name: str


@dataclass(kw_only=True, slots=True)
class Status(APIModel):
    name: str
