"""Shapes of values that are a text or a number in JSON and something else in Python."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from re import Pattern
from typing import Any
from uuid import UUID

from ..models.wire_types import WireFormat
from . import text_forms as forms
from .encoding import sound
from .functions import Block, Mismatch
from .report import Path, Report, expected
from .shape import NO_LIKENESS, JsonTypes, Likeness, Shape

FAILURES = (ValueError, ArithmeticError, OSError)
"""What reading a value of the right JSON type raises."""
_TEXT: JsonTypes = frozenset({str})
_NUMBER: JsonTypes = frozenset({int, float})


@dataclass(eq=False)
class Format(Shape):
    """A text or a number that stands for something else."""

    name: str
    python_type: type
    read_fast: Callable[[Any], Any]
    """Raises anything for what it cannot read."""

    read_carefully: Callable[[Any], Any] | None = None
    """Takes a few more spellings, at leisure; None where there are none."""

    pattern: Pattern[str] | None = None
    """What a text looks like of which nothing else can be meant."""

    write: Callable[[Any], Any] | None = None
    """None where the JSON form is the one that the Python type has everywhere."""

    json_types: JsonTypes = _TEXT
    decodes_by_call = True

    def decode_call(self, block: Block, variable: str) -> str:
        return f"{block.constant(self.read_fast)}({variable})"

    def read(self, value: Any, report: Report, path: Path) -> Any:
        if type(value) not in self.json_types:
            report.deviation(path, expected(self.name, value))
            return value
        for read in (self.read_fast, self.read_carefully):
            if read is not None:
                try:
                    return read(value)
                except FAILURES:
                    pass
        report.deviation(path, f"expected {self.name}, got another {_kind(value)}")
        return value

    def exactly(self, value: Any) -> Any:
        if self.pattern is not None and not self.pattern.fullmatch(value):
            raise Mismatch
        return (self.read_carefully or self.read_fast)(value)

    def likeness(self, value: Any, depth: int) -> Likeness:
        if type(value) not in self.json_types:
            return NO_LIKENESS
        try:
            self.exactly(value)
        except FAILURES:
            return NO_LIKENESS
        return (0, 0)

    def encode_expression(self, block: Block, variable: str) -> str:
        if self.write is None:
            return variable
        return f"{block.constant(self.encode)}({variable})"

    def is_special(self, around: frozenset[Shape]) -> bool:
        return self.write is not None

    def encode(self, value: Any) -> Any:
        if self.write is not None and self.holds(value):
            value = self.write(value)
        return sound(value)

    def holds(self, value: Any) -> bool:
        return isinstance(value, self.python_type) and not isinstance(value, bool)


def _kind(value: object) -> str:
    return "string" if isinstance(value, str) else "number"


FORMATS: dict[type, Format] = {
    dt.datetime: Format(
        "a date-time",
        dt.datetime,
        forms.read_datetime,
        forms.read_datetime_with_care,
        forms.DATETIME,
    ),
    dt.date: Format("a date", dt.date, forms.read_date, pattern=forms.DATE),
    dt.time: Format(
        "a time", dt.time, forms.read_time, forms.read_time_with_care, forms.TIME
    ),
    dt.timedelta: Format(
        "a duration of fixed length", dt.timedelta, forms.read_duration
    ),
    UUID: Format("a UUID", UUID, forms.read_uuid, UUID, forms.UUID_TEXT),
    Decimal: Format(
        "a decimal number as a string",
        Decimal,
        forms.read_decimal,
        pattern=forms.PLAIN_DECIMAL,
    ),
    bytes: Format(
        "base64",
        bytes,
        forms.read_base64,
        forms.read_base64_with_care,
        forms.BASE64,
    ),
}
"""By the annotation that means them."""

WIRE_FORMATS: dict[WireFormat, Format] = {
    WireFormat.BASE64URL: Format(
        "URL-safe base64",
        bytes,
        forms.read_base64url,
        pattern=forms.BASE64URL,
        write=forms.write_base64url,
    ),
    WireFormat.UNIX_TIME: Format(
        "seconds since 1970",
        dt.datetime,
        forms.read_unix_time,
        write=forms.write_unix_time,
        json_types=_NUMBER,
    ),
    WireFormat.HTTP_DATE: Format(
        "an HTTP date", dt.datetime, forms.read_http_date, write=forms.write_http_date
    ),
    WireFormat.DECIMAL_NUMBER: Format(
        "a finite number",
        Decimal,
        forms.read_decimal_number,
        write=forms.write_decimal_number,
        json_types=_NUMBER | {Decimal},
    ),
    WireFormat.INTEGER_STRING: Format(
        "an integer as a string",
        int,
        forms.read_integer_string,
        pattern=forms.PLAIN_INTEGER,
        write=str,
    ),
}
"""By the mark in the annotation that means them."""
