"""Options of clients and of single calls, and the settings made of them."""

from __future__ import annotations

import math
import random as chance
import ssl
import time as system
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypedDict, Unpack

import anyio

from ..auth.credentials import Credential
from ..base_urls import Server
from ..errors import InvalidRequestError
from ..http import httpx
from ..models.unset import UNSET, Unset
from ..observability.logs import RequestLog
from ..operations import Security
from .retries import Retries

if TYPE_CHECKING:
    from ..observability.hooks import Hooks
    from ..observability.observers import Observer
    from ..observability.telemetry import TracerProvider
    from ..rate_limits import RateLimiter


@dataclass(frozen=True, slots=True)
class Clock:
    """Where a client gets time and chance from; a test gives it functions of its own and never
    waits."""

    time: Callable[[], float] = system.time
    """Seconds since 1970."""

    monotonic: Callable[[], float] = system.monotonic
    """Seconds since some moment; never goes back."""

    sleep: Callable[[float], None] = system.sleep
    """Waits for some seconds."""

    asleep: Callable[[float], Awaitable[None]] = anyio.sleep
    """Waits for some seconds without blocking."""

    random: Callable[[], float] = chance.random
    """A number from 0 to below 1."""


# --- options of single calls ----------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class RequestOptions:
    """What one call does differently from the client's own settings; `repr` leaves out what may hold
    secrets."""

    headers: Mapping[str, str] | None = field(default=None, repr=False)
    """Further headers; they win over every other header of the same name."""

    query: Mapping[str, Any] | None = field(default=None, repr=False)
    """Further query parameters, written like declared ones without a style of their own."""

    body: Mapping[str, Any] | None = field(default=None, repr=False)
    """Further members of a JSON object or a form, by their names on the wire."""

    timeout: float | httpx.Timeout | Unset | None = UNSET
    """Seconds to wait for each step of the request; None waits for ever."""

    total_timeout: float | Unset | None = UNSET
    """Seconds for the whole call, with everything that is tried anew and all waiting; None for no
    limit."""

    retries: int | Retries | Unset = UNSET
    """How often, or by which rules, a call that failed is tried anew."""

    idempotency_key: str | None = None
    """Key by which the server knows a repeated request; makes any call one that may be retried."""

    base_url: str | None = None
    """Where the request goes, whatever servers the API names; None for the usual place. Another
    origin than the client's gets no credentials, and nothing else that the client adds to all of its
    requests."""

    max_response_bytes: int | Unset | None = UNSET
    """Most bytes that an answer may have, compression undone; None for no limit."""

    max_pages: int | None = None
    """Most pages that an iteration asks for; None for no limit."""

    on_progress: Callable[[int, int | None], None] | None = None
    """Called while a body is sent, with the number of bytes sent so far and of all, where known."""

    reconnect: bool | None = None
    """Whether a stream of server-sent events connects anew when its connection is gone: True in any
    case, also when the server has ended it; False never; None where nothing gets lost or comes
    twice, that is after a GET whose events have ids."""


# --- options of clients ---------------------------------------------------------------

Redirects: TypeAlias = Literal["never", "same-origin", "anywhere"]
"""Which redirections are followed: none, those that stay at the server, or all; another origin gets
neither credentials nor a body."""

DEFAULT_TIMEOUT = httpx.Timeout(60.0, connect=10.0)
"""A minute for each step of a request, of which a connection takes ten seconds at most."""

_RETRIES = Retries()
_CLOCK = Clock()


class ClientOptions(TypedDict, total=False):
    """What both clients can be set to, when they are made and by `with_options`.

    Attributes:
        timeout: Seconds to wait for each step of a request (connect, send, read); by default 60,
            of which connecting may take 10; None waits for ever.
        total_timeout: Seconds for a whole call, with everything that is tried anew and all waiting;
            by default there is no limit.
        retries: How often a call that failed is tried anew, by default twice; or the rules for it.
        headers: Headers of every request.
        query: Query parameters of every request.
        max_response_bytes: Most bytes that an answer may have, compression undone; by default there
            is no limit.
        redirects: Which redirections are followed: `"never"`, `"same-origin"`, which is the default,
            or `"anywhere"`; another origin gets neither credentials nor a body.
        limiter: Waits before a request that would be one too many; one limiter may serve several
            clients.
        hooks: Functions that are called for each request, answer and error.
        telemetry: Whether OpenTelemetry spans are made, or the provider of tracers that makes them.
        strict_responses: Whether an answer that is not what the API declares is an error.
        clock: Where time and chance come from, for tests.
    """

    timeout: float | httpx.Timeout | None
    total_timeout: float | None
    retries: int | Retries
    headers: Mapping[str, str]
    query: Mapping[str, Any]
    max_response_bytes: int | None
    redirects: Redirects
    limiter: RateLimiter | None
    hooks: Hooks | None
    telemetry: bool | TracerProvider
    strict_responses: bool
    clock: Clock


class ChangedOptions(ClientOptions, total=False):
    """What `with_options` can change.

    Attributes:
        base_url: Where requests go instead.
    """

    base_url: str


class SyncClientOptions(ClientOptions, total=False):
    """What a client can be set to when it is made: how it connects, and all of `ClientOptions`.

    Attributes:
        http_client: Your own HTTP client, which is not closed; its cookies are not used.
        transport: Sends the requests in place of the network, such as a mock in a test.
        proxy: URL of a proxy; by default the environment names it (`HTTPS_PROXY` and so on).
        verify: TLS context, or False to accept any certificate of the server.
        limits: How many connections are open and kept.
    """

    http_client: httpx.Client | None
    transport: httpx.BaseTransport | None
    proxy: str | httpx.Proxy | None
    verify: ssl.SSLContext | bool
    limits: httpx.Limits


class AsyncClientOptions(ClientOptions, total=False):
    """What an asynchronous client can be set to when it is made; as `SyncClientOptions`.

    Attributes:
        http_client: Your own HTTP client, which is not closed; its cookies are not used.
        transport: Sends the requests in place of the network, such as a mock in a test.
        proxy: URL of a proxy; by default the environment names it (`HTTPS_PROXY` and so on).
        verify: TLS context, or False to accept any certificate of the server.
        limits: How many connections are open and kept.
    """

    http_client: httpx.AsyncClient | None
    transport: httpx.AsyncBaseTransport | None
    proxy: str | httpx.Proxy | None
    verify: ssl.SSLContext | bool
    limits: httpx.Limits


@dataclass(frozen=True, slots=True)
class Settings:
    """What a client adds to each of its requests, and how it sends them."""

    server: Server
    credentials: Mapping[str, Credential]
    security: Security
    user_agent: str
    timeout: httpx.Timeout = field(default_factory=lambda: DEFAULT_TIMEOUT)
    total_timeout: float | None = None
    retries: Retries = _RETRIES
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    query: Mapping[str, Any] = field(default_factory=dict, repr=False)
    max_response_bytes: int | None = None
    redirects: Redirects = "same-origin"
    limiter: RateLimiter | None = None
    hooks: Hooks | None = None
    telemetry: bool | TracerProvider = False
    strict_responses: bool = False
    clock: Clock = _CLOCK
    observers: tuple[Observer, ...] = ()
    """Made of `hooks` and `telemetry`, and of the log."""

    def changed(self, **options: Unpack[ClientOptions]) -> Settings:
        """The settings with some options in place of their own.

        Raises:
            TypeError: there is no such option.
            ValueError: an option cannot be what it is.
        """
        changes: dict[str, Any] = {**options}
        unknown = sorted(set(changes) - _OPTIONS)
        if unknown:
            raise TypeError(_no_option(unknown[0]))
        if "timeout" in changes:
            changes["timeout"] = steps(changes["timeout"])
        if "retries" in changes:
            changes["retries"] = Retries.of(changes["retries"])
        if changes.get("redirects", "never") not in _REDIRECTS:
            raise ValueError(f"`redirects` is one of {', '.join(_REDIRECTS)}.")
        for name in ("total_timeout", "max_response_bytes"):
            if name in changes:
                changes[name] = limit(name, changes[name])
        for name in ("headers", "query"):
            if name in changes:
                changes[name] = _mapping(name, changes[name])
        settings = replace(self, **changes)
        return replace(settings, observers=observers_of(settings))

    def of_call(self, options: RequestOptions) -> Settings:
        """The settings of one call; headers, query, body and the like are left to its request.

        Raises:
            TypeError: the options are something else.
            ValueError: an option cannot be what it is.
        """
        if not isinstance(options, RequestOptions):
            raise TypeError(
                f"`options` must be RequestOptions, not {type(options).__name__}."
            )
        changes: dict[str, Any] = {}
        if not isinstance(options.timeout, Unset):
            changes["timeout"] = steps(options.timeout)
        if not isinstance(options.total_timeout, Unset):
            changes["total_timeout"] = limit("total_timeout", options.total_timeout)
        if not isinstance(options.retries, Unset):
            changes["retries"] = Retries.of(options.retries)
        if not isinstance(options.max_response_bytes, Unset):
            changes["max_response_bytes"] = limit(
                "max_response_bytes", options.max_response_bytes
            )
        return replace(self, **changes) if changes else self

    def at(self, server: Server) -> Settings:
        """The settings for another server."""
        return replace(self, server=server)


_REDIRECTS = ("never", "same-origin", "anywhere")
_OPTIONS = frozenset(ClientOptions.__annotations__)


def _mapping(name: str, value: Mapping[str, Any] | None) -> dict[str, Any]:
    """A copy of an option that maps names to values.

    Raises:
        InvalidRequestError: it is something else.
    """
    try:
        return dict(value or {})
    except (TypeError, ValueError):
        raise InvalidRequestError(
            f"`{name}` must be a mapping, not {type(value).__name__}."
        ) from None


def _no_option(name: str) -> str:
    """That there is no such option, and which one may be meant."""
    if name in SyncClientOptions.__annotations__:
        return f"`{name}` can be given only when a client is made."
    from difflib import get_close_matches

    names = sorted((*SyncClientOptions.__annotations__, "base_url"))
    near = get_close_matches(name, names, n=1)
    hint = f" Did you mean {near[0]!r}?" if near else ""
    return f"There is no option {name!r}.{hint}"


def steps(timeout: float | httpx.Timeout | None) -> httpx.Timeout:
    """The time that each step of a request may take.

    Raises:
        InvalidRequestError: it is no number of seconds.
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
    return httpx.Timeout(limit("timeout", timeout))


def limit(name: str, value: float | None) -> float | None:
    """A limit that is given; None for none, as infinity is.

    Raises:
        InvalidRequestError: it is negative, or no number.
    """
    if value is None or value == math.inf:
        return None
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if not is_number or not value >= 0:
        raise InvalidRequestError(
            f"`{name}` must be None or a number from 0 on, not {value!r}."
        )
    return value


def observers_of(settings: Settings) -> tuple[Observer, ...]:
    """Those who watch the requests of a client."""
    observers: list[Observer] = [RequestLog()]
    if settings.telemetry:
        from ..observability.telemetry import Spans

        version = settings.user_agent.partition("/")[2]
        observers.append(Spans(settings.telemetry, version))
    if settings.hooks is not None:
        # The last ones: a request is complete when they see it, and what they raise hides nothing.
        observers.append(settings.hooks)
    return tuple(observers)
