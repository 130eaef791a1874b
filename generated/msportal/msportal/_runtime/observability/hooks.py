"""Hooks: functions of the user's that are called for each request."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from .observers import Exchange

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
