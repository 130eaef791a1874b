"""Models that belong to no single resource."""

from __future__ import annotations

from dataclasses import dataclass

from .._runtime import APIModel


@dataclass(kw_only=True, slots=True)
class Animal(APIModel):
    id: str | None = None
    name: str
    toys: list[Toy] | None = None


@dataclass(kw_only=True, slots=True)
class AnimalInput(APIModel):
    name: str
    toys: list[Toy] | None = None


@dataclass(kw_only=True, slots=True)
class Toy(APIModel):
    color: str | None = None
