"""Models without a module for the first word of their names."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import ClassVar

from .._runtime import APIModel


class Kind(IntEnum):
    APPLE = 1
    PEAR_TREE = 2


class Light(IntEnum):
    SHADE = 0
    SUN = 1


class Soil(StrEnum):
    SAND = "1"
    CLAY = "2"


class TimeOfYear(StrEnum):
    SUMMER = "s"
    WINTER = "w"


@dataclass(kw_only=True, slots=True)
class Tree(APIModel):
    name: str
    height: float | None = None
    season: TimeOfYear | str | None = None
    soil: Soil | str | None = None
    light: Light | int | None = None

    _wire: ClassVar[dict[str, str]] = {"name": "nm", "height": "hgt", "season": "ssn"}
