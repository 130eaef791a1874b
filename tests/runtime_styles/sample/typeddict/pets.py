"""Models of pets."""

# ruff: noqa: UP007 (as it is generated)

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Literal, NotRequired, TypeAlias, TypedDict, Union
from uuid import UUID

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


class Pet(TypedDict):
    """A pet."""

    id: UUID
    name: str
    born_at: dt.datetime | None
    tags: NotRequired[list[str]]
    color: NotRequired[Color | str]
    nickname: NotRequired[str | None]
    owner: NotRequired[Owner]
    parents: NotRequired[list[Pet]]
    size: NotRequired[Size | str]
    class_: NotRequired[int]
    notes: NotRequired[Any]
    events: NotRequired[list[Event]]
    kind: Literal["pet"]


class PetDetail(Pet):
    """A pet with more to say."""

    visits: list[dt.date]
    last_visit: NotRequired[dt.date]


class Owner(TypedDict):
    """An owner, whose pets have owners."""

    e_mail: str
    pets: NotRequired[list[Pet]]
    by_name: NotRequired[dict[str, Pet]]


class Counters(TypedDict):
    """A name, and numbers under any further name."""

    a_name: str
    total: NotRequired[int]

    additional_properties: NotRequired[dict[str, int]]


class Formats(TypedDict):
    """One of each."""

    price: NotRequired[DecimalNumber]
    count: NotRequired[IntegerString]
    seen_at: NotRequired[UnixTime | None]
    data: NotRequired[bytes]
    value: NotRequired[JsonValue]


class Page(TypedDict):
    """Some pets, and what leads to more."""

    pet_list: list[Pet]
    next_page: NotRequired[str]
    latest: NotRequired[Text]


class Search(TypedDict):
    """What is looked for, from where on."""

    start_at: NotRequired[str]
    words: NotRequired[list[str]]


class Upload(TypedDict):
    """A multipart body."""

    the_file: FileInput
    note: NotRequired[Note]


class Note(TypedDict):
    """A part of it that is JSON."""

    by_whom: str


_typed_dicts: dict[str, dict[str, Any]] = {
    "Pet": {
        "_wire": {"born_at": "bornAt", "class_": "class"},
        "_heirs": ("PetDetail",),
        "_xml": XmlNode("animal"),
        "_xml_fields": {"name": XmlNode("", kind="attribute")},
        "_constraints": {"name": Constraints(min_length=2)},
    },
    "PetDetail": {
        "_wire": {"born_at": "bornAt", "class_": "class", "last_visit": "lastVisit"},
        "_xml_fields": {"name": XmlNode("", kind="attribute")},
        "_constraints": {"name": Constraints(min_length=2)},
    },
    "Owner": {"_wire": {"e_mail": "eMail", "by_name": "byName"}},
    "Counters": {"_wire": {"a_name": "aName"}, "_limits": Constraints(max_properties=3)},
    "Formats": {"_wire": {"seen_at": "seenAt"}},
    "Page": {"_wire": {"pet_list": "petList", "next_page": "nextPage"}},
    "Search": {"_wire": {"start_at": "startAt"}},
    "Upload": {"_wire": {"the_file": "theFile"}},
    "Note": {"_wire": {"by_whom": "byWhom"}},
}
