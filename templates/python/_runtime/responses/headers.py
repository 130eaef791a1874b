"""Response headers that are decoded to their declared types."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..codec import TypeMismatchError, decode
from ..http import httpx, is_json


@dataclass(frozen=True, slots=True)
class Header:
    """Response header with a type other than text."""

    name: str
    """Name as declared; names are case-insensitive."""

    type: str
    """Type expression in the namespace of `models`."""

    explode: bool = field(default=False, kw_only=True)
    """Serialize an object as `name=value` instead of alternating names and values."""

    content: str | None = field(default=None, kw_only=True)
    """Media type of a value that is serialized as a document, such as `application/json`."""

    def read(self, text: str) -> Any:
        """Decode a header to its declared type; return the text if it does not match."""
        for reading in _JSON if is_json(self.content or "") else _READINGS:
            try:
                return decode(self.type, reading(self, text), strict=True)
            except (TypeMismatchError, ValueError):
                continue
        return text


def _as_text(header: Header, text: str) -> str:
    return text.strip()


def _as_json(header: Header, text: str) -> Any:
    return json.loads(text)


def _as_constant(header: Header, text: str) -> Any:
    return json.loads(text.lower())


def _as_list(header: Header, text: str) -> list[str]:
    return [part.strip() for part in text.split(",")] if text.strip() else []


def _as_values(header: Header, text: str) -> list[Any]:
    return [_value(part) for part in _as_list(header, text)]


def _as_object(header: Header, text: str) -> dict[str, str]:
    """Parse alternating names and values, or `name=value` if exploded (RFC 6570, 3.2.2)."""
    parts = _as_list(header, text)
    if header.explode:
        pairs = [part.partition("=") for part in parts]
        return {name: value for name, _, value in pairs}
    return dict(zip(parts[::2], parts[1::2], strict=True))


def _as_object_of_values(header: Header, text: str) -> dict[str, Any]:
    return {name: _value(part) for name, part in _as_object(header, text).items()}


def _value(text: str) -> Any:
    """Parse a number, true, false or null; return any other text unchanged."""
    try:
        value = json.loads(text)
    except ValueError:
        return text
    return text if isinstance(value, (str, list, dict)) else value


_READINGS: tuple[Callable[[Header, str], Any], ...] = (
    _as_text,
    _as_constant,
    _as_list,
    _as_values,
    _as_object,
    _as_object_of_values,
)
"""Possible readings of a header, of which the first one that matches the declared type is used."""

_JSON = (_as_json,)


# --- headers of responses -------------------------------------------------------------


class TypedHeaders(Mapping[str, Any]):
    """Headers by case-insensitive name, decoded to their declared types; as text if undeclared, or
    if they do not match."""

    __slots__ = ("_declared", "_headers")

    def __init__(self, headers: httpx.Headers, declared: tuple[Header, ...]) -> None:
        self._headers = headers
        self._declared = {header.name.lower(): header for header in declared}

    def __getitem__(self, name: str) -> Any:
        text = self._headers[name]
        header = self._declared.get(name.lower())
        return text if header is None else header.read(text)

    def __iter__(self) -> Iterator[str]:
        return iter(self._headers)

    def __len__(self) -> int:
        return len(self._headers)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {', '.join(self)}>"


class DeclaredHeaders:
    """Response headers of an operation with types other than text."""

    __slots__ = ("_declared",)

    def __init__(self, *declared: Header) -> None:
        self._declared = declared

    def __call__(self, headers: httpx.Headers, /) -> Mapping[str, Any]:
        """Return headers decoded to their declared types."""
        return TypedHeaders(headers, self._declared)
