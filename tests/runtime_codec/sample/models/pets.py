"""Models of pets."""

# ruff: noqa: RUF036, UP007 (as it is generated)

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, Any, ClassVar, Literal, TypeAlias, Union
from uuid import UUID

from .._runtime import UNSET, APIModel, Unset

if TYPE_CHECKING:
    from .values import Point

Color: TypeAlias = Literal["red", "green"]
"""Colour of a pet."""

JsonValue: TypeAlias = Union[str, float, bool, list["JsonValue"], dict[str, "JsonValue"], None]


class Size(StrEnum):
    """Size of a pet."""

    SMALL = "small"
    LARGE = "large"


class Weight(IntEnum):
    """Class of weight."""

    LIGHT = 1
    HEAVY = 2


@dataclass(kw_only=True, slots=True)
class Pet(APIModel):
    """A pet."""

    id: UUID
    name: str
    born_at: dt.datetime | None
    owner: Owner | None
    tags: list[str] | None = None
    color: Color | str | None = None
    nickname: str | None | Unset = UNSET
    parents: list[Pet] | None = None
    place: Point | None = None
    size: Size | str | None = None
    class_: int | None = None
    notes: Any = None
    kind: Literal["pet"] = "pet"

    _wire: ClassVar[dict[str, str]] = {
        "born_at": "bornAt",
        "class_": "class",
    }


@dataclass(kw_only=True, slots=True)
class PetDetail(Pet):
    """A pet with more to say."""

    visits: list[dt.date]
    last_visit: dt.date | None = None

    _wire: ClassVar[dict[str, str]] = {
        "last_visit": "lastVisit",
    }


@dataclass(kw_only=True, slots=True)
class Owner(APIModel):
    """An owner, whose pets have owners."""

    email: str
    pets: list[Pet] | None = None


@dataclass(kw_only=True, slots=True)
class Counters(APIModel):
    """A name, and numbers under any further name."""

    name: str
    total: int | None = None

    additional_properties: dict[str, int] = field(default_factory=dict)


@dataclass(kw_only=True, slots=True)
class Empty(APIModel):
    """Nothing that is declared."""
