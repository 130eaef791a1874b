"""Models of pets."""

# ruff: noqa: UP007 (as it is generated)

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar, Literal, TypeAlias, Union
from uuid import UUID

import msgspec

from .._runtime import UNSET, APIModel, Unset
from .._runtime.bodies.files import FileInput
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


class Pet(APIModel, kw_only=True):
    """A pet."""

    id: UUID
    name: str
    born_at: dt.datetime | None = msgspec.field(name="bornAt")
    tags: list[str] | None = None
    color: Color | str | None = None
    nickname: str | Unset | None = UNSET
    owner: Owner | None = None
    parents: list[Pet] | None = None
    size: Size | str | None = None
    class_: int | None = msgspec.field(default=None, name="class")
    notes: Any = UNSET
    events: list[Event] | None = None
    kind: Literal["pet"] = "pet"

    _wire: ClassVar[dict[str, str]] = {"born_at": "bornAt", "class_": "class"}

    _xml: ClassVar[XmlNode] = XmlNode("animal")

    _xml_fields: ClassVar[dict[str, XmlNode]] = {"name": XmlNode("", kind="attribute")}

    _constraints: ClassVar[dict[str, Constraints]] = {"name": Constraints(min_length=2)}


class PetDetail(Pet, kw_only=True):
    """A pet with more to say."""

    visits: list[dt.date]
    last_visit: dt.date | None = msgspec.field(default=None, name="lastVisit")

    _wire: ClassVar[dict[str, str]] = {"last_visit": "lastVisit"}


class Owner(APIModel, kw_only=True):
    """An owner, whose pets have owners."""

    e_mail: str = msgspec.field(name="eMail")
    pets: list[Pet] | None = None
    by_name: dict[str, Pet] | None = msgspec.field(default=None, name="byName")

    _wire: ClassVar[dict[str, str]] = {"e_mail": "eMail", "by_name": "byName"}


class Counters(APIModel, kw_only=True):
    """A name, and numbers under any further name."""

    a_name: str = msgspec.field(name="aName")
    total: int | None = None

    additional_properties: dict[str, int] = msgspec.field(default_factory=dict)

    _wire: ClassVar[dict[str, str]] = {"a_name": "aName"}

    _limits: ClassVar[Constraints] = Constraints(max_properties=3)


class Formats(APIModel, kw_only=True):
    """One of each."""

    price: DecimalNumber | None = None
    count: IntegerString | None = None
    seen_at: UnixTime | Unset | None = msgspec.field(default=UNSET, name="seenAt")
    data: bytes | None = None
    value: JsonValue | Unset = UNSET

    _wire: ClassVar[dict[str, str]] = {"seen_at": "seenAt"}


class Page(APIModel, kw_only=True):
    """Some pets, and what leads to more."""

    pet_list: list[Pet] = msgspec.field(name="petList")
    next_page: str | None = msgspec.field(default=None, name="nextPage")
    latest: Text | None = None

    _wire: ClassVar[dict[str, str]] = {"pet_list": "petList", "next_page": "nextPage"}


class Search(APIModel, kw_only=True):
    """What is looked for, from where on."""

    start_at: str | None = msgspec.field(default=None, name="startAt")
    words: list[str] | None = None

    _wire: ClassVar[dict[str, str]] = {"start_at": "startAt"}


class Upload(APIModel, kw_only=True):
    """A multipart body."""

    the_file: FileInput = msgspec.field(name="theFile")
    note: Note | None = None

    _wire: ClassVar[dict[str, str]] = {"the_file": "theFile"}


class Note(APIModel, kw_only=True):
    """A part of it that is JSON."""

    by_whom: str = msgspec.field(name="byWhom")

    _wire: ClassVar[dict[str, str]] = {"by_whom": "byWhom"}
