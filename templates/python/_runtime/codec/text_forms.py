"""Text and number forms of Python values that have no JSON type.

A function that reads raises `ValueError`, `OverflowError`, `OSError`, `TypeError` or
`AttributeError` for invalid input; a function that writes expects a value of its type.
"""

from __future__ import annotations

import datetime as dt
import re
from binascii import a2b_base64, b2a_base64, unhexlify
from decimal import Decimal
from ipaddress import IPv4Address, IPv6Address
from typing import Any
from uuid import UUID, SafeUUID

from .json_text import WrittenNumber, read_integer, text_of_float, unsure

# --- UUID ---------------------------------------------------------------------------------------

UUID_TEXT = re.compile(r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")

_new = object.__new__
_set_int = vars(UUID)["int"].__set__
_set_is_safe = vars(UUID)["is_safe"].__set__
_unknown = SafeUUID.unknown
_from_bytes = int.from_bytes


def read_uuid(text: str) -> UUID:
    """Parse a UUID (RFC 9562), in half the time of its constructor."""
    octets = unhexlify(text.replace("-", ""))
    if len(octets) != 16:
        raise ValueError("not a UUID")
    uuid = _new(UUID)
    _set_int(uuid, _from_bytes(octets))
    _set_is_safe(uuid, _unknown)
    return uuid


# --- addresses ----------------------------------------------------------------------------------


def read_ipv4(text: str) -> IPv4Address:
    """Parse an IPv4 address in dotted decimal notation; numbers are refused."""
    if not isinstance(text, str):
        raise ValueError("not an IPv4 address")
    return IPv4Address(text)


def read_ipv6(text: str) -> IPv6Address:
    """Parse an IPv6 address (RFC 4291); numbers are refused."""
    if not isinstance(text, str):
        raise ValueError("not an IPv6 address")
    return IPv6Address(text)


# --- dates and times ----------------------------------------------------------------------------

read_datetime = dt.datetime.fromisoformat
read_date = dt.date.fromisoformat
read_time = dt.time.fromisoformat

DATETIME = re.compile(
    r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:?\d\d)?", re.ASCII
)
"""RFC 3339, with or without an offset."""

DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
TIME = re.compile(r"\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:?\d\d)?", re.ASCII)

_NUMBER = r"(\d+(?:[.,]\d+)?)"
_DURATION = re.compile(
    rf"([+-])?P(?=.)(?:0Y)?(?:0M)?(?:{_NUMBER}W)?(?:{_NUMBER}D)?"
    rf"(?:T(?=.)(?:{_NUMBER}H)?(?:{_NUMBER}M)?(?:{_NUMBER}S)?)?",
    re.ASCII,
)


def read_datetime_with_care(text: str) -> dt.datetime:
    """Parse a datetime with letters in any case."""
    return dt.datetime.fromisoformat(text.upper())


def read_time_with_care(text: str) -> dt.time:
    """Parse a time with letters in any case."""
    return dt.time.fromisoformat(text.upper())


def write_time(value: dt.datetime | dt.date | dt.time) -> str:
    """Format a datetime, date or time (RFC 3339), with `Z` for UTC: `+00:00` means the same, but
    some servers accept only `Z`."""
    text = value.isoformat()
    return f"{text[:-6]}Z" if text.endswith("+00:00") else text


def read_duration(text: str) -> dt.timedelta:
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


def write_duration(value: dt.timedelta) -> str:
    """Format an ISO 8601 duration such as `P1DT2H`, exact to the microsecond."""
    sign = "-" if value.days < 0 else ""
    value = abs(value)
    minutes, seconds = divmod(value.seconds, 60)
    hours, minutes = divmod(minutes, 60)
    fraction = f".{value.microseconds:06}".rstrip("0") if value.microseconds else ""
    day = f"{value.days}D" if value.days else ""
    time = f"{hours}H" if hours else ""
    time += f"{minutes}M" if minutes else ""
    time += f"{seconds}{fraction}S" if seconds or fraction else ""
    if not day and not time:
        return "PT0S"
    return f"{sign}P{day}T{time}" if time else f"{sign}P{day}"


def read_unix_time(number: Any) -> dt.datetime:
    """Convert seconds since 1970, possibly with a fraction."""
    if type(number) is not int and type(number) is not float:
        raise TypeError("not a number")
    return dt.datetime.fromtimestamp(number, dt.UTC)


def write_unix_time(value: dt.datetime) -> int | float:
    """Return seconds since 1970; a value without offset is in local time, as elsewhere in
    Python."""
    seconds = value.timestamp()
    return int(seconds) if seconds.is_integer() else seconds


def read_http_date(text: str) -> dt.datetime:
    """Parse an HTTP date (RFC 9110, 5.6.7)."""
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(text)
    except (TypeError, IndexError):
        raise ValueError("not a date") from None


def write_http_date(value: dt.datetime) -> str:
    """Format an HTTP date (RFC 9110, 5.6.7)."""
    from email.utils import format_datetime

    return format_datetime(value.astimezone(dt.UTC), usegmt=True)


# --- numbers ------------------------------------------------------------------------------------

DECIMAL = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)
PLAIN_DECIMAL = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?", re.ASCII)
"""Decimal numbers that are written exactly as they were read."""

INTEGER = re.compile(r"-?\d+", re.ASCII)
PLAIN_INTEGER = re.compile(r"-?(0|[1-9]\d*)", re.ASCII)
"""Integers that are written exactly as they were read."""

_MOST_DIGITS = 100


def read_decimal(text: str) -> Decimal:
    """Parse a decimal number."""
    if DECIMAL.fullmatch(text) is None:
        raise ValueError("not a decimal number")
    return Decimal(text)


def write_decimal(value: Decimal) -> str:
    """Format a finite decimal number, without an exponent unless that would be much longer.

    Raises:
        ValueError: It is infinite, or not a number.
    """
    if not value.is_finite():
        raise ValueError(f"{value} cannot be sent: only finite numbers can")
    return format(value, "f") if abs(value.adjusted()) < _MOST_DIGITS else str(value)


def read_decimal_number(number: Any) -> Decimal:
    """Convert a JSON number to a decimal, with the digits as written."""
    if type(number) is float:
        unsure.met = True
        decimal = Decimal(text_of_float(number))
    elif type(number) is int or type(number) is Decimal:
        decimal = Decimal(number)
    else:
        raise TypeError("not a number")
    if not decimal.is_finite():
        raise ValueError("not a finite number")
    return decimal


def write_decimal_number(value: Decimal) -> int | float | WrittenNumber:
    """Convert a decimal to a JSON number with all of its digits; not finite if the value is not."""
    if not value.is_finite():
        return float(value)
    if value.adjusted() < _MOST_DIGITS:
        whole = int(value)
        if whole == value:
            return whole
    number = float(value)
    return number if Decimal(repr(number)) == value else WrittenNumber(value)


def read_integer_string(text: str) -> int:
    """Parse an integer."""
    if INTEGER.fullmatch(text) is None:
        raise ValueError("not an integer")
    return read_integer(text)


# --- bytes --------------------------------------------------------------------------------------

BASE64 = re.compile(r"[A-Za-z0-9+/]*={0,2}")
BASE64URL = re.compile(r"[A-Za-z0-9_-]*={0,2}")

_TO_URL = str.maketrans("+/", "-_")
_FROM_URL = str.maketrans("-_", "+/")


def read_base64(text: str) -> bytes:
    """Decode Base64 (RFC 4648, section 4)."""
    return a2b_base64(text, strict_mode=True)


def read_base64_with_care(text: str) -> bytes:
    """Decode Base64 with line breaks, or without padding."""
    text = "".join(text.split())
    return a2b_base64(text + "=" * (-len(text) % 4), strict_mode=True)


def write_base64(value: bytes | bytearray | memoryview) -> str:
    """Encode as Base64 (RFC 4648, section 4)."""
    return b2a_base64(value, newline=False).decode("ascii")


def read_base64url(text: str) -> bytes:
    """Decode URL-safe Base64 (RFC 4648, section 5), with or without padding."""
    if "+" in text or "/" in text:
        raise ValueError("not the URL-safe alphabet")
    return read_base64_with_care(text.translate(_FROM_URL))


def write_base64url(value: bytes | bytearray | memoryview) -> str:
    """Encode as URL-safe Base64 without padding, which URLs would have to escape (RFC 7515, section
    2)."""
    return write_base64(value).translate(_TO_URL).rstrip("=")
