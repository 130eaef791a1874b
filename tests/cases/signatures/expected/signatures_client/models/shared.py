"""Models without a module for the first word of their names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .._runtime import UNSET, APIModel, Unset


@dataclass(kw_only=True, slots=True)
class Buyer(APIModel):
    email: str
    kind: Literal["person"] = "person"
    note: str | None | Unset = UNSET


@dataclass(kw_only=True, slots=True)
class Pet(APIModel):
    id: str
    name: str
