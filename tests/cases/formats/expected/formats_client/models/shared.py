"""Models without a module for the first word of their names."""

from __future__ import annotations

import builtins
import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar
from uuid import UUID

from .._runtime import APIModel
from .._runtime.models.wire_types import (
    Base64Url,
    DecimalNumber,
    IntegerString,
    UnixTime,
)


@dataclass(kw_only=True, slots=True)
class Values(APIModel):
    date_time: dt.datetime | None = None
    date: dt.date | None = None
    time: dt.time | None = None
    duration: dt.timedelta | None = None
    uuid: UUID | None = None
    byte: bytes | None = None
    base64url: Base64Url | None = None
    decimal: Decimal | None = None
    decimal_number: DecimalNumber | None = None
    int64: int | None = None
    int64_string: IntegerString | None = None
    float: builtins.float | None = None
    unix_time: UnixTime | None = None
    email: str | None = None
    dates: list[dt.date] | None = None

    _wire: ClassVar[dict[str, str]] = {
        "date_time": "dateTime",
        "decimal_number": "decimalNumber",
        "int64_string": "int64String",
        "unix_time": "unixTime",
    }
