"""Hooks and observers of requests."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

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


# --- hooks ----------------------------------------------------------------------------

Hook: TypeAlias = Callable[[Exchange], Awaitable[None] | None]
"""A function that is given an exchange; a client that is asynchronous takes asynchronous ones too."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Hooks:
    """Functions that are called for each request of a client, in the order in which they stand.

    A call may send several requests, and each of them counts: retries, redirections, and those with
    renewed credentials. What a hook raises ends the call and comes to its caller as it is, with the
    connection released.
    """

    request: Hook | Sequence[Hook] = ()
    """Before a request is sent; they may change the headers of `exchange.request`."""

    response: Hook | Sequence[Hook] = ()
    """After an answer came, be it an error status; `exchange.response` is there."""

    error: Hook | Sequence[Hook] = ()
    """After a request was not answered; `exchange.error` is there."""

    @property
    def is_active(self) -> bool:
        """Always: whoever gives hooks wants them called."""
        return True

    def started(self, exchange: Exchange) -> Awaitable[None] | None:
        """Call the request hooks."""
        return _call(self.request, exchange)

    def answered(self, exchange: Exchange) -> Awaitable[None] | None:
        """Call the response hooks."""
        return _call(self.response, exchange)

    def failed(self, exchange: Exchange) -> Awaitable[None] | None:
        """Call the error hooks."""
        return _call(self.error, exchange)

    def abandoned(self, exchange: Exchange, error: BaseException) -> None:
        """Call nothing: a call that is cancelled ends at once."""


def _call(hooks: Hook | Sequence[Hook], exchange: Exchange) -> Awaitable[None] | None:
    """Call hooks one after the other, as far as that goes without waiting."""
    rest = iter((hooks,) if callable(hooks) else hooks)
    for hook in rest:
        result = hook(exchange)
        if isinstance(result, Awaitable):
            return _Rest(result, rest, exchange)
    return None


class _Rest(Awaitable[None]):
    """What is left to do where a hook is asynchronous: to await it, and to call those behind it."""

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
        """Give up what was not awaited; a coroutine that never ran would warn."""
        close = getattr(self._awaited, "close", None)
        if close is not None:
            close()
