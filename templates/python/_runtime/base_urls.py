"""Base URLs of servers, and checks of paths."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Protocol, TypeAlias

from .errors import InvalidRequestError
from .http import httpx


class URLTemplate(Protocol):
    """URL of a server with variables."""

    @property
    def template(self) -> str:
        """The URL with its placeholders."""
        ...

    def url(self, values: Mapping[str, str | None], /) -> str:
        """Return the URL with its variables filled in."""
        ...


ServerSpec: TypeAlias = str | URLTemplate | Mapping[str, str | URLTemplate]
"""Server of an operation: its URL, or one for each named server of the client."""

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

    def beside(self, server: ServerSpec) -> Server:
        """Return the server of an operation: its own URL, or a path on this server's host."""
        if isinstance(server, Mapping):
            server = next(iter(server.values()))
        if not isinstance(server, str):
            server = server.url({})
        if server.startswith("/") and not server.startswith("//"):
            return replace(self, prefix=checked_path(server).rstrip("/"))
        return parse_server(server)

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
