"""Values outside of JSON: how they are written in URLs, headers, cookies and forms."""

from __future__ import annotations

import datetime as dt
import math
from base64 import b64encode
from decimal import Decimal
from enum import Enum
from typing import Any, TypeAlias
from urllib.parse import quote
from uuid import UUID

from .. import codec
from ..errors import InvalidRequestError
from ..models.base import APIModel
from ..models.unset import UNSET

Plain: TypeAlias = Any
"""A scalar, a list of plain values, or a dict of plain values by their names on the wire."""


_HALF_A_PAIR = "Text with half of a surrogate pair cannot be sent."
_SCALARS = (str, int, float, Decimal, UUID, Enum, dt.date, dt.time, dt.timedelta)


def is_left_out(value: object) -> bool:
    """Whether a value means that nothing is sent."""
    return value is None or value is UNSET


def is_scalar(value: object) -> bool:
    """Whether a value has a text form of its own, bytes aside, which forms send as files."""
    return isinstance(value, _SCALARS)


def plain(value: Any, type_: str | None = None) -> Plain:
    """Take a value apart into scalars, lists and dicts; what is left out is not there any more.

    Args:
        value: anything that an argument takes.
        type_: type expression, where the type decides on the written form.
    """
    if type_ is not None:
        value = encode(value, type_)
    elif isinstance(value, APIModel):
        value = encode(value, Any)
    if isinstance(value, dict):
        return {
            str(key): plain(item)
            for key, item in value.items()
            if not is_left_out(item)
        }
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(item) for item in value if not is_left_out(item)]
    return value


def text_of(value: Plain) -> str:
    """A scalar as text; a list or dict, for which a style has no place, as JSON.

    Raises:
        InvalidRequestError: the value has no text form.
    """
    if isinstance(value, Enum):
        value = value.value
    match value:
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float() | Decimal():
            return _number_text(value)
        case dt.datetime():
            return _datetime_text(value)
        case dt.date() | dt.time():
            return value.isoformat()
        case UUID():
            return str(value)
        case bytes() | bytearray() | memoryview():
            return b64encode(value).decode("ascii")
        case dt.timedelta():
            return str(encode(value, Any))
        case list() | dict():
            return json_bytes(value, Any).decode()
    raise InvalidRequestError(
        f"A value of type {type(value).__name__} cannot be sent as text."
    )


def encode(value: Any, type_: Any) -> Any:
    """A value as JSON has it, but for files, which stay as they are.

    Raises:
        InvalidRequestError: the value has no form in JSON.
    """
    try:
        return codec.encode(value, type_)
    except (TypeError, ValueError) as error:
        raise InvalidRequestError(f"A value cannot be sent: {error}") from error


def json_bytes(value: Any, type_: Any) -> bytes:
    """A value as a JSON document.

    Raises:
        InvalidRequestError: the value has no form in JSON.
    """
    try:
        return codec.encode_bytes(value, type_)
    except (TypeError, ValueError) as error:
        raise InvalidRequestError(f"A value cannot be sent as JSON: {error}") from error


def percent_encode(text: str, *, safe: str = "") -> str:
    """Write everything but letters, digits, `-._~` and `safe` as `%XX` of UTF-8 (RFC 3986, 2.1).

    Raises:
        InvalidRequestError: the text holds half of a surrogate pair.
    """
    try:
        return quote(text, safe=safe)
    except UnicodeEncodeError:
        raise InvalidRequestError(_HALF_A_PAIR) from None


def utf8(text: str) -> bytes:
    """Text in UTF-8.

    Raises:
        InvalidRequestError: the text holds half of a surrogate pair.
    """
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise InvalidRequestError(_HALF_A_PAIR) from None


def _number_text(value: float | Decimal) -> str:
    if not math.isfinite(value):
        raise InvalidRequestError("Only finite numbers can be sent.")
    return format(value, "f") if isinstance(value, Decimal) else repr(value)


def _datetime_text(value: dt.datetime) -> str:
    """RFC 3339, with `Z` for UTC, which needs no encoding in a URL."""
    text = value.isoformat()
    return text[:-6] + "Z" if text.endswith("+00:00") else text
