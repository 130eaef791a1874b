"""Models of pets."""

# ruff: noqa: UP007 (as it is generated)

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar, Literal, TypeAlias, Union
from uuid import UUID

from .._runtime import UNSET, Unset
from .._runtime.bodies.files import FileInput
from .._runtime.models.recursive import APIModel
from .._runtime.models.wire_types import DecimalNumber, IntegerString, UnixTime
from .._runtime.validation.constraints import Constraints
from .._runtime.xml import XmlNode

if TYPE_CHECKING:
    from .events import Event, Text

Color: TypeAlias = Literal["red", "dark green"]
JsonValue: TypeAlias = Union[str, float, bool, list["JsonValue"], dict[str, "JsonValue"], None]


class Size(StrEnum):
    """Size of a pet."""

    SMALL = "small"
    LARGE = "large"


@dataclass(kw_only=True, slots=True)
class Pet(APIModel):
    """A pet."""

    id: UUID
    name: str
    born_at: dt.datetime | None
    tags: list[str] | None = None
    color: Color | str | None = None
    nickname: str | Unset | None = UNSET
    owner: Owner | None = None
    parents: list[Pet] | None = None
    size: Size | str | None = None
    class_: int | None = None
    notes: Any = UNSET
    events: list[Event] | None = None
    kind: Literal["pet"] = "pet"

    _wire: ClassVar[dict[str, str]] = {"born_at": "bornAt", "class_": "class"}

    _xml: ClassVar[XmlNode] = XmlNode("animal")

    _xml_fields: ClassVar[dict[str, XmlNode]] = {"name": XmlNode("", kind="attribute")}

    _constraints: ClassVar[dict[str, Constraints]] = {"name": Constraints(min_length=2)}


@dataclass(kw_only=True, slots=True)
class PetDetail(Pet):
    """A pet with more to say."""

    visits: list[dt.date]
    last_visit: dt.date | None = None

    _wire: ClassVar[dict[str, str]] = {"last_visit": "lastVisit"}


@dataclass(kw_only=True, slots=True)
class Owner(APIModel):
    """An owner, whose pets have owners."""

    e_mail: str
    pets: list[Pet] | None = None
    by_name: dict[str, Pet] | None = None

    _wire: ClassVar[dict[str, str]] = {"e_mail": "eMail", "by_name": "byName"}


@dataclass(kw_only=True, slots=True)
class Counters(APIModel):
    """A name, and numbers under any further name."""

    a_name: str
    total: int | None = None

    additional_properties: dict[str, int] = field(default_factory=dict)

    _wire: ClassVar[dict[str, str]] = {"a_name": "aName"}

    _limits: ClassVar[Constraints] = Constraints(max_properties=3)


@dataclass(kw_only=True, slots=True)
class Formats(APIModel):
    """One of each."""

    price: DecimalNumber | None = None
    count: IntegerString | None = None
    seen_at: UnixTime | Unset | None = UNSET
    data: bytes | None = None
    value: JsonValue | Unset = UNSET

    _wire: ClassVar[dict[str, str]] = {"seen_at": "seenAt"}


@dataclass(kw_only=True, slots=True)
class Page(APIModel):
    """Some pets, and what leads to more."""

    pet_list: list[Pet]
    next_page: str | None = None
    latest: Text | None = None

    _wire: ClassVar[dict[str, str]] = {"pet_list": "petList", "next_page": "nextPage"}


@dataclass(kw_only=True, slots=True)
class Search(APIModel):
    """What is looked for, from where on."""

    start_at: str | None = None
    words: list[str] | None = None

    _wire: ClassVar[dict[str, str]] = {"start_at": "startAt"}


@dataclass(kw_only=True, slots=True)
class Upload(APIModel):
    """A multipart body."""

    the_file: FileInput
    note: Note | None = None

    _wire: ClassVar[dict[str, str]] = {"the_file": "theFile"}


@dataclass(kw_only=True, slots=True)
class Note(APIModel):
    """A part of it that is JSON."""

    by_whom: str

    _wire: ClassVar[dict[str, str]] = {"by_whom": "byWhom"}
