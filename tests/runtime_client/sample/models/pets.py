"""Models of pets."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, ClassVar, Literal
from uuid import UUID

from .._runtime import UNSET, APIModel, Unset
from .._runtime.bodies.files import FileInput
from .._runtime.models.wire_types import UnixTime


@dataclass(kw_only=True, slots=True)
class Point(APIModel):
    """A place, with names on the wire that differ."""

    x_axis: int

    y_axis: int

    label: str | None = None

    _wire: ClassVar[dict[str, str]] = {
        "x_axis": "R",
        "y_axis": "G",
    }


@dataclass(kw_only=True, slots=True)
class Pet(APIModel):
    """A pet."""

    id: UUID

    name: str

    born: dt.datetime | None = None

    kind: Literal["cat", "dog"] | str | None = None


@dataclass(kw_only=True, slots=True)
class NewPet(APIModel):
    """A pet to be made."""

    name: str | None = None

    born: dt.datetime | None = None

    nickname: str | Unset | None = UNSET

    vet_id: UUID | None = None

    _wire: ClassVar[dict[str, str]] = {
        "vet_id": "vetId",
    }


@dataclass(kw_only=True, slots=True)
class Problem(APIModel):
    """What went wrong."""

    error: str

    request_id: str | None = None

    details: Any = None

    _wire: ClassVar[dict[str, str]] = {
        "request_id": "requestId",
    }


@dataclass(kw_only=True, slots=True)
class Card(APIModel):
    """A part of a form."""

    number: str

    exp_month: int | None = None


@dataclass(kw_only=True, slots=True)
class Charge(APIModel):
    """A form with everything that a form can hold."""

    amount: int

    created: UnixTime | None = None

    capture: bool | None = None

    expand: list[str] | None = None

    card: Card | None = None

    items: list[Card] | None = None

    metadata: dict[str, str] | None = None


@dataclass(kw_only=True, slots=True)
class Attachment(APIModel):
    """A multipart body."""

    file: FileInput | None = None

    pages: list[FileInput] | None = None

    purpose: str | None = None

    count: int | None = None

    tags: list[str] | None = None

    point: Point | None = None

    digest: bytes | None = None

    taken_at: dt.datetime | None = None

    _wire: ClassVar[dict[str, str]] = {
        "taken_at": "takenAt",
    }
