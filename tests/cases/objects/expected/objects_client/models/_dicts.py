"""Dicts that methods accept in place of models: TypedDicts with the fields of these as keys."""

from __future__ import annotations

from typing import NotRequired, TypedDict


class ItemShelfDict(TypedDict):
    row: int
    column: NotRequired[int]


class SizeDict(TypedDict):
    width: NotRequired[float]
    unit_of_measure: NotRequired[str]
