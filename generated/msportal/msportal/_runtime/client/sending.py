"""Sends requests: connections, time limits, and the loop that sends until a call has its final
response. Both kinds of clients drive the same loop; only connections know how to wait.
"""

from __future__ import annotations

from collections.abc import (
    AsyncIterator,
    Awaitable,
    Callable,
    Coroutine,
    Iterator,
    Mapping,
)
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass
from http.cookiejar import CookieJar, DefaultCookiePolicy
from io import BytesIO
from threading import Lock
from typing import Any, Generic, Literal, Protocol, TypeAlias, TypeVar

from anyio import fail_after

from ..auth import Credential
from ..errors import APIError, InvalidRequestError
from ..http import httpx, limit_decompression
from ..observability import Observer
from ..responses import RawResponse
from .call import TRANSPORT_ERRORS, Call
from .options import Clock

T = TypeVar("T")
H = TypeVar("H", bound=httpx.Client | httpx.AsyncClient)


class _Connection(Generic[H]):
    """Base class of both kinds of connections."""

    _type: type[H]

    def __init__(self, *, http_client: H | None = None, **arguments: Any) -> None:
        """Use the user's own HTTP client, or create one with these arguments when it is first
        needed.

        Raises:
            TypeError: The HTTP client is of the wrong kind, or given together with arguments for
            one.
        """
        given = http_client
        if given is not None and not isinstance(given, self._type):
            raise TypeError(
                f"`http_client` must be an {httpx.__name__}.{self._type.__name__}."
            )
        if given is not None and arguments:
            raise TypeError(
                f"`{next(iter(arguments))}` cannot be combined with `http_client`, which is "
                "configured already."
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
            InvalidRequestError: It was closed.
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
        """Take the HTTP client if it has to be closed now."""
        if not self._is_own:
            return None
        with self._lock:
            self._is_closed = True
            taken, self._http = self._http, None
            return taken


class SyncConnection(_Connection[httpx.Client]):
    """Connection of a synchronous client, whose coroutines never wait. Thread-safe."""

    _type = httpx.Client
    is_async = False

    async def send(self, request: httpx.Request, auth: Any) -> httpx.Response:
        """Send a request, and return the response as soon as its headers have arrived."""
        return self.http.send(request, stream=True, auth=auth, follow_redirects=False)

    async def read(
        self, response: httpx.Response, take: Callable[[bytes], None]
    ) -> None:
        """Read the content of a response in chunks, each of which `take` receives."""
        for chunk in response.iter_bytes():
            take(chunk)

    async def close_response(self, response: httpx.Response) -> None:
        """Close a response."""
        response.close()

    async def sleep(self, clock: Clock, seconds: float) -> None:
        """Sleep for some seconds."""
        clock.sleep(seconds)

    async def ready(self, credential: Credential, call: Call) -> Credential:
        """Return a credential as a call sends it."""
        return credential.ready(self.http, call.settings_left)

    async def finish(self, told: Awaitable[None] | None, watcher: Observer) -> None:
        """Wait for an observer; an asynchronous one is refused."""
        if told is None:
            return
        close = getattr(told, "close", None)
        if close is not None:
            close()  # a coroutine that never ran would warn
        name = type(watcher).__name__
        raise TypeError(
            f"{name}: an asynchronous function requires the asynchronous client."
        )

    def content(self, call: Call) -> bytes | Iterator[bytes] | None:
        """Return the body of the request of a call."""
        payload = call.prepared.payload
        return None if payload is None else payload.content()

    def limits(self, call: Call) -> AbstractContextManager[None]:
        """Limit the time of what is inside a `with` block to that of a call."""
        return limiting(call)

    def close(self) -> None:
        """Close the HTTP client if it was created here. May be called more than once."""
        taken = self._taken()
        if taken is not None:
            taken.close()


class AsyncConnection(_Connection[httpx.AsyncClient]):
    """Connection of an asynchronous client, for the event loop in which it is first used."""

    _type = httpx.AsyncClient
    is_async = True

    async def send(self, request: httpx.Request, auth: Any) -> httpx.Response:
        return await self.http.send(
            request, stream=True, auth=auth, follow_redirects=False
        )

    async def read(
        self, response: httpx.Response, take: Callable[[bytes], None]
    ) -> None:
        async for chunk in response.aiter_bytes():
            take(chunk)

    async def close_response(self, response: httpx.Response) -> None:
        await response.aclose()

    async def sleep(self, clock: Clock, seconds: float) -> None:
        await clock.asleep(seconds)

    async def ready(self, credential: Credential, call: Call) -> Credential:
        return await credential.aready(self.http, call.settings_left)

    async def finish(self, told: Awaitable[None] | None, watcher: Observer) -> None:
        if told is not None:
            await told

    def content(self, call: Call) -> bytes | AsyncIterator[bytes] | None:
        payload = call.prepared.payload
        return None if payload is None else payload.async_content()

    @contextmanager
    def limits(self, call: Call) -> Iterator[None]:
        left = call.left()
        try:
            with nullcontext() if left is None else fail_after(left), limiting(call):
                yield
        except TimeoutError:
            raise call.out_of_time() from None

    async def aclose(self) -> None:
        """Close the HTTP client if it was created here. May be called more than once."""
        taken = self._taken()
        if taken is not None:
            await taken.aclose()


Connection: TypeAlias = SyncConnection | AsyncConnection


def run(coroutine: Coroutine[Any, Any, T]) -> T:
    """Complete a coroutine that never waits, and return its result."""
    try:
        coroutine.send(None)
    except StopIteration as stop:
        result: T = stop.value
        return result
    coroutine.close()
    raise RuntimeError("a synchronous client cannot wait for an event loop")


_CONNECTING = ("http_client", "limits", "proxy", "transport", "verify")


def split_options(options: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Split the options of a client into connection options and all others. Options that are None
    are left out."""
    connecting = {
        name: options[name] for name in _CONNECTING if options.get(name) is not None
    }
    others = {name: value for name, value in options.items() if name not in _CONNECTING}
    return connecting, others


def _no_cookies() -> CookieJar:
    """Return a cookie jar that accepts no cookies: cookies of one response are not for other
    calls."""
    return CookieJar(DefaultCookiePolicy(allowed_domains=()))


# --- time limits ------------------------------------------------------------------------

_NEW_CONNECTIONS = (
    ".connect_tcp.complete",
    ".connect_unix_socket.complete",
    ".start_tls.complete",
)

_CONNECTED = ".send_request_headers.started"


class Limited(Protocol):
    """A call whose time is limited."""

    def left(self) -> float | None:
        """Return the seconds left; None if there is no limit.

        Raises:
            APITimeoutError: No time is left.
        """

    def receiving(self) -> None:
        """Note that a byte of a response has arrived."""


limited_call: ContextVar[Limited | None] = ContextVar("limited_call", default=None)
"""The call that this thread or task reads and writes for."""


class limiting:
    """Limits the time of the reads and writes of a call inside a `with` block."""

    __slots__ = ("_limited", "_token")

    def __init__(self, limited: Limited) -> None:
        self._limited = limited

    def __enter__(self) -> None:
        self._token = limited_call.set(self._limited)

    def __exit__(self, *exception: object) -> None:
        limited_call.reset(self._token)


def watch_new_connection(name: str, info: Mapping[str, Any]) -> None:
    """Watch each new connection; for the extension `trace` of a request."""
    _watch(name, info, is_async=False)


async def watch_new_connection_async(name: str, info: Mapping[str, Any]) -> None:
    """Watch each new connection; for the extension `trace` of an asynchronous request."""
    _watch(name, info, is_async=True)


def _watch(name: str, info: Mapping[str, Any], *, is_async: bool) -> None:
    if name.endswith(_NEW_CONNECTIONS):
        _bound(info["return_value"], is_async=is_async)
    elif name.endswith(_CONNECTED):
        request = info.get("request")
        if request is not None and request.method != b"CONNECT":
            request.extensions.pop("trace", None)  # all further events cost time


def watch_connection(response: httpx.Response, *, is_async: bool) -> None:
    """Watch a connection that was established before the call."""
    stream = response.extensions.get("network_stream")
    if stream is not None:
        _bound(stream, is_async=is_async)


def _bound(stream: Any, *, is_async: bool) -> None:
    """Limit the reads and writes of a connection to the time left for the call that uses it."""
    members = getattr(stream, "__dict__", None)
    if members is not None and "read" not in members:
        bind = _in_time_async if is_async else _in_time
        stream.read = bind(stream.read, is_read=True)
        stream.write = bind(stream.write, is_read=False)


def _left(limited: Limited, timeout: float | None) -> float | None:
    left = limited.left()
    if left is None:
        return timeout
    return left if timeout is None else min(timeout, left)


def _in_time(move: Callable[..., Any], *, is_read: bool) -> Callable[..., Any]:
    def moved(data: Any, timeout: float | None = None) -> Any:
        limited = limited_call.get()
        if limited is None:
            return move(data, timeout=timeout)
        result = move(data, timeout=_left(limited, timeout))
        if is_read:
            limited.receiving()
        return result

    return moved


def _in_time_async(move: Callable[..., Any], *, is_read: bool) -> Callable[..., Any]:
    async def moved(data: Any, timeout: float | None = None) -> Any:
        limited = limited_call.get()
        if limited is None:
            return await move(data, timeout=timeout)
        result = await move(data, timeout=_left(limited, timeout))
        if is_read:
            limited.receiving()
        return result

    return moved


# --- loops ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class FinalResponse:
    """The final response of a call."""

    response: httpx.Response
    content: bytes
    """Decompressed content; empty if it is still to be read."""


def raw_response(call: Call, final: FinalResponse) -> RawResponse:
    """Return a response as users see it."""
    prepared, response = call.prepared, final.response
    return RawResponse(
        method=prepared.method,
        url=prepared.safe_url,
        status_code=response.status_code,
        headers=response.headers,
        content=final.content,
        attempts=call.attempts,
        operation=call.operation,
    )


async def send(connection: Connection, call: Call) -> FinalResponse:
    """Send the requests of a call until it has its final response.

    Raises:
        APIError: There is no response.
    """
    is_async = connection.is_async
    trace = watch_new_connection_async if is_async else watch_new_connection
    with call:
        while True:
            while (pause := call.pause()) > 0:
                await connection.sleep(call.clock, pause)
            request = call.start(connection.content(call))
            request.extensions["trace"] = trace
            if call.watchers:
                await notify(connection, call, "started")
            response = None
            # The HTTP client's own authentication is not for another origin.
            auth = httpx.USE_CLIENT_DEFAULT if call.prepared.is_trusted else None
            try:
                with connection.limits(call):
                    response = await connection.send(request, auth)
                    watch_connection(response, is_async=is_async)
                    limit_decompression(response)
                    is_open = call.stays_open(response)
                    content = b"" if is_open else await load(connection, call, response)
            except (*TRANSPORT_ERRORS, APIError) as cause:
                error, wait = call.failed(cause, response)
                if call.watchers:
                    await notify(connection, call, "failed")
                if wait is None:
                    raise error from (None if error is cause else cause)
            else:
                wait = call.responded(response, content)
                if call.watchers:
                    try:
                        await notify(connection, call, "responded")
                    except BaseException:
                        await connection.close_response(response)
                        raise
                if wait is None:
                    return FinalResponse(response, content)
                await connection.close_response(response)
            if wait > 0:
                await connection.sleep(call.clock, wait)
            if call.needs_renewal:
                await renew(connection, call)
                call.renewed()


async def renew(connection: Connection, call: Call) -> None:
    """Make the credentials of a call ready to be sent, within the time left for it.

    Raises:
        APIError: No credentials could be obtained.
    """
    call.credentials = tuple(
        [await connection.ready(each, call) for each in call.credentials]
    )


async def load(connection: Connection, call: Call, response: httpx.Response) -> bytes:
    """Read the whole content of a response, and close it.

    Raises:
        APIError: The content is too large, or no time is left.
        httpx.HTTPError, ssl.SSLError: The content could not be read.
    """
    try:
        if response.is_stream_consumed:  # that of a mock
            content = response.content
            if content:
                call.check(response, len(content), is_whole=True)
            return content
        call.receiving()
        # Not a list, which may take many times the size of tiny chunks; closed, as the traceback of
        # an error would keep it.
        with BytesIO() as so_far:

            def take(chunk: bytes) -> None:
                so_far.write(chunk)
                call.check(response, so_far.tell(), is_whole=True)

            await connection.read(response, take)
            return so_far.getvalue()
    finally:
        await connection.close_response(response)


async def notify(
    connection: Connection,
    call: Call,
    event: Literal["started", "responded", "failed"],
) -> None:
    """Notify the observers of a call, one after the other."""
    for watcher in call.watchers:
        assert call.exchange is not None  # there are watchers
        await connection.finish(getattr(watcher, event)(call.exchange), watcher)
