"""Raw responses and their typed headers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from ..codec import DecodeError, decode
from ..errors import request_id_of
from ..http import httpx
from ..http.headers import is_json
from ..operations import Header, Operation


@dataclass(frozen=True, slots=True)
class RawResponse:
    """One answer of the server, errors included."""

    method: str
    url: str
    """Without query and user information."""

    status_code: int
    headers: httpx.Headers = field(repr=False)
    """Names are compared without regard to case."""

    content: bytes = field(repr=False)
    """The body, with compression undone."""

    declared: tuple[Header, ...] = field(default=(), repr=False)
    """Headers that the API declares and that are more than text."""

    attempts: int = 1
    """How many requests it took, redirections that were followed included."""

    operation: Operation[Any] | None = field(default=None, repr=False)
    """What was called, as the API describes it."""

    @property
    def typed_headers(self) -> Mapping[str, Any]:
        """The headers, decoded when they are asked for: those that the API declares have their
        declared types, such as `int`; what does not fit, and every other one, is text.
        """
        # Imported when it is needed: few calls look at headers.

        return TypedHeaders(self.headers, self.declared)

    @property
    def request_id(self) -> str | None:
        """The id under which the server knows the request; None where it sent none."""
        return request_id_of(self.headers)


_captures: ContextVar[tuple[tuple[object, list[RawResponse]], ...]] = ContextVar(
    "captures", default=()
)


@contextmanager
def capturing(client: object) -> Iterator[list[RawResponse]]:
    """Collect the raw responses of the calls that a client makes inside, in this thread or task
    and in tasks that it starts."""
    responses: list[RawResponse] = []
    token = _captures.set((*_captures.get(), (client, responses)))
    try:
        yield responses
    finally:
        _captures.reset(token)


def record(client: object, response: RawResponse) -> None:
    """Hand a response to every capture of the client that is open here."""
    for captured_client, responses in _captures.get():
        if captured_client is client:
            responses.append(response)


# --- typed headers --------------------------------------------------------------------


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
