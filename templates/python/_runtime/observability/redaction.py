"""What logs and traces may show of a request and its answer: names of all, values of few."""

from __future__ import annotations

import re

from ..errors import request_id_of
from ..http import httpx

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
