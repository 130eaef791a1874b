"""Values that are something else in JSON."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, ClassVar, TypeAlias
from uuid import UUID

from .._runtime import APIModel
from .._runtime.bodies.files import FileInput
from .._runtime.models.wire_types import Base64Url, DecimalNumber, HttpDate, IntegerString, UnixTime

Point: TypeAlias = tuple[float, float]
Labels: TypeAlias = dict[str, list["Point"]]


@dataclass(kw_only=True, slots=True)
class Formats(APIModel):
    """One of each."""

    moment: dt.datetime | None = None
    day: dt.date | None = None
    time: dt.time | None = None
    length: dt.timedelta | None = None
    id: UUID | None = None
    price: Decimal | None = None
    data: bytes | None = None
    token: Base64Url | None = None
    unix: UnixTime | None = None
    http: HttpDate | None = None
    exact: DecimalNumber | None = None
    count: IntegerString | None = None
    stamps: list[UnixTime] | None = None
    by_name: dict[str, Base64Url] | None = None


@dataclass(kw_only=True, slots=True)
class Odd(APIModel):
    """Names that would break generated source, if they got there as they are."""

    quote: int
    braces: int | None = None
    line: str | None = None
    empty: str | None = None

    _wire: ClassVar[dict[str, str]] = {
        "quote": '\'"""\\',
        "braces": "{d} %s {{",
        "line": "a\nb\u2028c\x00",
        "empty": "",
    }


@dataclass(kw_only=True, slots=True)
class Upload(APIModel):
    """A multipart body."""

    file: FileInput
    more: list[FileInput] | None = None
    note: Annotated[str, "a remark"] | None = None
