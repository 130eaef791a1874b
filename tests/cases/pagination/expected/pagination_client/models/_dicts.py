"""Dicts that methods accept in place of models: TypedDicts with the fields of these as keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NotRequired, TypedDict


class PageableDict(TypedDict):
    page: NotRequired[int]
    size: NotRequired[int]
    sort: NotRequired[Sequence[str]]


class PetsByDeepObjectPageDict(TypedDict):
    after: NotRequired[str]
    before: NotRequired[str]
    size: NotRequired[int]


class SearchPetsLogsRequestPageDict(TypedDict):
    cursor: NotRequired[str]
    limit: NotRequired[int]
