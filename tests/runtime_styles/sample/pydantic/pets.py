"""Models of pets."""

# ruff: noqa: UP007 (as it is generated)

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar, Literal, TypeAlias, Union
from uuid import UUID

import pydantic
from typing_extensions import TypeAliasType

from .._runtime import APIModel
from .._runtime.bodies.files import FileInput
from .._runtime.models.wire_types import DecimalNumber, IntegerString, UnixTime
from .._runtime.validation.constraints import Constraints
from .._runtime.xml import XmlNode

if TYPE_CHECKING:
    from .events import Event, Text

Color: TypeAlias = Literal["red", "dark green"]
JsonValue = TypeAliasType(
    "JsonValue", 'Union[str, float, bool, list["JsonValue"], dict[str, "JsonValue"], None]'
)


class Size(StrEnum):
    """Size of a pet."""

    SMALL = "small"
    LARGE = "large"


class Pet(APIModel):
    """A pet."""

    id: UUID
    name: str
    born_at: dt.datetime | None = pydantic.Field(
        validation_alias="bornAt", serialization_alias="bornAt"
    )
    tags: list[str] | None = None
    color: Color | str | None = None
    nickname: str | None = None
    owner: Owner | None = None
    parents: list[Pet] | None = None
    size: Size | str | None = None
    class_: int | None = pydantic.Field(
        default=None, validation_alias="class", serialization_alias="class"
    )
    notes: Any = None
    events: list[Event] | None = None
    kind: Literal["pet"] = "pet"

    _wire: ClassVar[dict[str, str]] = {"born_at": "bornAt", "class_": "class"}

    _xml: ClassVar[XmlNode] = XmlNode("animal")

    _xml_fields: ClassVar[dict[str, XmlNode]] = {"name": XmlNode("", kind="attribute")}

    _constraints: ClassVar[dict[str, Constraints]] = {"name": Constraints(min_length=2)}

    _nullable: ClassVar[frozenset[str]] = frozenset({"nickname", "notes"})


class PetDetail(Pet):
    """A pet with more to say."""

    visits: list[dt.date]
    last_visit: dt.date | None = pydantic.Field(
        default=None, validation_alias="lastVisit", serialization_alias="lastVisit"
    )

    _wire: ClassVar[dict[str, str]] = {"last_visit": "lastVisit"}


class Owner(APIModel):
    """An owner, whose pets have owners."""

    e_mail: str = pydantic.Field(validation_alias="eMail", serialization_alias="eMail")
    pets: list[Pet] | None = None
    by_name: dict[str, Pet] | None = pydantic.Field(
        default=None, validation_alias="byName", serialization_alias="byName"
    )

    _wire: ClassVar[dict[str, str]] = {"e_mail": "eMail", "by_name": "byName"}


class Counters(APIModel):
    """A name, and numbers under any further name."""

    a_name: str = pydantic.Field(validation_alias="aName", serialization_alias="aName")
    total: int | None = None

    additional_properties: dict[str, int] = pydantic.Field(default_factory=dict)

    _wire: ClassVar[dict[str, str]] = {"a_name": "aName"}

    _limits: ClassVar[Constraints] = Constraints(max_properties=3)


class Formats(APIModel):
    """One of each."""

    price: DecimalNumber | None = None
    count: IntegerString | None = None
    seen_at: UnixTime | None = pydantic.Field(
        default=None, validation_alias="seenAt", serialization_alias="seenAt"
    )
    data: bytes | None = None
    value: JsonValue = None

    _wire: ClassVar[dict[str, str]] = {"seen_at": "seenAt"}

    _nullable: ClassVar[frozenset[str]] = frozenset({"seen_at", "value"})


class Page(APIModel):
    """Some pets, and what leads to more."""

    pet_list: list[Pet] = pydantic.Field(validation_alias="petList", serialization_alias="petList")
    next_page: str | None = pydantic.Field(
        default=None, validation_alias="nextPage", serialization_alias="nextPage"
    )
    latest: Text | None = None

    _wire: ClassVar[dict[str, str]] = {"pet_list": "petList", "next_page": "nextPage"}


class Search(APIModel):
    """What is looked for, from where on."""

    start_at: str | None = pydantic.Field(
        default=None, validation_alias="startAt", serialization_alias="startAt"
    )
    words: list[str] | None = None

    _wire: ClassVar[dict[str, str]] = {"start_at": "startAt"}


class Upload(APIModel):
    """A multipart body."""

    the_file: FileInput = pydantic.Field(validation_alias="theFile", serialization_alias="theFile")
    note: Note | None = None

    _wire: ClassVar[dict[str, str]] = {"the_file": "theFile"}


class Note(APIModel):
    """A part of it that is JSON."""

    by_whom: str = pydantic.Field(validation_alias="byWhom", serialization_alias="byWhom")

    _wire: ClassVar[dict[str, str]] = {"by_whom": "byWhom"}
