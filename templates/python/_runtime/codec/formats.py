"""Types with a text or number form that not every client has: times, durations, addresses, decimals,
bytes, and the types of `wire_types`.

A function that reads raises `ValueError`, `OverflowError`, `OSError`, `TypeError` or
`AttributeError` for invalid input; a function that writes expects a value of its type.
"""

from __future__ import annotations

import datetime as dt
import re
import typing
from binascii import a2b_base64
from decimal import Decimal
from ipaddress import IPv4Address, IPv6Address
from typing import Annotated, Any

from ..http import read_http_date
from ..models import wire_types
from ..models.wire_types import WireFormat
from .annotations import Types
from .json_text import (
    LONG_DECIMAL,
    Unsure,
    integer_text,
    read_integer,
    unsure,
    write_base64,
    write_decimal_number,
)
from .shapes import Format, JsonTypes, Shape, TypeSupport

# --- times --------------------------------------------------------------------------------------

_TIME = re.compile(r"\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:?\d\d)?", re.ASCII)

_NUMBER = r"(\d+(?:[.,]\d+)?)"
_DURATION = re.compile(
    rf"([+-])?P(?=.)(?:0Y)?(?:0M)?(?:{_NUMBER}W)?(?:{_NUMBER}D)?"
    rf"(?:T(?=.)(?:{_NUMBER}H)?(?:{_NUMBER}M)?(?:{_NUMBER}S)?)?",
    re.ASCII,
)


def _read_time_with_care(text: str) -> dt.time:
    """Parse a time with letters in any case."""
    return dt.time.fromisoformat(text.upper())


def _read_duration(text: str) -> dt.timedelta:
    """Parse an ISO 8601 duration without years and months, whose length is not fixed."""
    found = _DURATION.fullmatch(text)
    if found is None:
        raise ValueError("not a duration")
    weeks, days, hours, minutes, seconds = (
        float((part or "0").replace(",", ".")) for part in found.groups()[1:]
    )
    length = dt.timedelta(
        weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds
    )
    return -length if found[1] == "-" else length


def _read_unix_time(number: Any) -> dt.datetime:
    """Convert seconds since 1970, possibly with a fraction."""
    if type(number) is not int and type(number) is not float:
        raise TypeError("not a number")
    return dt.datetime.fromtimestamp(number, dt.UTC)


def _write_unix_time(value: dt.datetime) -> int | float:
    """Return seconds since 1970; a value without offset is in local time, as elsewhere in
    Python."""
    seconds = value.timestamp()
    return int(seconds) if seconds.is_integer() else seconds


def _write_http_date(value: dt.datetime) -> str:
    """Format an HTTP date (RFC 9110, 5.6.7)."""
    from email.utils import format_datetime

    return format_datetime(value.astimezone(dt.UTC), usegmt=True)


# --- addresses ----------------------------------------------------------------------------------


def _read_ipv4(text: str) -> IPv4Address:
    """Parse an IPv4 address in dotted decimal notation; numbers are refused."""
    if not isinstance(text, str):
        raise ValueError("not an IPv4 address")
    return IPv4Address(text)


def _read_ipv6(text: str) -> IPv6Address:
    """Parse an IPv6 address (RFC 4291); numbers are refused."""
    if not isinstance(text, str):
        raise ValueError("not an IPv6 address")
    return IPv6Address(text)


# --- numbers ------------------------------------------------------------------------------------

_DECIMAL = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_PLAIN_DECIMAL = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?", re.ASCII)
"""Decimal numbers that are written exactly as they were read."""

_INTEGER = re.compile(r"-?\d+", re.ASCII)
_PLAIN_INTEGER = re.compile(r"-?(0|[1-9]\d*)", re.ASCII)
"""Integers that are written exactly as they were read."""


def _read_decimal(text: str) -> Decimal:
    """Parse a decimal number."""
    if _DECIMAL.fullmatch(text) is None:
        raise ValueError("not a decimal number")
    return Decimal(text)


def _text_of_float(number: float) -> str:
    """Return a float as it was written, or as Python writes it if that is unknown."""
    return unsure.texts.get(id(number)) or repr(number)


def _read_decimal_number(number: Any) -> Decimal:
    """Convert a JSON number to a decimal, with the digits as written."""
    if type(number) is float:
        unsure.met = True
        decimal = Decimal(_text_of_float(number))
    elif type(number) is int or type(number) is Decimal:
        decimal = Decimal(number)
    else:
        raise TypeError("not a number")
    if not decimal.is_finite():
        raise ValueError("not a finite number")
    return decimal


def _read_integer_string(text: str) -> int:
    """Parse an integer."""
    if _INTEGER.fullmatch(text) is None:
        raise ValueError("not an integer")
    return read_integer(text)


# --- bytes --------------------------------------------------------------------------------------

_BASE64 = re.compile(r"[A-Za-z0-9+/]*={0,2}")
_BASE64URL = re.compile(r"[A-Za-z0-9_-]*={0,2}")

_TO_URL = str.maketrans("+/", "-_")
_FROM_URL = str.maketrans("-_", "+/")


def _read_base64(text: str) -> bytes:
    """Decode Base64 (RFC 4648, section 4)."""
    return a2b_base64(text, strict_mode=True)


def _read_base64_with_care(text: str) -> bytes:
    """Decode Base64 with line breaks, or without padding."""
    text = "".join(text.split())
    return a2b_base64(text + "=" * (-len(text) % 4), strict_mode=True)


def _read_base64url(text: str) -> bytes:
    """Decode URL-safe Base64 (RFC 4648, section 5), with or without padding."""
    if "+" in text or "/" in text:
        raise ValueError("not the URL-safe alphabet")
    return _read_base64_with_care(text.translate(_FROM_URL))


def _write_base64url(value: bytes | bytearray | memoryview) -> str:
    """Encode as URL-safe Base64 without padding, which URLs would have to escape (RFC 7515, section
    2)."""
    return write_base64(value).translate(_TO_URL).rstrip("=")


# --- shapes -------------------------------------------------------------------------------------

_NUMBERS: JsonTypes = frozenset({int, float})

_FORMATS: dict[Any, Format] = {
    dt.time: Format(
        "a time", dt.time, dt.time.fromisoformat, _read_time_with_care, _TIME
    ),
    dt.timedelta: Format("a duration of fixed length", dt.timedelta, _read_duration),
    IPv4Address: Format("an IPv4 address", IPv4Address, _read_ipv4),
    IPv6Address: Format("an IPv6 address", IPv6Address, _read_ipv6),
    Decimal: Format(
        "a decimal number as a string",
        Decimal,
        _read_decimal,
        pattern=_PLAIN_DECIMAL,
    ),
    bytes: Format("base64", bytes, _read_base64, _read_base64_with_care, _BASE64),
}
"""Formats by annotation."""

WIRE_FORMATS: dict[WireFormat, Format] = {
    WireFormat.BASE64URL: Format(
        "URL-safe base64",
        bytes,
        _read_base64url,
        pattern=_BASE64URL,
        write=_write_base64url,
    ),
    WireFormat.UNIX_TIME: Format(
        "seconds since 1970",
        dt.datetime,
        _read_unix_time,
        write=_write_unix_time,
        json_types=_NUMBERS,
    ),
    WireFormat.HTTP_DATE: Format(
        "an HTTP date", dt.datetime, read_http_date, write=_write_http_date
    ),
    WireFormat.DECIMAL_NUMBER: Format(
        "a finite number",
        Decimal,
        _read_decimal_number,
        write=write_decimal_number,
        json_types=_NUMBERS | {Decimal},
    ),
    WireFormat.INTEGER_STRING: Format(
        "an integer as a string",
        int,
        _read_integer_string,
        pattern=_PLAIN_INTEGER,
        write=integer_text,
    ),
}
"""Formats by marker in the annotation."""


def _shape(annotation: Any, types: Types) -> Shape | None:
    if typing.get_origin(annotation) is not Annotated:
        return _FORMATS.get(annotation)
    for mark in annotation.__metadata__:
        if isinstance(mark, WireFormat):
            if mark is WireFormat.DECIMAL_NUMBER:
                Unsure.long_number = LONG_DECIMAL
            return WIRE_FORMATS[mark]
    return None


FORMATS = TypeSupport(
    {
        "Base64Url": wire_types.Base64Url,
        "DecimalNumber": wire_types.DecimalNumber,
        "HttpDate": wire_types.HttpDate,
        "IntegerString": wire_types.IntegerString,
        "UnixTime": wire_types.UnixTime,
    },
    _shape,
)
