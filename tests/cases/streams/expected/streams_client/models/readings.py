"""Models of readings."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from .._runtime import APIModel


@dataclass(kw_only=True, slots=True)
class Reading(APIModel):
    sensor: UUID
    value: float


@dataclass(kw_only=True, slots=True)
class ReplaceReadingsPlacesRequestItem(APIModel):
    type: str
