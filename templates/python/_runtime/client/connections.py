"""Connections: the HTTP client that sends requests, and deadlines of synchronous calls."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.cookiejar import CookieJar, DefaultCookiePolicy
from threading import Lock
from typing import Any, Generic, TypeVar

from ..errors import InvalidRequestError
from ..http import httpx

H = TypeVar("H", bound=httpx.Client | httpx.AsyncClient)


class _Connection(Generic[H]):
    """What both kinds share."""

    _type: type[H]

    def __init__(self, *, http_client: H | None = None, **arguments: Any) -> None:
        """Use an HTTP client.

        Args:
            http_client: the user's own.
            arguments: those of the HTTP client that is made where none is given.

        Raises:
            TypeError: the HTTP client is none of this kind, or there is one and arguments for one.
        """
        given = http_client
        if given is not None and not isinstance(given, self._type):
            raise TypeError(
                f"`http_client` must be an {httpx.__name__}.{self._type.__name__}."
            )
        if given is not None and arguments:
            raise TypeError(
                f"`{next(iter(arguments))}` is for the HTTP client that is made where `http_client`"
                " is not given."
            )
        self._http = given
        self._is_own = given is None
        self._arguments = arguments
        self._is_closed = False
        self._lock = Lock()

    @property
    def http(self) -> H:
        """The HTTP client.

        Raises:
            InvalidRequestError: it was closed.
        """
        return self._http or self._made()

    def _made(self) -> H:
        with self._lock:
            if self._is_closed:
                raise InvalidRequestError("The client is closed.")
            if self._http is None:
                self._http = self._type(cookies=_no_cookies(), **self._arguments)
            return self._http

    def _taken(self) -> H | None:
        """The HTTP client if it is to be closed now; there is none any more."""
        if not self._is_own:
            return None
        with self._lock:
            self._is_closed = True
            taken, self._http = self._http, None
            return taken


class SyncConnection(_Connection[httpx.Client]):
    """An HTTP client that may be used from several threads at once."""

    _type = httpx.Client

    def close(self) -> None:
        """Close an HTTP client that was made here; more than once does no harm."""
        taken = self._taken()
        if taken is not None:
            taken.close()


class AsyncConnection(_Connection[httpx.AsyncClient]):
    """An HTTP client for the event loop that it is first used in."""

    _type = httpx.AsyncClient

    async def aclose(self) -> None:
        """Close an HTTP client that was made here; more than once does no harm."""
        taken = self._taken()
        if taken is not None:
            await taken.aclose()


_CONNECTING = ("http_client", "limits", "proxy", "transport", "verify")


def split_options(options: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Options of a client: those that say how it connects, and all others. What is None counts as
    not given."""
    connecting = {
        name: options[name] for name in _CONNECTING if options.get(name) is not None
    }
    others = {name: value for name, value in options.items() if name not in _CONNECTING}
    return connecting, others


def _no_cookies() -> CookieJar:
    """A jar that takes no cookies: what one answer sets is not for other calls."""
    return CookieJar(DefaultCookiePolicy(allowed_domains=()))


# --- deadlines of synchronous calls ---------------------------------------------------

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
