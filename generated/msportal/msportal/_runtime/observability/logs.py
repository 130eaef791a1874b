"""Log messages of clients, with secrets redacted."""

from __future__ import annotations

import logging
import re
from weakref import WeakSet

from ..errors import request_id_of
from ..http import httpx
from .observers import Exchange

REDACTED = "REDACTED"

_HEADERS = frozenset(
    (
        "accept",
        "accept-encoding",
        "accept-language",
        "age",
        "allow",
        "api-version",
        "cache-control",
        "connection",
        "content-encoding",
        "content-language",
        "content-length",
        "content-type",
        "date",
        "deprecation",
        "etag",
        "expires",
        "host",
        "if-match",
        "if-modified-since",
        "if-none-match",
        "if-unmodified-since",
        "last-modified",
        "request-id",
        "retry-after",
        "retry-after-ms",
        "server",
        "sunset",
        "traceparent",
        "transfer-encoding",
        "user-agent",
        "vary",
        "x-amz-request-id",
        "x-amzn-requestid",
        "x-api-version",
        "x-correlation-id",
        "x-github-request-id",
        "x-ms-request-id",
        "x-ms-retry-after-ms",
        "x-request-id",
        "x-requestid",
        "x-should-retry",
        "x-trace-id",
    )
)
"""Headers whose values may be shown."""

_RATE_LIMIT = re.compile(r"([a-z]+-){0,3}rate-?limit(-[a-z-]+)?")
_RATE_LIMIT_VALUE = re.compile(r'[\d"][\x20-\x7e]{0,80}')
"""Headers that tell of a rate limit, and what their values begin with."""

_QUERY = frozenset(
    (
        "api-version",
        "limit",
        "offset",
        "order",
        "page",
        "page_size",
        "pagesize",
        "per_page",
        "sort",
        "version",
    )
)
"""Query parameters whose values may be shown, in lower case."""

_PLAIN = re.compile(r"[A-Za-z0-9._,:+-]{0,40}")
_PRINTABLE = re.compile(r"[\x20-\x7e]{0,200}")


def shown_headers(headers: httpx.Headers) -> str:
    """Headers as `name: value, …`, with the values that may be shown."""
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
    """The id under which the server knows a request; empty where it sent none that can be shown."""
    request_id = request_id_of(headers) or ""
    return request_id if _PRINTABLE.fullmatch(request_id) else ""


def shown_url(url: httpx.URL) -> str:
    """A URL without user information, with the values of its query that may be shown."""
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


def cover(url: httpx.URL) -> None:
    """See to it that the HTTP library does not log the values in a query of this package.

    Args:
        url: of a request that is about to be sent.
    """
    if _http_logger.isEnabledFor(logging.INFO) and url.query:
        _cover.urls.add(url)
        _http_logger.addFilter(_cover)


class _Cover(logging.Filter):
    """Shows the URLs that were noted as the log of this package does, and all others as they are."""

    def __init__(self) -> None:
        super().__init__()
        self.urls: WeakSet[httpx.URL] = WeakSet()

    def filter(self, record: logging.LogRecord) -> bool:
        """Change a record; none is left out."""
        if isinstance(record.args, tuple):
            record.args = tuple(map(self._shown, record.args))
        return True

    def _shown(self, value: object) -> object:
        if not isinstance(value, httpx.URL) or value not in self.urls:
            return value

        return shown_url(value)


_cover = _Cover()


# --- log of this package --------------------------------------------------------------

_logger = logging.getLogger(__name__.partition("._runtime")[0])


class RequestLog:
    """Writes to the log what is sent and what comes back, without secrets.

    Level DEBUG has each request and each answer with their headers, INFO those requests that are
    sent again. Values are shown of headers and query parameters that are known to be harmless;
    bodies are not shown.
    """

    __slots__ = ()

    @property
    def is_active(self) -> bool:
        """Whether anything would be written."""
        return _logger.isEnabledFor(logging.INFO)

    def started(self, exchange: Exchange) -> None:
        """Write that a request is sent."""
        if _logger.isEnabledFor(logging.DEBUG):

            _logger.debug(
                "%s (attempt %d): %s",
                _request(exchange),
                exchange.attempt,
                shown_headers(exchange.request.headers),
            )

    def answered(self, exchange: Exchange) -> None:
        """Write what was answered."""
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
        """Write why there was no answer."""
        what = type(exchange.error).__name__
        if exchange.retry_in is not None:
            _repeated(exchange, what)
        else:
            _logger.debug(
                "%s: %s in %.3f s", _request(exchange), what, exchange.elapsed
            )

    def abandoned(self, exchange: Exchange, error: BaseException) -> None:
        """Write why the request was given up."""
        _logger.debug("%s: given up: %s", _request(exchange), type(error).__name__)


def warn_of_last_attempt(method: str, url: str, attempts: int, reason: str) -> None:
    """Write that a call is not tried again, though that would make sense.

    Args:
        method: of its request.
        url: without query and user information.
        attempts: how often it was sent.
        reason: why not.
    """
    _logger.warning(
        "%s %s: no further attempt after %d: %s", method, url, attempts, reason
    )


def warn_of_old_token(error: Exception) -> None:
    """Write that there is no new access token yet, and that the old one is sent for as long as it
    is good.

    Args:
        error: why; its text holds no secrets.
    """
    _logger.warning("the access token is not renewed yet: %s", error)


def _repeated(exchange: Exchange, what: str) -> None:
    _logger.info(
        "%s: %s in %.3f s; sent again in %.3f s",
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
