"""Those who watch requests: what they are told of each attempt."""

from __future__ import annotations

from collections.abc import Awaitable
from dataclasses import dataclass
from typing import Any, Protocol

from ..errors import APIError
from ..http import httpx
from ..operations import Operation


@dataclass(slots=True)
class Exchange:
    """One attempt of a call: a request, and what became of it."""

    operation: Operation[Any]
    url: str
    """Without query and user information."""

    attempt: int
    """1 for the first request of a call; each further request, be it another try or a redirection
    that is followed, counts one more."""

    request: httpx.Request
    """As it is sent, credentials included; its headers may be changed before it is."""

    response: httpx.Response | None = None
    """The answer; None until it came, and where none came."""

    content: bytes = b""
    """The content of the answer, compression undone; empty where it is read bit by bit."""

    error: APIError | None = None
    """Why there is no answer."""

    elapsed: float = 0.0
    """Seconds from the request to the end of the answer, or to the error."""

    retry_in: float | None = None
    """Seconds until the next request of the call; None where there is none."""

    @property
    def method(self) -> str:
        """The HTTP method of the request."""
        return self.request.method


class Observer(Protocol):
    """Watches the requests of a client; an asynchronous client awaits what the methods return."""

    @property
    def is_active(self) -> bool:
        """Whether it wants to be told; asked once for each request."""
        ...

    def started(self, exchange: Exchange) -> Awaitable[None] | None:
        """A request is about to be sent."""
        ...

    def answered(self, exchange: Exchange) -> Awaitable[None] | None:
        """An answer came, be it an error status."""
        ...

    def failed(self, exchange: Exchange) -> Awaitable[None] | None:
        """No complete answer came."""
        ...

    def abandoned(self, exchange: Exchange, error: BaseException) -> None:
        """The call was cancelled, or something else ended it, before there was an outcome."""
        ...
