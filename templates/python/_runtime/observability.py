"""Observers of requests: what they are told, hooks, which are user functions, and the log."""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable, Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias
from weakref import WeakSet

from .errors import APIError, request_id_of
from .http import httpx
from .requests import Operation


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


# --- what may be logged ---------------------------------------------------------------

REDACTED = "REDACTED"

_HEADERS = frozenset(
    {
        *("accept", "accept-encoding", "accept-language", "age", "allow"),
        *("api-version", "cache-control", "connection", "content-encoding"),
        *("content-language", "content-length", "content-type", "date", "deprecation"),
        *("etag", "expires", "host", "if-match", "if-modified-since", "if-none-match"),
        *("if-unmodified-since", "last-modified", "request-id", "retry-after"),
        *("retry-after-ms", "server", "sunset", "traceparent", "transfer-encoding"),
        *("user-agent", "vary", "x-amz-request-id", "x-amzn-requestid"),
        *("x-api-version", "x-correlation-id", "x-github-request-id"),
        *("x-ms-request-id", "x-ms-retry-after-ms", "x-request-id", "x-requestid"),
        *("x-should-retry", "x-trace-id"),
    }
)
"""Headers whose values are logged."""

_RATE_LIMIT = re.compile(r"([a-z]+-){0,3}rate-?limit(-[a-z-]+)?")
_RATE_LIMIT_VALUE = re.compile(r'[\d"][\x20-\x7e]{0,80}')
"""Headers that report rate limits, and the beginning of their values."""

_QUERY = frozenset(
    {
        *("api-version", "limit", "offset", "order", "page", "page_size", "pagesize"),
        *("per_page", "sort", "version"),
    }
)
"""Query parameters whose values are logged, in lower case."""

_PLAIN = re.compile(r"[A-Za-z0-9._,:+-]{0,40}")
_PRINTABLE = re.compile(r"[\x20-\x7e]{0,200}")


def shown_headers(headers: httpx.Headers) -> str:
    """Format headers as `name: value, …`, with secrets redacted."""
    return ", ".join(
        f"{name}: {value if _may_show(name, value) else REDACTED}"
        for name, value in headers.multi_items()
    )


def _may_show(name: str, value: str) -> bool:
    if name in _HEADERS:
        return _PRINTABLE.fullmatch(value) is not None
    return (
        _RATE_LIMIT.fullmatch(name) is not None
        and _RATE_LIMIT_VALUE.fullmatch(value) is not None
    )


def shown_request_id(headers: httpx.Headers) -> str:
    """Return the request id of a response; empty if there is none that can be logged."""
    request_id = request_id_of(headers) or ""
    return request_id if _PRINTABLE.fullmatch(request_id) else ""


def shown_url(url: httpx.URL) -> str:
    """Return a URL without user information, with query values redacted."""
    text = str(url.copy_with(userinfo=b"", query=None, fragment=None))
    query = url.query.decode("ascii", "replace")
    if not query:
        return text
    return f"{text}?{'&'.join(map(_pair, query.split('&')))}"


def _pair(pair: str) -> str:
    name, equals, value = pair.partition("=")
    if not equals:
        # What has no name may be a secret.
        return REDACTED
    is_shown = name.lower() in _QUERY and _PLAIN.fullmatch(value) is not None
    return f"{name}={value if is_shown else REDACTED}"


# --- log of the HTTP library ----------------------------------------------------------

_http_logger = logging.getLogger(httpx.__name__)


def redact_http_log(url: httpx.URL) -> None:
    """Keep the HTTP library from logging the query values of a URL that is about to be sent."""
    if _http_logger.isEnabledFor(logging.INFO) and url.query:
        _redacting_filter.urls.add(url)
        _http_logger.addFilter(_redacting_filter)


class _RedactingFilter(logging.Filter):
    """Logging filter that redacts registered URLs."""

    def __init__(self) -> None:
        super().__init__()
        self.urls: WeakSet[httpx.URL] = WeakSet()

    def filter(self, record: logging.LogRecord) -> bool:
        """Change a record; none is dropped."""
        if isinstance(record.args, tuple):
            record.args = tuple(map(self._shown, record.args))
        return True

    def _shown(self, value: object) -> object:
        if not isinstance(value, httpx.URL) or value not in self.urls:
            return value
        return shown_url(value)


_redacting_filter = _RedactingFilter()


# --- log of this package --------------------------------------------------------------

_logger = logging.getLogger(__name__.partition("._runtime")[0])


class RequestLog:
    """Logs requests and responses, without secrets.

    Level DEBUG has each request and each response with their headers, INFO requests that are
    repeated. Only values of headers and query parameters that are known to be harmless are logged,
    bodies never.
    """

    __slots__ = ()

    @property
    def is_active(self) -> bool:
        """True if anything would be logged."""
        return _logger.isEnabledFor(logging.INFO)

    def started(self, exchange: Exchange) -> None:
        """Log a request."""
        if _logger.isEnabledFor(logging.DEBUG):
            _logger.debug(
                "%s (attempt %d): %s",
                _request(exchange),
                exchange.attempt,
                shown_headers(exchange.request.headers),
            )

    def responded(self, exchange: Exchange) -> None:
        """Log a response."""
        response = exchange.response
        if response is None:
            return
        what = f"{response.status_code}{_request_id(response)}"
        if exchange.retry_in is not None and response.status_code >= 400:
            _repeated(exchange, what)
        elif _logger.isEnabledFor(logging.DEBUG):
            _logger.debug(
                "%s: %s in %.3f s: %s",
                _request(exchange),
                what,
                exchange.elapsed,
                shown_headers(response.headers),
            )

    def failed(self, exchange: Exchange) -> None:
        """Log a request without a response."""
        what = type(exchange.error).__name__
        if exchange.retry_in is not None:
            _repeated(exchange, what)
        else:
            _logger.debug(
                "%s: %s in %.3f s", _request(exchange), what, exchange.elapsed
            )

    def abandoned(self, exchange: Exchange, error: BaseException) -> None:
        """Log a request that was given up."""
        _logger.debug("%s: given up: %s", _request(exchange), type(error).__name__)


def warn_not_retried(method: str, url: str, attempts: int, reason: str) -> None:
    """Log that a call is not retried after some attempts, though that would make sense."""
    _logger.warning(
        "%s %s: no further attempt after %d: %s", method, url, attempts, reason
    )


def _repeated(exchange: Exchange, what: str) -> None:
    _logger.info(
        "%s: %s in %.3f s; retried in %.3f s",
        _request(exchange),
        what,
        exchange.elapsed,
        exchange.retry_in,
    )


def _request(exchange: Exchange) -> str:
    return f"{exchange.method} {shown_url(exchange.request.url)}"


def _request_id(response: httpx.Response) -> str:
    request_id = shown_request_id(response.headers)
    return f" (request id {request_id})" if request_id else ""
