"""Models that belong to no single resource."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar, Literal

from .._runtime import APIModel


@dataclass(kw_only=True, slots=True)
class SpecialGoal(APIModel):
    id: int
    title: str
    kind: Literal["special"] = "special"


@dataclass(kw_only=True, slots=True)
class Timestamps(APIModel):
    created_at: dt.datetime

    _wire: ClassVar[dict[str, str]] = {"created_at": "createdAt"}
