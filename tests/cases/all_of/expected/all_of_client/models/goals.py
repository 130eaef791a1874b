"""Models of goals."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

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
class Task(APIModel):
    id: int
    title: str
    kind: str | None = None
    created_at: dt.datetime

    _wire: ClassVar[dict[str, str]] = {"created_at": "createdAt"}
