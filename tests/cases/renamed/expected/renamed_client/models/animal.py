"""Models of animal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .._runtime import APIModel
from .._runtime.bodies.files import FileInput

if TYPE_CHECKING:
    from .shared import Toy


@dataclass(kw_only=True, slots=True)
class AddAnimalMultipartRequest(APIModel):
    photo: FileInput


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
class FindAnimalsResponse(APIModel):
    items: list[Animal]
    total_pages: int
