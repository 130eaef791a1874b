"""Observers of requests, and the exchanges passed to them."""

from __future__ import annotations

from collections.abc import Awaitable
from dataclasses import dataclass
from typing import Any, Protocol

from ..errors import APIError
from ..http import httpx
from ..operations import Operation


@dataclass(slots=True)
class Exchange:
    """One attempt of a call: a request and its outcome."""

    operation: Operation[Any]
    url: str
    """URL without query and user information."""

    attempt: int
    """Number of the request within its call, from 1; retries and followed redirects count."""

    request: httpx.Request
    """The request as sent, including credentials; its headers may be changed before it is sent."""

    response: httpx.Response | None = None
    """The response; None before it arrives, and if there is none."""

    content: bytes = b""
    """The decompressed content; empty if it is streamed."""

    error: APIError | None = None
    """Error in place of a response."""

    elapsed: float = 0.0
    """Seconds from the request to the end of the response, or to the error."""

    retry_in: float | None = None
    """Seconds until the next request of the call; None if there is none."""

    @property
    def method(self) -> str:
        """HTTP method of the request."""
        return self.request.method


class Observer(Protocol):
    """Observer of a client's requests; asynchronous clients await the results of its methods."""

    @property
    def is_active(self) -> bool:
        """True if the observer wants to be called; checked once per request."""
        ...

    def started(self, exchange: Exchange) -> Awaitable[None] | None:
        """Handle a request that is about to be sent."""
        ...

    def responded(self, exchange: Exchange) -> Awaitable[None] | None:
        """Handle a response, including error statuses."""
        ...

    def failed(self, exchange: Exchange) -> Awaitable[None] | None:
        """Handle a request without a complete response."""
        ...

    def abandoned(self, exchange: Exchange, error: BaseException) -> None:
        """Handle a call that was cancelled or ended otherwise before there was an outcome."""
        ...
