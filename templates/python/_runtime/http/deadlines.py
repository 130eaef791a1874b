"""Deadlines of synchronous calls: reading and writing end in time, however slowly bytes come.

The timeouts of the HTTP library are for each single read and write, so that a server that sends a
byte now and then never runs into one. Here each read and write gets no more than what is left of
the call. (Asynchronous calls are cancelled, which needs none of this.)
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from . import httpx

_NEW_CONNECTIONS = (
    ".connect_tcp.complete",
    ".connect_unix_socket.complete",
    ".start_tls.complete",
)


class _Running(threading.local):
    left: Callable[[], float | None] | None = None


_running = _Running()


@contextmanager
def within(left: Callable[[], float | None]) -> Iterator[None]:
    """Bound what this thread reads and writes in a `with` block.

    Args:
        left: gives the seconds that are left, and raises what is to be raised when none are.
    """
    before, _running.left = _running.left, left
    try:
        yield
    finally:
        _running.left = before


def attend(name: str, info: Mapping[str, Any]) -> None:
    """Have an eye on each new connection; for the extension `trace` of a request."""
    if name.endswith(_NEW_CONNECTIONS):
        _bound(info["return_value"])


def attend_later(response: httpx.Response) -> None:
    """Have an eye on a connection that may be used again."""
    stream = response.extensions.get("network_stream")
    if stream is not None:
        _bound(stream)


def _bound(stream: Any) -> None:
    """Make a connection heed what is left of the call that uses it."""
    members = getattr(stream, "__dict__", None)
    if members is not None and "read" not in members:
        stream.read, stream.write = _in_time(stream.read), _in_time(stream.write)


def _in_time(move: Callable[..., Any]) -> Callable[..., Any]:
    def moved(data: Any, timeout: float | None = None) -> Any:
        left = None if _running.left is None else _running.left()
        if left is not None:
            timeout = left if timeout is None else min(timeout, left)
        return move(data, timeout=timeout)

    return moved
