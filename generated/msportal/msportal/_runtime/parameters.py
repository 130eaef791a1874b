"""Serialization of path, query and header parameters in the default styles of OpenAPI (RFC 6570);
`styles` has the others, and cookies of several values."""

from __future__ import annotations

import datetime as dt
import math
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address
from typing import Any, Protocol, TypeAlias
from urllib.parse import quote
from uuid import UUID

from . import codec
from .codec.json_text import integer_text, write_time
from .codec.shapes import TEXT
from .errors import InvalidRequestError
from .models import UNSET, BareAPIModel

Plain: TypeAlias = Any
"""A scalar, a list of plain values, or a dict of plain values by their names on the wire."""


_HALF_A_PAIR = "Text with an unpaired surrogate cannot be sent."
_SCALARS = (
    *(str, int, float, Decimal, UUID, Enum, IPv4Address, IPv6Address),
    *(dt.date, dt.time, dt.timedelta),
)


def is_left_out(value: object) -> bool:
    """Return whether a value is omitted."""
    return value is None or value is UNSET


def is_scalar(value: object) -> bool:
    """Return whether a value has a text form; bytes do not, as forms send them as files."""
    return isinstance(value, _SCALARS)


def plain(value: Any, type_: str | None = None) -> Plain:
    """Convert a value to scalars, lists and dicts, by its type if that determines the
    serialization; omitted parts are dropped.

    Raises:
        InvalidRequestError: The value is nested too deeply, or has no JSON form.
    """
    try:
        return _plain(value if type_ is None else encode(value, type_))
    except RecursionError:
        raise InvalidRequestError(
            "A value cannot be sent: it is nested too deeply, or in itself."
        ) from None


def _plain(value: Any) -> Plain:
    if isinstance(value, BareAPIModel):
        value = encode(value, Any)
    if isinstance(value, Mapping):
        return {
            str(key): _plain(item)
            for key, item in value.items()
            if not is_left_out(item)
        }
    if isinstance(value, (Sequence, Set)) and not isinstance(value, TEXT):
        return [_plain(item) for item in value if not is_left_out(item)]
    return value


def text_of(value: Plain) -> str:
    """Return a scalar as text; a list or dict, which the style does not support, as JSON.

    Raises:
        InvalidRequestError: The value has no text form.
    """
    if isinstance(value, Enum):
        value = value.value
    match value:
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case int():
            return integer_text(value)
        case float() | Decimal():
            return _number_text(value)
        case dt.datetime() | dt.date() | dt.time():
            return write_time(value)
        case UUID() | IPv4Address() | IPv6Address():
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
    """Encode a value as JSON; files are kept.

    Raises:
        InvalidRequestError: The value has no JSON form.
    """
    try:
        return codec.encode(value, type_, is_sent=True)
    except (TypeError, ValueError) as error:
        raise InvalidRequestError(f"A value cannot be sent: {error}") from error


def json_bytes(value: Any, type_: Any) -> bytes:
    """Serialize a value as a JSON document.

    Raises:
        InvalidRequestError: The value has no JSON form.
    """
    try:
        return codec.encode_bytes(value, type_)
    except (TypeError, ValueError) as error:
        raise InvalidRequestError(f"A value cannot be sent as JSON: {error}") from error


def percent_encode(text: str, *, safe: str = "") -> str:
    """Percent-encode everything except letters, digits, `-._~` and `safe` (RFC 3986, 2.1).

    Raises:
        InvalidRequestError: The text contains an unpaired surrogate.
    """
    try:
        return quote(text, safe=safe)
    except UnicodeEncodeError:
        raise InvalidRequestError(_HALF_A_PAIR) from None


def utf8(text: str) -> bytes:
    """Encode text as UTF-8.

    Raises:
        InvalidRequestError: The text contains an unpaired surrogate.
    """
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise InvalidRequestError(_HALF_A_PAIR) from None


def _number_text(value: float | Decimal) -> str:
    if not math.isfinite(value):
        raise InvalidRequestError("Only finite numbers can be sent.")
    return format(value, "f") if isinstance(value, Decimal) else repr(value)


# --- parameters -----------------------------------------------------------------------


class Parameter(Protocol):
    """Parameter that is not serialized in the default way of its location; see `styles`."""

    @property
    def location(self) -> str:
        """`path`, `query`, `header`, `cookie` or `querystring`."""
        ...

    @property
    def name(self) -> str:
        """Name as sent."""
        ...

    @property
    def allow_empty(self) -> bool:
        """True if a path parameter may be empty."""
        ...

    def write(self, value: Any) -> Iterable[str]:
        """Return encoded `name=value` pairs for a query or cookies, else one text.

        Raises:
            InvalidRequestError: The value cannot be sent so.
        """
        ...

    @property
    def is_json(self) -> bool:
        """True if values are sent as JSON documents."""
        ...

    @property
    def type(self) -> str | None:
        """Type expression that determines the serialization; None if there is none."""
        ...


Encode = Callable[[str], str]


def query_pairs(
    name: str, value: Any, parameter: Parameter | None = None
) -> Iterable[str]:
    """Serialize a query parameter as encoded `name=value` pairs; none if the value is omitted."""
    if is_left_out(value):
        return ()
    if parameter is not None:
        return parameter.write(value)
    if isinstance(value, (str, int)):
        return (f"{encoded_name(name)}={percent_encode(text_of(value))}",)
    return form_pairs(name, plain(value))


def form_pairs(
    name: str,
    value: Plain,
    explode: bool | None = None,
    *,
    delimiter: str = ",",
    encode: Encode = percent_encode,
) -> Iterator[str]:
    """Serialize a plain value as encoded `name=value` pairs. Items and properties are separate
    pairs unless `explode` is False; then the encoded delimiter separates them."""
    key = encoded_name(name)
    is_exploded = explode is not False
    match value:
        case list() if is_exploded:
            for item in value:
                yield f"{key}={encode(text_of(item))}"
        case list() if value:
            yield f"{key}={joined(value, delimiter, False, encode)}"
        case dict() if is_exploded:
            for property_, item in value.items():
                for each in item if isinstance(item, list) else (item,):
                    yield f"{encoded_name(property_)}={encode(text_of(each))}"
        case dict() if value:
            yield f"{key}={joined(value, delimiter, False, encode)}"
        case list() | dict():
            return
        case _:
            yield f"{key}={encode(text_of(value))}"


def path_text(
    name: str,
    value: Any,
    parameter: Parameter | None = None,
    *,
    allow_empty: bool = False,
) -> str:
    """Serialize and encode a path parameter, with the prefix of its style.

    Raises:
        InvalidRequestError: The value is omitted; or it is empty, and neither the parameter nor the
            argument allows that: the path of one item would become that of all items.
    """
    if is_left_out(value):
        raise InvalidRequestError(f"The path parameter {name!r} must be given.")
    if parameter is None:
        text = joined(plain(value), ",", False, percent_encode)
    else:
        text = "".join(parameter.write(value))
    if not text and not allow_empty and not (parameter and parameter.allow_empty):
        raise InvalidRequestError(
            f"The path parameter {name!r} must not be empty, since the request would be "
            "for another path. To send it anyway, pass "
            "options=RequestOptions(allow_empty_path=True)."
        )
    return text


def joined(value: Plain, delimiter: str, explode: bool, encode: Encode) -> str:
    """Join items, or names and values."""
    match value:
        case list():
            return delimiter.join(encode(text_of(item)) for item in value)
        case dict() if explode:
            return delimiter.join(
                f"{encode(key)}={encode(text_of(item))}" for key, item in value.items()
            )
        case dict():
            return delimiter.join(
                encode(part)
                for key, item in value.items()
                for part in (key, text_of(item))
            )
    return encode(text_of(value))


def header_text(value: Any, parameter: Parameter | None = None) -> str:
    """Serialize a header parameter, without encoding."""
    if parameter is not None:
        return "".join(parameter.write(value))
    return value if type(value) is str else joined(plain(value), ",", False, str)


_COOKIE_SAFE = "!#$&'()*+/:<=>?@[]^`{|}"
"""Characters that RFC 6265 allows in cookie values, without the percent sign."""

_COOKIE_NAME_SAFE = "!#$&'*+^`|"
"""Characters of a token (RFC 9110, 5.6.2), without the percent sign."""


def cookie_name(text: str) -> str:
    """Encode the name of a cookie."""
    return percent_encode(text, safe=_COOKIE_NAME_SAFE)


def cookie_value(text: str) -> str:
    """Encode the value of a cookie; characters that it cannot contain are percent-encoded."""
    return percent_encode(text, safe=_COOKIE_SAFE)


@lru_cache(maxsize=1024)
def encoded_name(name: str) -> str:
    """Encode the name of a parameter or property for a query."""
    return percent_encode(name)
