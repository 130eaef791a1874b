"""Dicts that methods accept in place of models: TypedDicts with the fields of these as keys."""

from __future__ import annotations

from typing import TypedDict
from uuid import UUID


class ReadingDict(TypedDict):
    sensor: UUID
    value: float


class ReplaceReadingsPlacesRequestItemDict(TypedDict):
    type: str
