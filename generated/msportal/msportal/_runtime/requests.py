"""Descriptions of operations and their servers, and requests: under construction, ready to be sent,
and as requests of the HTTP library."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

from .errors import InvalidRequestError
from .http import has_control_character, httpx, is_field_name
from .parameters import Parameter, cookie_name, cookie_value, query_pairs

if TYPE_CHECKING:
    from .bodies import Body, Payload
    from .responses import Content

T = TypeVar("T")


Security: TypeAlias = tuple[tuple[str, ...], ...]
"""Security requirements: alternatives, each with names of credentials that belong together; `()` as
an alternative requires none. Without alternatives nothing is required."""


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Operation(Generic[T]):
    """One HTTP method on one path, with a result of type `T`."""

    method: str
    path: str
    """Path template such as `/pets/{petId}`."""

    parameters: tuple[Parameter, ...] = field(default=(), kw_only=True)
    """Parameters that are not serialized in the default way."""

    body: Body | tuple[Body, ...] | None = field(default=None, kw_only=True)
    """Several if the same value can be sent as several media types, the preferred one first."""

    responses: Mapping[int | str, Content] = field(default_factory=dict, kw_only=True)
    """Contents by status (`200`), range (`"4XX"`) or `"default"`."""

    headers: Callable[[httpx.Headers], Mapping[str, Any]] | None = field(
        default=None, kw_only=True
    )
    """Decodes response headers to their declared types; None if all are text."""

    security: Security | None = field(default=None, kw_only=True)
    """Security requirements; None for those of the client."""

    server: Callable[[Server], Server] | None = field(default=None, kw_only=True)
    """Returns its own server for a client that uses a server; None for that of the client."""

    rules: (
        Callable[[Operation[Any], Mapping[str, Any], Any, str | None], None] | None
    ) = field(default=None, kw_only=True)
    """Validates the arguments of a call: the operation, its parameters by location, the body, and
    the chosen media type."""


# --- servers --------------------------------------------------------------------------


_DOT_SEGMENT = re.compile(r"/(?:\.|%2[eE]){1,2}(?:/|$)")


@dataclass(frozen=True, slots=True)
class Server:
    """A validated base URL."""

    origin: str
    """Scheme, host and port, such as `https://api.acme.test`."""

    prefix: str
    """Path without a trailing slash, such as `/v1`; often empty."""

    authorization: str = field(default="", repr=False)
    """Value of an `Authorization` header, from user information in the URL."""

    secrets: tuple[str, ...] = field(default=(), repr=False)
    """Parts of it that must not appear in messages."""

    @property
    def url(self) -> str:
        """The base URL, without user information."""
        return self.origin + self.prefix

    def linked(self, link: str) -> str:
        """Return the absolute URL of a link in a response of this server.

        A link with `http` is changed to `https` if that is the scheme of the server: proxies that
        terminate TLS create such links.

        Raises:
            InvalidRequestError: The link is not a URL, or leads to another origin.
        """
        try:
            base = httpx.URL(self.url + "/")
            url = base.join(link).copy_with(userinfo=b"", fragment=None)
        except (httpx.InvalidURL, TypeError, ValueError) as error:
            raise InvalidRequestError(f"A link cannot be used: {error}") from None
        is_upgrade = (url.scheme, base.scheme) == ("http", "https")
        scheme = base.scheme if is_upgrade and url.port is None else url.scheme
        if (scheme, url.host, url.port) != (base.scheme, base.host, base.port):
            raise InvalidRequestError(
                f"A link to another server ({url.scheme}://{url.host}) is not followed."
            )
        return self.origin + checked_path(url.raw_path.decode("ascii"))


@lru_cache(maxsize=64)
def parse_server(base_url: str) -> Server:
    """Parse and validate a base URL.

    Raises:
        InvalidRequestError: It is not an absolute http or https URL, or has a query or fragment.
    """
    try:
        url = httpx.URL(base_url)
    except httpx.InvalidURL as error:
        raise InvalidRequestError(
            f"The base URL cannot be used: {reason(error, base_url)}"
        ) from None
    except TypeError:
        raise InvalidRequestError(
            f"The base URL must be a str, not {type(base_url).__name__}."
        ) from None
    problem = _problem(url)
    if problem:
        raise InvalidRequestError(
            "The base URL must be an absolute http or https URL without query and fragment, "
            f"such as https://api.example.com/v1; this one {problem}."
        )
    server = Server(
        origin=f"{url.scheme}://{url.netloc.decode('ascii')}",
        prefix=url.raw_path.decode("ascii").rstrip("/"),
    )
    if not url.userinfo:
        return server
    pair = b64encode(f"{url.username}:{url.password}".encode()).decode("ascii")
    return replace(server, authorization=f"Basic {pair}", secrets=(pair, url.password))


def reason(error: Exception, url: str) -> str:
    """Return why a URL is invalid, without parts of a password in it."""
    if "@" in url:
        return "characters of a user name or a password must be percent-encoded."
    return str(error)


def _problem(url: httpx.URL) -> str:
    """Return the reason why a base URL is invalid, without its text, which may hold a password;
    empty if it is valid."""
    if not str(url):
        return "is empty"
    if url.scheme not in ("http", "https"):
        return "does not begin with http:// or https://"
    if not is_server(url):
        return "has no valid host and port"
    return "has a query or a fragment" if url.query or url.fragment else ""


def is_server(url: httpx.URL) -> bool:
    """Return whether a URL is an http or https URL with a valid host and port."""
    if url.scheme not in ("http", "https") or not url.host:
        return False
    try:
        # As the socket library does it, which also looks at the lengths of labels.
        url.raw_host.decode("ascii").encode("idna")
    except UnicodeError:
        return False
    return url.port is None or 0 <= url.port <= 65535


def checked_path(path: str) -> str:
    """Return a path if it cannot be normalized to another one by servers or proxies.

    Raises:
        InvalidRequestError: It has a segment `.` or `..`, literal or encoded.
    """
    if _DOT_SEGMENT.search(path.partition("?")[0]):
        raise InvalidRequestError("A path must not have a segment `.` or `..`.")
    return path


# --- requests -------------------------------------------------------------------------

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
        self.cookies.append(f"{cookie_name(name)}={cookie_value(value)}")

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


@dataclass(frozen=True, slots=True, eq=False)
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
