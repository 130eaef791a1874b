"""Raw responses: what came over the wire, for those who need more than the result of a call."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from ..errors import request_id_of
from ..http import httpx
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
        from .typed_headers import TypedHeaders

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
