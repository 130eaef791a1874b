"""Encodes values by their own types, if annotations do not determine the form."""

from __future__ import annotations

import datetime as dt
from binascii import b2a_base64
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from enum import Enum
from ipaddress import IPv4Address, IPv6Address
from typing import Any
from uuid import UUID

from ..models import UNSET
from .json_text import LONG_INTEGERS, WrittenNumber, fragment
from .report import Path, path_text
from .shape import Function


class Unfinished:
    """A value in an encoded tree that JSON libraries must not write themselves."""

    __slots__ = ("value",)

    def __init__(self, value: object) -> None:
        self.value = value


class UnfinishedFile(Unfinished):
    """Content of a file, which has no JSON form."""

    __slots__ = ()


_SIMPLE = frozenset({str, int, bool, type(None), dt.datetime, dt.date, dt.time, UUID})


def finite(value: Any) -> Any:
    """Return a value, marked as unfinished if it contains a number that is not finite, which JSON
    libraries would write as null."""
    if type(value) in _SIMPLE:
        return value
    try:
        return value if _is_finite(value) else Unfinished(value)
    except RecursionError:
        return Unfinished(value)


def _is_finite(value: Any) -> bool:
    if type(value) in _SIMPLE:
        return True
    if isinstance(value, float):
        return value - value == 0.0
    if isinstance(value, (list, tuple)):
        return all(map(_is_finite, value))
    if isinstance(value, dict):
        return all(map(_is_finite, value.values()))
    return True


def add_extras(encoded: dict[str, Any], extras: Mapping[str, Any]) -> None:
    """Add undeclared properties after the declared ones, which take precedence."""
    for key, item in extras.items():
        if key not in encoded:
            encoded[key] = finite(item)


class Encoder:
    """Encodes any value by its own type."""

    def __init__(self, model_encoder: Callable[[type], Function | None]) -> None:
        """Create an encoder; `model_encoder` returns the encoder of a model class, and None for any
        other class."""
        self._model_encoder = model_encoder

    def default(self, value: Any) -> Any:
        """Return a replacement for a value that a JSON library cannot write.

        Raises:
            TypeError, ValueError: Only `finish` can handle the value.
        """
        encode = self._model_encoder(type(value))
        if encode is not None:
            return encode(value)
        if isinstance(value, (bytes, bytearray, memoryview)):
            return write_base64(value)
        if isinstance(value, Decimal):
            return write_decimal(value)
        if isinstance(value, WrittenNumber):
            return fragment(value)
        if isinstance(value, dt.timedelta):
            return write_duration(value)
        if isinstance(value, (dt.datetime, dt.date, dt.time)):
            return write_time(value)
        if isinstance(value, (UUID, IPv4Address, IPv6Address)):
            return str(value)
        raise TypeError(type(value).__name__)

    def finish(self, value: Any, path: Path, *, keep_files: bool) -> Any:
        """Convert a value or an encoded tree to dicts, lists, strings, finite numbers, booleans and
        None.

        Args:
            value: A tree of which only some parts are encoded.
            path: Path of the value.
            keep_files: Whether the result is for Python rather than for JSON: the content of files
                is kept, and a number that no float equals is a `Decimal`, not a `WrittenNumber`.

        Raises:
            TypeError: A value has no JSON form.
            ValueError: A number is not finite.
        """
        kind = type(value)
        if kind is str or kind is bool or value is None:
            return value
        if kind is int:
            is_short = keep_files or -LONG_INTEGERS < value < LONG_INTEGERS
            return value if is_short else WrittenNumber(Decimal(value))
        if kind is dict:
            return self._finish_mapping(value, path, keep_files)
        if kind is list or kind is tuple:
            return [
                self.finish(item, (*path, index), keep_files=keep_files)
                for index, item in enumerate(value)
            ]
        if kind is WrittenNumber:
            return value.value if keep_files else value
        if isinstance(value, UnfinishedFile):
            if keep_files:
                return value.value
            raise TypeError(f"{path_text(path)}: {_NO_FILES}")
        inner = self._inner(value, path)
        return (
            inner if inner is value else self.finish(inner, path, keep_files=keep_files)
        )

    def _finish_mapping(
        self, value: Mapping[Any, Any], path: Path, keep_files: bool
    ) -> dict[str, Any]:
        finished = {}
        for key, item in value.items():
            if not isinstance(key, str):
                raise TypeError(
                    f"{path_text(path)}: the keys of an object must be strings, "
                    f"not {type(key).__name__}"
                )
            if item is not UNSET:
                key = str.__str__(key)
                finished[key] = self.finish(item, (*path, key), keep_files=keep_files)
        return finished

    def _inner(self, value: Any, path: Path) -> Any:
        """Return a value one step closer to JSON, or the value itself if it is JSON already."""
        if isinstance(value, Unfinished):
            return value.value
        if isinstance(value, Enum) and value is not UNSET:
            return value.value
        if isinstance(value, str):
            return str.__str__(value)
        if isinstance(value, int):
            return int(value)
        if isinstance(value, float):
            if value - value != 0.0:
                raise ValueError(f"{path_text(path)}: {value} has no JSON form")
            return value
        if isinstance(value, Decimal) and not value.is_finite():
            raise ValueError(f"{path_text(path)}: {value} has no JSON form")
        if isinstance(value, Mapping):
            return dict(value)
        if isinstance(value, Sequence) and not isinstance(
            value, (bytes, bytearray, memoryview)
        ):
            return list(value)
        try:
            return self.default(value)
        except TypeError:
            raise TypeError(_problem(path, value)) from None


_NO_FILES = "a file cannot be part of a JSON document"


def _problem(path: Path, value: object) -> str:
    if hasattr(value, "read"):
        return f"{path_text(path)}: {_NO_FILES}"
    name = type(value).__name__
    return f"{path_text(path)}: a value of type {name} has no JSON form"


# --- text and number forms of Python values ---------------------------------------------------


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


def write_base64(value: bytes | bytearray | memoryview) -> str:
    """Encode as Base64 (RFC 4648, section 4)."""
    return b2a_base64(value, newline=False).decode("ascii")
