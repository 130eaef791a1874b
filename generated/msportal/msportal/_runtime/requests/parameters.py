"""Serialization of path, query, header and cookie parameters in all styles of OpenAPI (RFC
6570)."""

from __future__ import annotations

import datetime as dt
import math
import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address
from typing import Any, Protocol, TypeAlias
from urllib.parse import quote
from uuid import UUID

from .. import codec
from ..codec.encoding import write_time
from ..codec.json_text import integer_text
from ..errors import InvalidRequestError
from ..http import is_json
from ..models.base import APIModel
from ..models.unset import UNSET
from ..operations import Parameter

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
    """Convert a value to scalars, lists and dicts; omitted parts are dropped.

    Args:
        value: Any argument.
        type_: Type expression, if it determines the serialization.

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
    if isinstance(value, APIModel):
        value = encode(value, Any)
    if isinstance(value, dict):
        return {
            str(key): _plain(item)
            for key, item in value.items()
            if not is_left_out(item)
        }
    if isinstance(value, (list, tuple, set, frozenset)):
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
        return codec.encode(value, type_)
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

Encode = Callable[[str], str]

_DELIMITERS = {
    "form": ",",
    "spaceDelimited": "%20",
    "pipeDelimited": "%7C",
    "tabDelimited": "%09",
    "cookie": ",",
}
"""Delimiters of items that are not exploded."""

_SEPARATORS = {"spaceDelimited": " ", "pipeDelimited": "|", "tabDelimited": "\t"}
"""The same, unencoded, for styles that Swagger 2.0 also has in paths and headers."""

_RESERVED_IN_QUERY = "!$'()*,/:;=?@[]"
"""Reserved characters that are harmless in queries: all but `#`, `&` and `+`."""

_RESERVED_IN_PATH = "!$&'()*+,:;=@"
"""Reserved characters that are harmless in path segments: all but `/`, `?`, `#` and brackets."""

_COOKIE_SAFE = "!#$&'()*+/:<=>?@[]^`{|}"
"""Characters that RFC 6265 allows in cookie values, without the percent sign."""

_COOKIE_NAME_SAFE = "!#$&'*+^`|"
"""Characters of a token (RFC 9110, 5.6.2), without the percent sign."""

_COOKIE_VALUE = re.compile(r"[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*")
_TRIPLET = re.compile(r"(%[0-9A-Fa-f]{2})")


class Styled(Protocol):
    """Common protocol of `Parameter` and `Encoding`."""

    @property
    def style(self) -> str: ...
    @property
    def explode(self) -> bool | None: ...
    @property
    def allow_reserved(self) -> bool: ...


# --- query and form -----------------------------------------------------------------------------------


def query_pairs(
    name: str, value: Any, parameter: Parameter | None = None
) -> Iterable[str]:
    """Serialize a query parameter as encoded `name=value` pairs; none if the value is omitted."""
    if is_left_out(value):
        return ()
    if parameter is None:
        if isinstance(value, (str, int)):
            return (f"{encoded_name(name)}={percent_encode(text_of(value))}",)
        return styled_pairs(name, plain(value), None)
    if parameter.content is not None:
        encode = _encoder(parameter, _RESERVED_IN_QUERY)
        return (f"{encoded_name(name)}={encode(_document(parameter, value))}",)
    return styled_pairs(name, plain(value, parameter.type), parameter)


def whole_query(value: Any, parameter: Parameter) -> str:
    """Serialize the parameter for the whole query (`in: querystring`)."""
    if parameter.content == "application/x-www-form-urlencoded":
        fields = plain(value, parameter.type)
        if not isinstance(fields, dict):
            raise InvalidRequestError(f"{parameter.name!r} must be an object.")
        pairs = [
            pair
            for key, item in fields.items()
            for pair in styled_pairs(key, item, None)
        ]
        return "&".join(pairs)
    return percent_encode(_document(parameter, value), safe="!$'()*,/:;=?@")


def styled_pairs(name: str, value: Plain, styled: Styled | None) -> Iterator[str]:
    """Serialize a plain value as encoded `name=value` pairs in a style of queries and forms."""
    style = (styled.style if styled else "") or "form"
    explode = styled.explode if styled else None
    if explode is None:
        explode = style == "form"
    encode = _encoder(styled, _RESERVED_IN_QUERY)
    if style == "deepObject":
        yield from _deep_pairs(name, value, encode)
        return
    delimiter = _delimiter(style)
    key = encoded_name(name)
    match value:
        case list() if explode:
            for item in value:
                yield f"{key}={encode(text_of(item))}"
        case list() if value:
            yield f"{key}={delimiter.join(encode(text_of(item)) for item in value)}"
        case dict() if explode:
            for property_, item in value.items():
                for each in item if isinstance(item, list) else (item,):
                    yield f"{encoded_name(property_)}={encode(text_of(each))}"
        case dict() if value:
            parts = (
                encode(part)
                for item in value.items()
                for part in (item[0], text_of(item[1]))
            )
            yield f"{key}={delimiter.join(parts)}"
        case list() | dict():
            return
        case _:
            yield f"{key}={encode(text_of(value))}"


def _deep_pairs(name: str, value: Plain, encode: Encode) -> Iterator[str]:
    """Serialize a value as `name[property][0]=value`, to any depth."""
    match value:
        case dict():
            for property_, item in value.items():
                yield from _deep_pairs(f"{name}[{property_}]", item, encode)
        case list():
            for index, item in enumerate(value):
                yield from _deep_pairs(f"{name}[{index}]", item, encode)
        case _:
            yield f"{encoded_name(name)}={encode(text_of(value))}"


# --- path -----------------------------------------------------------------------------------------------


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
        text = _joined(plain(value), ",", False, percent_encode)
    elif parameter.content is not None:
        text = percent_encode(_document(parameter, value))
    else:
        text = _styled_path(name, plain(value, parameter.type), parameter)
    if not text and not allow_empty and not (parameter and parameter.allow_empty):
        raise InvalidRequestError(
            f"The path parameter {name!r} must not be empty, since the request would be "
            "for another path. To send it anyway, pass "
            "options=RequestOptions(allow_empty_path=True)."
        )
    return text


def _styled_path(name: str, value: Plain, parameter: Parameter) -> str:
    encode = _encoder(parameter, _RESERVED_IN_PATH)
    explode = bool(parameter.explode)
    match parameter.style or "simple":
        case "simple":
            return _joined(value, ",", explode, encode)
        case "label":
            return "." + _joined(value, "." if explode else ",", explode, encode)
        case "matrix":
            return _matrix(encoded_name(name), value, explode, encode)
        case style if style in _SEPARATORS:
            return _joined(value, _DELIMITERS[style], False, encode)
    raise InvalidRequestError(f"A path parameter has no style {parameter.style!r}.")


def _matrix(key: str, value: Plain, explode: bool, encode: Encode) -> str:
    if explode and isinstance(value, list):
        return "".join(f";{key}={encode(text_of(item))}" for item in value)
    if explode and isinstance(value, dict):
        return ";" + _joined(value, ";", True, encode)
    text = _joined(value, ",", False, encode)
    return f";{key}={text}" if text else f";{key}"


def _joined(value: Plain, delimiter: str, explode: bool, encode: Encode) -> str:
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


# --- headers and cookies ----------------------------------------------------------------------------------


def header_text(value: Any, parameter: Parameter | None = None) -> str:
    """Serialize a header parameter, without encoding."""
    if parameter is None:
        return value if type(value) is str else _joined(plain(value), ",", False, str)
    if parameter.content is not None:
        return _ascii_json(_document(parameter, value))
    delimiter = _SEPARATORS.get(parameter.style, ",")
    return _joined(
        plain(value, parameter.type), delimiter, bool(parameter.explode), str
    )


def cookie_pairs(
    name: str, value: Any, parameter: Parameter | None = None
) -> Iterable[str]:
    """Serialize a cookie parameter as `name=value` pairs; none if the value is omitted.

    Characters that cookies cannot contain are percent-encoded; the style `cookie` encodes nothing.

    Raises:
        InvalidRequestError: The style is `cookie`, and the value cannot be in a cookie.
    """
    if is_left_out(value):
        return ()
    style = (parameter.style if parameter else "") or "form"
    encode = _cookie_as_it_is if style == "cookie" else _cookie_value
    key = _cookie_name(name)
    if parameter is not None and parameter.content is not None:
        return (f"{key}={encode(_document(parameter, value))}",)
    value = plain(value, parameter.type if parameter else None)
    explode = parameter is None or parameter.explode is not False
    if explode and isinstance(value, list):
        return [f"{key}={encode(text_of(item))}" for item in value]
    if explode and isinstance(value, dict):
        return [
            f"{_cookie_name(each)}={encode(text_of(item))}"
            for each, item in value.items()
        ]
    return (f"{key}={_joined(value, ',', False, encode)}",)


def _cookie_name(text: str) -> str:
    return percent_encode(text, safe=_COOKIE_NAME_SAFE)


def _cookie_value(text: str) -> str:
    return percent_encode(text, safe=_COOKIE_SAFE)


def _cookie_as_it_is(text: str) -> str:
    if not _COOKIE_VALUE.fullmatch(text):
        raise InvalidRequestError(
            "The value of a cookie contains a character that is not allowed in cookies."
        )
    return text


# --- shared -------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1024)
def encoded_name(name: str) -> str:
    """Encode the name of a parameter or property for a query."""
    return percent_encode(name)


def _delimiter(style: str) -> str:
    try:
        return _DELIMITERS[style]
    except KeyError:
        raise InvalidRequestError(
            f"A query parameter has no style {style!r}."
        ) from None


def _encoder(styled: Styled | None, reserved: str) -> Encode:
    if styled is None or not styled.allow_reserved:
        return percent_encode
    return lambda text: _reserved_encode(text, reserved)


def _reserved_encode(text: str, reserved: str) -> str:
    """Reserved expansion (RFC 6570, 3.2.3): existing `%XX` are kept."""
    return "".join(
        part if index % 2 else percent_encode(part, safe=reserved)
        for index, part in enumerate(_TRIPLET.split(text))
    )


def _document(parameter: Parameter, value: Any) -> str:
    """Serialize the value of a `content` parameter: as JSON, or else as text."""
    if is_json(parameter.content or ""):
        return json_bytes(
            value, Any if parameter.type is None else parameter.type
        ).decode()
    return text_of(plain(value, parameter.type))


def _ascii_json(text: str) -> str:
    """Serialize as JSON with escapes for characters that headers cannot contain."""
    if text.isascii():
        return text
    return "".join(
        character if character.isascii() else _json_escape(character)
        for character in text
    )


def _json_escape(character: str) -> str:
    units = character.encode("utf-16-be").hex()
    return "".join(f"\\u{units[start:start + 4]}" for start in range(0, len(units), 4))
