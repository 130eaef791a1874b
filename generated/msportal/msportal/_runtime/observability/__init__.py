"""Observers of requests: what they are told, and hooks, which are user functions."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

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


# --- hooks ----------------------------------------------------------------------------

Hook: TypeAlias = Callable[[Exchange], Awaitable[None] | None]
"""Function that receives an exchange; asynchronous clients also accept asynchronous functions."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Hooks:
    """Functions that are called for each request of a client, in the given order.

    A call may send several requests, and each of them counts: retries, redirects, and requests with
    renewed credentials. An exception of a hook ends the call and is raised unchanged, and the
    connection is released.
    """

    request: Hook | Sequence[Hook] = ()
    """Called before a request is sent; may change the headers of `exchange.request`."""

    response: Hook | Sequence[Hook] = ()
    """Called after a response, including error statuses; `exchange.response` is set."""

    error: Hook | Sequence[Hook] = ()
    """Called after a request without a response; `exchange.error` is set."""

    @property
    def is_active(self) -> bool:
        """Always True."""
        return True

    def started(self, exchange: Exchange) -> Awaitable[None] | None:
        """Call the request hooks."""
        return _call(self.request, exchange)

    def responded(self, exchange: Exchange) -> Awaitable[None] | None:
        """Call the response hooks."""
        return _call(self.response, exchange)

    def failed(self, exchange: Exchange) -> Awaitable[None] | None:
        """Call the error hooks."""
        return _call(self.error, exchange)

    def abandoned(self, exchange: Exchange, error: BaseException) -> None:
        """Do nothing: a cancelled call ends at once."""


def _call(hooks: Hook | Sequence[Hook], exchange: Exchange) -> Awaitable[None] | None:
    """Call hooks one after the other, until one has to be awaited."""
    rest = iter((hooks,) if callable(hooks) else hooks)
    for hook in rest:
        result = hook(exchange)
        if isinstance(result, Awaitable):
            return _Rest(result, rest, exchange)
    return None


class _Rest(Awaitable[None]):
    """Awaits an asynchronous hook, and calls those after it."""

    def __init__(
        self, awaited: Awaitable[None], rest: Iterator[Hook], exchange: Exchange
    ) -> None:
        self._awaited = awaited
        self._rest = rest
        self._exchange = exchange

    def __await__(self) -> Generator[Any, None, None]:
        yield from self._awaited.__await__()
        for hook in self._rest:
            result = hook(self._exchange)
            if isinstance(result, Awaitable):
                yield from result.__await__()

    def close(self) -> None:
        """Close a coroutine that was not awaited, which would cause a warning."""
        close = getattr(self._awaited, "close", None)
        if close is not None:
            close()
