"""Models that belong to no single resource."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from .._runtime import APIModel

Pets: TypeAlias = list["Pet"]


@dataclass(kw_only=True, slots=True)
class Pet(APIModel):
    name: str
