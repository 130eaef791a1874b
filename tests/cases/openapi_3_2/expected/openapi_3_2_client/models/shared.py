"""Models without a module for the first word of their names."""

from __future__ import annotations

from dataclasses import dataclass

from .._runtime import APIModel


@dataclass(kw_only=True, slots=True)
class Drink(APIModel):
    name: str


@dataclass(kw_only=True, slots=True)
class SearchDrinksRequest(APIModel):
    name: str | None = None
