"""Models without a module for the first word of their names."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar, Literal

from .._runtime import APIModel


@dataclass(kw_only=True, slots=True)
class Goal(APIModel):
    id: int
    title: str
    kind: str | None = None


@dataclass(kw_only=True, slots=True)
class GoalDetail(Goal):
    """A goal with everything."""

    tasks: list[Task]


@dataclass(kw_only=True, slots=True)
class NewGoal(APIModel):
    title: str
    owner: Owner | None = None
    """Who owns it."""


@dataclass(kw_only=True, slots=True)
class Owner(APIModel):
    name: str | None = None


@dataclass(kw_only=True, slots=True)
class SpecialGoal(APIModel):
    id: int
    title: str
    kind: Literal["special"] = "special"


@dataclass(kw_only=True, slots=True)
class Task(APIModel):
    id: int
    title: str
    kind: str | None = None
    created_at: dt.datetime

    _wire: ClassVar[dict[str, str]] = {"created_at": "createdAt"}


@dataclass(kw_only=True, slots=True)
class Timestamps(APIModel):
    created_at: dt.datetime

    _wire: ClassVar[dict[str, str]] = {"created_at": "createdAt"}
