"""Options of clients and of single calls, and the settings derived from them."""

from __future__ import annotations

import math
import random as chance
import ssl
import time as system
from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    Protocol,
    TypeAlias,
    TypedDict,
    Unpack,
)

import anyio

from ..auth import Credential, credentials_hint
from ..errors import InvalidRequestError
from ..http import httpx
from ..models import UNSET, Unset
from ..observability import RequestLog
from ..requests import Security, Server
from .attempts import Retries

if TYPE_CHECKING:
    from ..bodies import Body, FileContent, HasContent
    from ..observability import Hooks, Observer


@dataclass(frozen=True, slots=True, eq=False)
class Clock:
    """Clock, sleep and randomness of a client, replaceable in tests."""

    time: Callable[[], float] = system.time
    """Returns the seconds since 1970."""

    monotonic: Callable[[], float] = system.monotonic
    """Returns the seconds of a clock that never goes backwards."""

    sleep: Callable[[float], None] = system.sleep
    """Sleeps for some seconds."""

    asleep: Callable[[float], Awaitable[None]] = anyio.sleep
    """Sleeps for some seconds without blocking."""

    random: Callable[[], float] = chance.random
    """Returns a random number from 0 up to 1, excluding 1."""


# --- options of single calls ----------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class RequestOptions:
    """Per-request options, which override the options of the client; `repr` leaves out values that
    may be secret."""

    headers: Mapping[str, str] | None = field(default=None, repr=False)
    """Additional headers; they override all other headers of the same name."""

    query: Mapping[str, Any] | None = field(default=None, repr=False)
    """Additional query parameters, serialized like declared ones without a style."""

    body: Mapping[str, Any] | None = field(default=None, repr=False)
    """Additional members of a JSON object or a form, by their names on the wire."""

    content: FileContent | HasContent | str | None = field(default=None, repr=False)
    """Body of the request in place of the one that the method sends: bytes, a file or text, sent
    unchanged, for operations whose body the API does not describe. A header sets its media type."""

    allow_empty_path: bool = False
    """Send path parameters that are empty, for APIs whose root is an empty path. By default they
    are refused, since the request would be for another path: `DELETE /pets/` for no pet."""

    timeout: float | httpx.Timeout | Unset | None = UNSET
    """Timeout in seconds for each step of the request; None for no timeout."""

    total_timeout: float | Unset | None = UNSET
    """Timeout in seconds for the whole call, including retries and all waiting; None for no
    timeout, neither for the call nor for its response."""

    retries: int | Retries | Unset = UNSET
    """Number of retries, or the retry policy."""

    idempotency_key: str | None = None
    """Idempotency key, by which the server recognizes a repeated request; makes any call
    retryable."""

    base_url: str | None = None
    """Base URL of this request, in place of the server of the API. A request to another origin gets
    neither the credentials nor the default headers and query parameters of the client."""

    auth: bool | Unset = UNSET
    """False to send no credentials of the client, and to require none."""

    max_response_bytes: int | Unset | None = UNSET
    """Maximum size of the response in bytes, after decompression; None for no limit."""

    max_pages: int | None = None
    """Maximum number of pages to iterate; None for no limit."""

    on_progress: Callable[[int, int | None], None] | None = None
    """Called while a body is uploaded, with the bytes sent so far and the total if known."""

    reconnect: bool | None = None
    """Whether a stream of server-sent events reconnects after its connection ends. True: always,
    even if the server has ended it. False: never. None: only if no event can be lost or
    repeated, that is after a GET whose events have ids."""


# --- options of clients ---------------------------------------------------------------


class Limiter(Protocol):
    """Delays requests, such as `RateLimiter`."""

    @property
    def max_wait(self) -> float:
        """Maximum seconds that a request waits."""
        ...

    def turn(self, origin: Hashable, route: Hashable) -> Any:
        """Return the turn of a request to an origin and an operation; see
        `rate_limits.LimiterTurn`."""
        ...

    def opens_in(self, origin: Hashable, route: Hashable, clock: Clock) -> float:
        """Return the seconds until a request could be sent, as far as known."""
        ...


Redirects: TypeAlias = Literal["never", "same-origin", "anywhere"]
"""Redirect policy: follow none, those within the same origin, or all. Another origin gets neither
credentials nor a body."""

DEFAULT_TIMEOUT = httpx.Timeout(60.0, connect=10.0)
"""Default timeouts: 60 seconds for each step of a request, 10 to connect."""

DEFAULT_RESPONSE_TIME = 600.0
"""Default seconds in which the responses of a call must arrive, from their first bytes. Streams and
downloads have no such limit after their headers."""

DEFAULT_RESPONSE_BYTES = 2**30
"""Default maximum size of a response, after decompression. Streams and downloads have none."""

_RETRIES = Retries()
_CLOCK = Clock()


class ClientOptions(TypedDict, total=False):
    """Options of both clients, also for `with_options`.

    Attributes:
        timeout: Timeout in seconds for each step of a request (connect, send, read); by default 60,
            and 10 to connect; None for no timeout.
        total_timeout: Timeout in seconds for a whole call, including retries and all waiting. By
            default only receiving is limited: to 10 minutes from the first byte, except for streams
            and downloads; None for no limit at all.
        retries: Number of retries, by default 2, or a retry policy.
        auth: False to call a server without authentication: no credentials are sent, and none are
            required; by default True.
        headers: Default headers of every request.
        query: Default query parameters of every request.
        max_response_bytes: Maximum size of a response in bytes, after decompression; by default 1
            GiB, and no limit for streams and downloads; None for no limit.
        redirects: Redirects to follow: `"never"`, `"same-origin"` (the default) or `"anywhere"`;
            another origin gets neither credentials nor a body.
        limiter: Rate limiter that delays requests; several clients may share one.
        hooks: Functions called for each request, response and error.
        observers: Further observers of requests, such as `Telemetry`.
        strict_responses: Raise an error if a response does not match the API description.
        clock: Clock, sleep and randomness, for tests.
    """

    timeout: float | httpx.Timeout | None
    total_timeout: float | None
    retries: int | Retries
    auth: bool
    headers: Mapping[str, str]
    query: Mapping[str, Any]
    max_response_bytes: int | None
    redirects: Redirects
    limiter: Limiter | None
    hooks: Hooks | None
    observers: Sequence[Observer]
    strict_responses: bool
    clock: Clock


class ChangedOptions(ClientOptions, total=False):
    """Options that `with_options` can change.

    Attributes:
        base_url: Base URL of requests.
    """

    base_url: str


class _ConnectionOptions(ClientOptions, total=False):
    proxy: str | httpx.Proxy | None
    verify: ssl.SSLContext | bool
    limits: httpx.Limits


class SyncClientOptions(_ConnectionOptions, total=False):
    """Options of a client: connection options and all of `ClientOptions`.

    Attributes:
        http_client: Your own HTTP client, which is not closed; its cookies are not used.
        transport: Sends requests in place of the network, such as a mock in a test.
        proxy: URL of a proxy; by default taken from the environment (`HTTPS_PROXY` and so on).
        verify: TLS context, or False to accept any certificate of the server.
        limits: Limits on open and kept connections.
    """

    http_client: httpx.Client | None
    transport: httpx.BaseTransport | None


class AsyncClientOptions(_ConnectionOptions, total=False):
    """Options of an asynchronous client; see `SyncClientOptions`."""

    http_client: httpx.AsyncClient | None
    transport: httpx.AsyncBaseTransport | None


@dataclass(frozen=True, slots=True, eq=False)
class Settings:
    """Settings of a client, derived from its options."""

    server: Server
    credentials: Mapping[str, Credential]
    security: Security
    raw_security: Security
    """Security requirements of requests that the API does not describe."""

    user_agent: str
    bodies: tuple[type[Body], ...] = ()
    """Kinds of bodies that the client knows, beside JSON, text and bytes."""

    timeout: httpx.Timeout = field(default_factory=lambda: DEFAULT_TIMEOUT)
    total_timeout: float | None = None
    response_time: float | None = DEFAULT_RESPONSE_TIME
    """Limit of receiving responses in seconds; None as soon as `total_timeout` is given."""

    retries: Retries = _RETRIES
    auth: bool = True
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    query: Mapping[str, Any] = field(default_factory=dict, repr=False)
    max_response_bytes: int | None = None
    whole_response_bytes: int | None = DEFAULT_RESPONSE_BYTES
    """Limit of responses that are read as a whole: `max_response_bytes` as soon as it is given."""

    redirects: Redirects = "same-origin"
    limiter: Limiter | None = None
    hooks: Hooks | None = None
    observers: Sequence[Observer] = ()
    strict_responses: bool = False
    clock: Clock = _CLOCK
    watchers: tuple[Observer, ...] = ()
    """The log, `observers` and `hooks`."""

    def changed(self, **options: Unpack[ClientOptions]) -> Settings:
        """Return the settings with some options changed.

        Raises:
            TypeError: There is no such option.
            ValueError: An option has an invalid value.
        """
        unknown = sorted(set(options) - _OPTIONS)
        if unknown:
            raise TypeError(_no_option(unknown[0], self.credentials))
        settings = self._with(options)
        return replace(settings, watchers=_watchers_of(settings))

    def of_call(self, options: RequestOptions) -> Settings:
        """Return the settings of one call; headers, query, body and the like are left to its
        request.

        Raises:
            TypeError: The options are not `RequestOptions`.
            ValueError: An option has an invalid value.
        """
        if not isinstance(options, RequestOptions):
            raise TypeError(
                f"`options` must be RequestOptions, not {type(options).__name__}."
            )
        given = {name: getattr(options, name) for name in _OPTIONS_OF_CALLS}
        changes = {name: value for name, value in given.items() if value is not UNSET}
        return self._with(changes) if changes else self

    def _with(self, options: Mapping[str, Any]) -> Settings:
        """Return the settings with some options changed, of a client or of a call."""
        changes = {**options}
        auth = changes.get("auth", True)
        if not isinstance(auth, bool):
            raise TypeError(
                f"`auth` must be True or False, not {type(auth).__name__}. "
                f"{credentials_hint('auth', self.credentials)}"
            )
        if changes.get("redirects", "never") not in _REDIRECTS:
            raise ValueError(f"`redirects` must be one of {', '.join(_REDIRECTS)}.")
        for name, read in _READINGS.items():
            if name in changes:
                changes[name] = read(name, changes[name])
        # A limit that is given replaces the default one.
        if "total_timeout" in changes:
            changes["response_time"] = None
        if "max_response_bytes" in changes:
            changes["whole_response_bytes"] = changes["max_response_bytes"]
        return replace(self, **changes)

    def at(self, server: Server) -> Settings:
        """Return the settings for another server."""
        return replace(self, server=server)


_REDIRECTS = ("never", "same-origin", "anywhere")
_OPTIONS = frozenset(ClientOptions.__annotations__)
_OPTIONS_OF_CALLS = (
    *("auth", "max_response_bytes", "retries", "timeout", "total_timeout"),
)


def _mapping(name: str, value: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return a copy of an option that is a mapping.

    Raises:
        InvalidRequestError: It is something else.
    """
    try:
        return dict(value or {})
    except (TypeError, ValueError):
        raise InvalidRequestError(
            f"`{name}` must be a mapping, not {type(value).__name__}."
        ) from None


def _no_option(name: str, credentials: Mapping[str, Credential]) -> str:
    """Return the message for an unknown option, with a suggestion."""
    keywords = {each for one in credentials.values() for each in one.keywords}
    if name in SyncClientOptions.__annotations__ or name in keywords:
        return f"`{name}` can only be set when a client is created."
    hint = credentials_hint(name, credentials)
    if not hint:
        from difflib import get_close_matches

        names = sorted((*SyncClientOptions.__annotations__, "base_url", *keywords))
        near = get_close_matches(name, names, n=1)
        hint = f"Did you mean {near[0]!r}?" if near else ""
    return f"There is no option {name!r}. {hint}".rstrip()


def timeout_of(name: str, timeout: float | httpx.Timeout | None) -> httpx.Timeout:
    """Return the timeout for each step of a request.

    Raises:
        InvalidRequestError: It is not a number of seconds.
    """
    if isinstance(timeout, httpx.Timeout):
        return timeout
    if timeout is None:
        return httpx.Timeout(None)
    if isinstance(timeout, bool) or not isinstance(timeout, (int, float)):
        raise InvalidRequestError(
            f"A timeout is a number of seconds, None or {httpx.__name__}.Timeout, "
            f"not {type(timeout).__name__}."
        )
    return httpx.Timeout(limit_of(name, timeout))


def limit_of(name: str, value: float | None) -> float | None:
    """Return a limit; None for no limit, also if it is infinite.

    Raises:
        InvalidRequestError: It is negative, or not a number.
    """
    if value is None or value == math.inf:
        return None
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if not is_number or not value >= 0:
        raise InvalidRequestError(
            f"`{name}` must be None or a non-negative number, not {value!r}."
        )
    return value


_READINGS: Mapping[str, Callable[[str, Any], Any]] = {
    "headers": _mapping,
    "max_response_bytes": limit_of,
    "query": _mapping,
    "retries": lambda _, value: Retries.of(value),
    "timeout": timeout_of,
    "total_timeout": limit_of,
}
"""Options whose values are checked or converted, by a function of name and value."""


def _watchers_of(settings: Settings) -> tuple[Observer, ...]:
    """Return everything that observes a client's requests."""
    # Hooks are last: a request is complete when they see it, and what they raise hides nothing.
    hooks = () if settings.hooks is None else (settings.hooks,)
    return (RequestLog(), *settings.observers, *hooks)
