"""Dicts that methods accept in place of models: TypedDicts with the fields of these as keys."""

from __future__ import annotations

from typing import NotRequired, TypedDict


class SearchFilterDict(TypedDict):
    color: NotRequired[str]
    size: NotRequired[int]
