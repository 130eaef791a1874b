"""Text and number forms of Python values that have no JSON type.

A function that reads raises `ValueError`, `OverflowError`, `OSError`, `TypeError` or
`AttributeError` for invalid input; a function that writes expects a value of its type.
"""

from __future__ import annotations

import datetime as dt
import re
from binascii import b2a_base64, unhexlify
from decimal import Decimal
from uuid import UUID, SafeUUID

from .json_text import WrittenNumber

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


# --- dates and times ----------------------------------------------------------------------------

read_datetime = dt.datetime.fromisoformat
read_date = dt.date.fromisoformat

DATETIME = re.compile(
    r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:?\d\d)?", re.ASCII
)
"""RFC 3339, with or without an offset."""

DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def read_datetime_with_care(text: str) -> dt.datetime:
    """Parse a datetime with letters in any case."""
    return dt.datetime.fromisoformat(text.upper())


def write_time(value: dt.datetime | dt.date | dt.time) -> str:
    """Format a datetime, date or time (RFC 3339), with `Z` for UTC: `+00:00` means the same, but
    some servers accept only `Z`."""
    text = value.isoformat()
    return f"{text[:-6]}Z" if text.endswith("+00:00") else text


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


def read_http_date(text: str) -> dt.datetime:
    """Parse an HTTP date (RFC 9110, 5.6.7)."""
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(text)
    except (TypeError, IndexError):
        raise ValueError("not a date") from None


# --- numbers ------------------------------------------------------------------------------------

_MOST_DIGITS = 100


def write_decimal(value: Decimal) -> str:
    """Format a finite decimal number, without an exponent unless that would be much longer.

    Raises:
        ValueError: It is infinite, or not a number.
    """
    if not value.is_finite():
        raise ValueError(f"{value} cannot be sent: only finite numbers can")
    return format(value, "f") if abs(value.adjusted()) < _MOST_DIGITS else str(value)


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


# --- bytes --------------------------------------------------------------------------------------


def write_base64(value: bytes | bytearray | memoryview) -> str:
    """Encode as Base64 (RFC 4648, section 4)."""
    return b2a_base64(value, newline=False).decode("ascii")
