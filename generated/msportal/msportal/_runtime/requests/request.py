"""Requests: under construction, ready to be sent, and as requests of the HTTP library."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from ..errors import InvalidRequestError
from ..http import has_control_character, is_field_name
from .parameters import cookie_pairs, query_pairs

if TYPE_CHECKING:
    from .bodies import Payload
from collections.abc import AsyncIterator, Iterator, Mapping

from ..http import httpx

_NOT_SETTABLE = frozenset((b"host", b"transfer-encoding"))
SHORTEST_SECRET = 4
"""Minimum length of secrets that are redacted in messages; shorter ones would garble them."""


class RequestBuilder:
    """Parts of a request under construction."""

    __slots__ = ("cookies", "headers", "query", "secrets")

    def __init__(self) -> None:
        self.headers: dict[bytes, tuple[bytes, bytes]] = {}
        """Lower-case name → name and value."""

        self.query: list[str] = []
        """Encoded `name=value` pairs."""

        self.cookies: list[str] = []
        """Encoded `name=value` pairs."""

        self.secrets: list[str] = []
        """Parts that must not appear in messages."""

    def set_header(self, name: str, value: str, *, what: str = "") -> None:
        """Set a header, replacing one with the same name; `Content-Length` is ignored, as it is
        computed.

        Args:
            name: Name in any case.
            value: Text; surrounding spaces are removed (RFC 9110, 5.5).
            what: Name of the value in messages, by default that of the header.

        Raises:
            InvalidRequestError: Name or value is invalid.
        """
        key, raw_name = _header_name(name)
        if key == b"content-length":
            return
        value = value.strip(" \t")
        called = f"`{what}`" if what else f"The header {name!r}"
        if has_control_character(value):
            raise InvalidRequestError(
                f"{called} must not contain line breaks or other control characters."
            )
        try:
            self.headers[key] = (raw_name, value.encode("latin-1"))
        except UnicodeEncodeError:
            raise InvalidRequestError(
                f"{called} contains characters that are not allowed in headers (beyond Latin-1)."
            ) from None

    def set_query(self, name: str, value: str) -> None:
        """Add a query parameter."""
        self.query.extend(query_pairs(name, value))

    def set_cookie(self, name: str, value: str) -> None:
        """Add a cookie."""
        self.cookies.extend(cookie_pairs(name, value))

    def secret(self, value: str) -> str:
        """Register a value that must not appear in messages, and return it."""
        if len(value) >= SHORTEST_SECRET:
            self.secrets.append(value)
        return value


@lru_cache(maxsize=1024)
def _header_name(name: str) -> tuple[bytes, bytes]:
    if not is_field_name(name):
        raise InvalidRequestError(f"{name!r} is not a valid header name.")
    raw = name.encode("ascii")
    if raw.lower() in _NOT_SETTABLE:
        raise InvalidRequestError(f"The header {name!r} is set by the client only.")
    return raw.lower(), raw


@dataclass(frozen=True, slots=True)
class PreparedRequest:
    """A request that is ready to be sent."""

    method: str
    url: str = field(repr=False)
    safe_url: str
    """URL without query and user information, for messages."""

    origin: str
    """Scheme, host and port of the server."""

    headers: list[tuple[bytes, bytes]] = field(repr=False)
    payload: Payload | None = field(repr=False)
    has_key: bool
    """True if it has an idempotency key."""

    secrets: tuple[str, ...] = field(repr=False)
    """Parts that must not appear in messages."""

    is_trusted: bool = True
    """True if it goes to a server of the API, rather than to another origin that an option or a
    redirect names, which must not receive what the client sends with every request."""


# --- requests of the HTTP library -----------------------------------------------------

_WITH_CONTENT = frozenset(("PATCH", "POST", "PUT", "QUERY"))
"""Methods whose requests have a `Content-Length` even if it is 0 (RFC 9110, 8.6)."""

_LENGTHS = frozenset((b"content-length", b"transfer-encoding"))


def http_request(
    prepared: PreparedRequest,
    content: bytes | Iterator[bytes] | AsyncIterator[bytes] | None,
    timeout: Mapping[str, float | None],
) -> httpx.Request:
    """Create a request of the HTTP library, which is sent unchanged.

    Args:
        prepared: Prepared request.
        content: Body of the request.
        timeout: Seconds for each step.

    Raises:
        InvalidRequestError: The URL cannot be used.
    """
    extensions = {"timeout": timeout}
    try:
        url = httpx.URL(prepared.url)
    except httpx.InvalidURL as error:
        raise InvalidRequestError(f"The URL cannot be used: {error}") from None
    method, headers = prepared.method, prepared.headers
    if not (content is None or isinstance(content, bytes)):
        request = httpx.Request(
            method, url, headers=headers, content=content, extensions=extensions
        )
        request.method = method
        return request
    # With a body of bytes there is nothing to find out: the library takes the request as it is,
    # which costs it half the time.
    names = {name.lower() for name, _ in headers}
    if b"host" not in names:
        headers = [(b"Host", url.netloc), *headers]
    if (content or method in _WITH_CONTENT) and names.isdisjoint(_LENGTHS):
        headers = [*headers, (b"Content-Length", b"%d" % len(content or b""))]
    request = httpx.Request(
        method,
        url,
        headers=headers,
        stream=httpx.ByteStream(content or b""),
        extensions=extensions,
    )
    # The library makes capitals of methods, whose case counts (RFC 9110, 9.1).
    request.method = method
    request.read()
    return request
