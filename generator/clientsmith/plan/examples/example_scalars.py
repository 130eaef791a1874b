"""Single values for examples, as code."""

from __future__ import annotations

import datetime as dt
import math
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, assert_never
from uuid import UUID

from ...encode.encoders import literal
from ...ir import MISSING, Constraints, ScalarKind

_LONGEST_TEXT = 40
"""Characters of a text of the document that an example shows at most."""

PLACEHOLDER = "…"
"""A text where any will do."""

_TEXTS = {
    "email": "name@example.com",
    "hostname": "example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "uri": "https://example.com",
    "url": "https://example.com",
}
"""What stands for a string of a format."""

_ENDINGS = {
    "application/gzip": ".gz",
    "application/json": ".json",
    "application/pdf": ".pdf",
    "application/x-tar": ".tar",
    "application/xml": ".xml",
    "application/zip": ".zip",
    "audio/mpeg": ".mp3",
    "audio/wav": ".wav",
    "image/gif": ".gif",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "text/csv": ".csv",
    "text/html": ".html",
    "text/plain": ".txt",
    "video/mp4": ".mp4",
}
"""Endings of file names by media type."""

_MOMENT = dt.datetime(2026, 1, 31, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Atom:
    """A value that is never broken into lines."""

    code: str
    uses: tuple[str, ...] = ()
    """Names that have to be imported for it, such as `UUID`."""

    file: str = ""
    """Name of the file that it is; empty for other values."""


def file_name(media_type: str, otherwise: str = "") -> str:
    """A name for a file of a media type.

    Args:
        media_type: the media type.
        otherwise: its ending where the media type does not tell.
    """
    return f"file{_ENDINGS.get(media_type, otherwise)}"


def file_to_send(media_type: str) -> Atom:
    """A file of a media type that is sent."""
    name = file_name(media_type, ".pdf")
    return Atom(f"Path({literal(name)})", ("Path",), name)


def constant_of(values: tuple[Any, ...], shown: Any) -> Any:
    """What is shown where it is one of the constants, else the first that is not null."""
    if is_one_of(shown, values):
        return shown
    return next((value for value in values if value is not None), None)


def is_one_of(shown: Any, values: tuple[Any, ...]) -> bool:
    """Whether an example is one of a few constants, its JSON type included."""
    return any(type(shown) is type(value) and shown == value for value in values)


def scalar_of(kind: ScalarKind, shown: Any) -> Atom | None:
    """The example of a document as a value of a kind; None where it is none."""
    match kind, shown:
        case (ScalarKind.STRING | ScalarKind.BINARY), str() if is_short(shown):
            return Atom(literal(shown))
        case ScalarKind.INTEGER, int() if not isinstance(shown, bool) and abs(shown) < 2**63:
            return Atom(literal(shown))
        case ScalarKind.INTEGER_STRING, str() if shown.isascii() and shown.isdecimal():
            return Atom(literal(int(shown))) if len(shown) < _LONGEST_TEXT else None
        case ScalarKind.NUMBER, int() | float() if not isinstance(shown, bool):
            is_plain = abs(shown) < 2**63 and math.isfinite(shown)
            return Atom(literal(shown)) if is_plain else None
        case ScalarKind.BOOLEAN, bool():
            return Atom(literal(shown))
        case ScalarKind.NULL, None:
            return Atom("None")
        case (ScalarKind.DECIMAL | ScalarKind.DECIMAL_NUMBER), str() | int() | float():
            return _decimal(shown)
        case (ScalarKind.DATE_TIME | ScalarKind.DATE | ScalarKind.UUID), str() if is_short(shown):
            with suppress(ValueError, OverflowError):
                return _parsed(kind, shown)
    return None


def _parsed(kind: ScalarKind, text: str) -> Atom:
    match kind:
        case ScalarKind.UUID:
            return Atom(f'UUID("{UUID(text)}")', ("UUID",))
        case ScalarKind.DATE:
            return _date(dt.date.fromisoformat(text))
        case _:
            return _moment(dt.datetime.fromisoformat(text))


def _decimal(shown: str | float) -> Atom | None:
    with suppress(InvalidOperation, ValueError):
        number = Decimal(str(shown))
        if not isinstance(shown, bool) and number.is_finite() and is_short(str(number)):
            return Atom(f'Decimal("{number}")', ("Decimal",))
    return None


def _date(value: dt.date) -> Atom:
    return Atom(f"date({value.year}, {value.month}, {value.day})", ("date",))


def _moment(value: dt.datetime) -> Atom:
    zone: tuple[str, ...] = ()
    if value.tzinfo is not None:
        value = value.astimezone(dt.UTC)
        zone = ("tzinfo=UTC",)
    numbers = [value.year, value.month, value.day, value.hour, value.minute, value.second]
    while len(numbers) > 3 and not numbers[-1]:
        numbers.pop()
    code = f"datetime({', '.join((*map(str, numbers), *zone))})"
    return Atom(code, ("UTC", "datetime") if zone else ("datetime",))


def natural(kind: ScalarKind, limits: Constraints, placeholder: str = PLACEHOLDER) -> Atom:
    """A short value of a kind that looks like one; a text without a format is the placeholder."""
    match kind:
        case ScalarKind.STRING | ScalarKind.BINARY:
            return Atom(literal(_TEXTS.get((limits.format or "").lower(), placeholder)))
        case ScalarKind.INTEGER | ScalarKind.INTEGER_STRING:
            return Atom(literal(math.ceil(_within(1, limits))))
        case ScalarKind.NUMBER:
            return Atom(literal(float(_within(1, limits))))
        case ScalarKind.DECIMAL | ScalarKind.DECIMAL_NUMBER:
            return Atom('Decimal("1.50")', ("Decimal",))
        case ScalarKind.BOOLEAN:
            return Atom("True")
        case ScalarKind.NULL:
            return Atom("None")
        case ScalarKind.BASE64 | ScalarKind.BASE64URL:
            return Atom('b"data"')
        case ScalarKind.DATE_TIME | ScalarKind.HTTP_DATE | ScalarKind.UNIX_TIME:
            return _moment(_MOMENT)
        case ScalarKind.DATE:
            return _date(_MOMENT.date())
        case ScalarKind.TIME:
            return Atom("time(12, 30)", ("time",))
        case ScalarKind.DURATION:
            return Atom("timedelta(hours=1)", ("timedelta",))
        case ScalarKind.UUID:
            return Atom('UUID("6f9619ff-8b86-4d01-b42d-00cf4fc964ff")', ("UUID",))
        case _:
            assert_never(kind)


def _within(number: float, limits: Constraints) -> float:
    """The number, or the nearest limit where it is beyond one."""
    lowest = limits.minimum
    if limits.exclusive_minimum is not None:
        lowest = max(limits.exclusive_minimum + 1, number if lowest is None else lowest)
    highest = limits.maximum
    if limits.exclusive_maximum is not None:
        highest = min(limits.exclusive_maximum - 1, number if highest is None else highest)
    if lowest is not None and number < lowest < 2**63:
        return lowest
    if highest is not None and number > highest > -(2**63):
        return highest
    return number


def anything(shown: Any, placeholder: str | None = None) -> Atom:
    """A JSON value as it is where it is short; else a text, or an empty object without one."""
    if shown is not MISSING:
        with suppress(TypeError, RecursionError):
            code = literal(shown)
            if len(code) <= _LONGEST_TEXT and code.isprintable():
                return Atom(code)
    return Atom("{}" if placeholder is None else literal(placeholder))


def is_short(text: str) -> bool:
    """Whether a text of the document can stand in an example."""
    return 0 < len(text) <= _LONGEST_TEXT and text.isprintable()
