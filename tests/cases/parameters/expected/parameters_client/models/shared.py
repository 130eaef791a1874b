"""Models without a module for the first word of their names."""

from __future__ import annotations

from dataclasses import dataclass

from .._runtime import APIModel


@dataclass(kw_only=True, slots=True)
class SearchFilter(APIModel):
    color: str | None = None
    size: int | None = None
