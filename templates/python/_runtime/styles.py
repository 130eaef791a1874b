"""Serialization of parameters in the styles of OpenAPI that are not the default of
their location (RFC 6570), and as documents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol, TypeAlias

from .errors import InvalidRequestError
from .http import is_json
from .parameters import (
    Encode,
    Plain,
    cookie_name,
    cookie_value,
    encoded_name,
    form_pairs,
    joined,
    json_bytes,
    percent_encode,
    plain,
    text_of,
)

_SEPARATORS = {"spaceDelimited": " ", "pipeDelimited": "|", "tabDelimited": "\t"}
"""Separators of items that are not exploded; Swagger 2.0 also has them in paths and headers."""

_DELIMITERS = {
    "form": ",",
    "cookie": ",",
    **{style: percent_encode(text) for style, text in _SEPARATORS.items()},
}
"""Separators in queries, encoded."""

_RESERVED_IN_QUERY = "!$'()*,/:;=?@[]"
"""Reserved characters that are harmless in queries: all but `#`, `&` and `+`."""

_RESERVED_IN_PATH = "!$&'()*+,:;=@"
"""Reserved characters that are harmless in path segments: all but `/`, `?`, `#` and brackets."""

_COOKIE_VALUE = re.compile(r"[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*")
_TRIPLET = re.compile(r"(%[0-9A-Fa-f]{2})")


Location: TypeAlias = Literal["path", "query", "header", "cookie", "querystring"]


@dataclass(frozen=True, slots=True)
class Parameter:
    """Parameter that is not serialized in the default way of its location."""

    location: Location
    """`querystring` is one parameter for the whole query (OpenAPI 3.2)."""

    name: str
    """Name as sent."""

    style: Style | None = field(default=None, kw_only=True)
    """Serialization; None for the default style of the location."""

    explode: bool | None = field(default=None, kw_only=True)
    """Serialize items and properties separately; None for the default of the style."""

    allow_empty: bool = field(default=False, kw_only=True)
    """Send a path parameter without any text, which the API description lists as a value."""

    type: str | None = field(default=None, kw_only=True)
    """Type expression in the namespace of `models`, if it determines the serialization."""

    def write(self, value: Any) -> Iterable[str]:
        """Return encoded `name=value` pairs for a query or cookies, else one text.

        Raises:
            InvalidRequestError: The value cannot be sent so.
        """
        return (self.style or _DEFAULT).write(self, value)

    @property
    def is_json(self) -> bool:
        """True if values are sent as JSON documents."""
        return self.style is not None and self.style.is_json


class Style(Protocol):
    """Serialization of parameters."""

    @property
    def is_json(self) -> bool:
        """True if values are sent as JSON documents."""
        ...

    def write(self, parameter: Parameter, value: Any) -> Iterable[str]:
        """Return encoded `name=value` pairs for a query or cookies, else one text."""
        ...


@dataclass(frozen=True, slots=True)
class ParameterStyle:
    """Style of a parameter, or of a property of a form."""

    name: str = ""
    """`simple`, `label`, `matrix`, `form`, `spaceDelimited`, `pipeDelimited`, `tabDelimited`,
    `deepObject` or `cookie`; empty for the default of the location."""

    allow_reserved: bool = field(default=False, kw_only=True)
    """Send reserved characters of RFC 3986 unchanged if they are harmless."""

    @property
    def is_json(self) -> bool:
        """False: values are no documents."""
        return False

    def write(self, parameter: Parameter, value: Any) -> Iterable[str]:
        """Return encoded `name=value` pairs for a query or cookies, else one text."""
        value = plain(value, parameter.type)
        match parameter.location:
            case "path":
                return (self._path_text(parameter, value),)
            case "header":
                delimiter = _SEPARATORS.get(self.name, ",")
                return (joined(value, delimiter, bool(parameter.explode), str),)
            case "cookie":
                encode = _cookie_as_it_is if self.name == "cookie" else cookie_value
                return _cookies(parameter.name, value, parameter.explode, encode)
        return self.form_pairs(parameter.name, value, parameter.explode)

    def form_pairs(
        self, name: str, value: Plain, explode: bool | None
    ) -> Iterator[str]:
        """Serialize a plain value as encoded `name=value` pairs of a query or a form."""
        style = self.name or "form"
        encode = self._encoder(_RESERVED_IN_QUERY)
        if style == "deepObject":
            return _deep_pairs(name, value, encode)
        if style not in _DELIMITERS:
            raise InvalidRequestError(f"A query parameter has no style {style!r}.")
        return form_pairs(
            name,
            value,
            style == "form" if explode is None else explode,
            delimiter=_DELIMITERS[style],
            encode=encode,
        )

    def _path_text(self, parameter: Parameter, value: Plain) -> str:
        encode = self._encoder(_RESERVED_IN_PATH)
        explode = bool(parameter.explode)
        match self.name or "simple":
            case "simple":
                return joined(value, ",", explode, encode)
            case "label":
                return "." + joined(value, "." if explode else ",", explode, encode)
            case "matrix":
                return _matrix(encoded_name(parameter.name), value, explode, encode)
            case style if style in _SEPARATORS:
                return joined(value, _DELIMITERS[style], False, encode)
        raise InvalidRequestError(f"A path parameter has no style {self.name!r}.")

    def _encoder(self, reserved: str) -> Encode:
        if not self.allow_reserved:
            return percent_encode
        return lambda text: _reserved_encode(text, reserved)


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


def _matrix(key: str, value: Plain, explode: bool, encode: Encode) -> str:
    if explode and isinstance(value, list):
        return "".join(f";{key}={encode(text_of(item))}" for item in value)
    if explode and isinstance(value, dict):
        return ";" + joined(value, ";", True, encode)
    text = joined(value, ",", False, encode)
    return f";{key}={text}" if text else f";{key}"


def _reserved_encode(text: str, reserved: str) -> str:
    """Reserved expansion (RFC 6570, 3.2.3): existing `%XX` are kept."""
    return "".join(
        part if index % 2 else percent_encode(part, safe=reserved)
        for index, part in enumerate(_TRIPLET.split(text))
    )


def _cookies(
    name: str, value: Plain, explode: bool | None, encode: Encode
) -> list[str]:
    key = cookie_name(name)
    if explode is not False and isinstance(value, list):
        return [f"{key}={encode(text_of(item))}" for item in value]
    if explode is not False and isinstance(value, dict):
        return [
            f"{cookie_name(each)}={encode(text_of(item))}"
            for each, item in value.items()
        ]
    return [f"{key}={joined(value, ',', False, encode)}"]


def _cookie_as_it_is(text: str) -> str:
    if not _COOKIE_VALUE.fullmatch(text):
        raise InvalidRequestError(
            "The value of a cookie contains a character that is not allowed in cookies."
        )
    return text


_DEFAULT = ParameterStyle()


# --- documents ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ParameterContent:
    """Media type of a parameter whose value is serialized as a document."""

    media_type: str
    """Such as `application/json`."""

    allow_reserved: bool = field(default=False, kw_only=True)
    """Send reserved characters of RFC 3986 unchanged if they are harmless."""

    @property
    def is_json(self) -> bool:
        """True if values are sent as JSON documents."""
        return is_json(self.media_type)

    def write(self, parameter: Parameter, value: Any) -> Iterable[str]:
        """Return one encoded `name=value` pair for a query or cookies, else one text."""
        name = parameter.name
        match parameter.location:
            case "path":
                return (percent_encode(self._text(parameter, value)),)
            case "header":
                return (_ascii_json(self._text(parameter, value)),)
            case "cookie":
                text = cookie_value(self._text(parameter, value))
                return (f"{cookie_name(name)}={text}",)
            case "querystring":
                return (self._whole_query(parameter, value),)
        text = self._text(parameter, value)
        if self.allow_reserved:
            text = _reserved_encode(text, _RESERVED_IN_QUERY)
        else:
            text = percent_encode(text)
        return (f"{encoded_name(name)}={text}",)

    def _text(self, parameter: Parameter, value: Any) -> str:
        """Serialize a value as JSON, or else as text."""
        if self.is_json:
            type_ = Any if parameter.type is None else parameter.type
            return json_bytes(value, type_).decode()
        return text_of(plain(value, parameter.type))

    def _whole_query(self, parameter: Parameter, value: Any) -> str:
        if self.media_type != "application/x-www-form-urlencoded":
            text = self._text(parameter, value)
            return percent_encode(text, safe="!$'()*,/:;=?@")
        fields = plain(value, parameter.type)
        if not isinstance(fields, dict):
            raise InvalidRequestError(f"{parameter.name!r} must be an object.")
        return "&".join(
            pair for key, item in fields.items() for pair in form_pairs(key, item)
        )


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
