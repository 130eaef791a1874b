"""Headers of an answer as the types that the API declares, decoded when they are asked for."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ..codec import DecodeError, decode
from ..http import httpx
from ..http.media_types import is_json
from ..operations import Header


class TypedHeaders(Mapping[str, Any]):
    """Every header that came, by its name in any case.

    One that is declared has the declared type where it is of that type; it is text otherwise, as
    are all others.
    """

    __slots__ = ("_declared", "_headers")

    def __init__(self, headers: httpx.Headers, declared: tuple[Header, ...]) -> None:
        self._headers = headers
        self._declared = {header.name.lower(): header for header in declared}

    def __getitem__(self, name: str) -> Any:
        text = self._headers[name]
        header = self._declared.get(name.lower())
        return text if header is None else read_header(header, text)

    def __iter__(self) -> Iterator[str]:
        return iter(self._headers)

    def __len__(self) -> int:
        return len(self._headers)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {', '.join(self)}>"


def read_header(header: Header, text: str) -> Any:
    """A header as its declared type; the text where it is not of that type."""
    for reading in _JSON if is_json(header.content or "") else _READINGS:
        try:
            return decode(header.type, reading(header, text), strict=True)
        except (DecodeError, ValueError):
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
    """Names and values in turn, or `name=value` where they are exploded (RFC 6570, 3.2.2)."""
    parts = _as_list(header, text)
    if header.explode:
        pairs = [part.partition("=") for part in parts]
        return {name: value for name, _, value in pairs}
    return dict(zip(parts[::2], parts[1::2], strict=True))


def _as_object_of_values(header: Header, text: str) -> dict[str, Any]:
    return {name: _value(part) for name, part in _as_object(header, text).items()}


def _value(text: str) -> Any:
    """A number, true, false or null; else the text itself."""
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
"""What the text of a header can mean, of which the first one that is of the declared type holds."""

_JSON = (_as_json,)
