"""Models of animals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .._runtime import APIModel, FileInput

if TYPE_CHECKING:
    from .shared import Animal


@dataclass(kw_only=True, slots=True)
class AddAnimalMultipartRequest(APIModel):
    photo: FileInput


@dataclass(kw_only=True, slots=True)
class FindAnimalsResponse(APIModel):
    items: list[Animal]
    total_pages: int
