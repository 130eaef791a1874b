"""Hooks: user functions that are called for each request."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from .observers import Exchange

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
