"""Models without a module for the first word of their names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from .._runtime import UNSET, APIModel, Unset

Color: TypeAlias = Literal["red", "green", 'it\'s "blue"']
"""Colour of the light."""

Level: TypeAlias = Literal[0, 1, 2]


@dataclass(kw_only=True, slots=True)
class Lamp(APIModel):
    kind: Literal["lamp"] = "lamp"
    color: Color | str
    """Colour of the light."""
    level: Level | int | None = None
    state: Literal["on", "off"] | str
    mode: Literal["single"] | None = None
    mixed: Literal[1, "one", True] | str | int | None | Unset = UNSET
    nullable: Literal["a", "b"] | str | None | Unset = UNSET


@dataclass(kw_only=True, slots=True)
class NewLamp(APIModel):
    color: Color
    """Colour of the light."""
    level: Level | None = None
    shades: list[Color] | None = None
