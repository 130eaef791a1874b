"""Models without a module for the first word of their names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from .._runtime import UNSET, Unset
from .._runtime.models.recursive import APIModel

MaybeStatus: TypeAlias = Literal["open", "closed"]


@dataclass(kw_only=True, slots=True)
class Goal(APIModel):
    note: str | None
    owner: Owner | None
    parent: Goal | None | Unset = UNSET
    value: str | int | None | Unset = UNSET
    nothing: None | Unset = UNSET
    status: MaybeStatus | str | None | Unset = UNSET


@dataclass(kw_only=True, slots=True)
class Owner(APIModel):
    name: str
