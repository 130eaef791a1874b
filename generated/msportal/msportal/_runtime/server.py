"""Base URLs: where requests go, and what paths can never change."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from .errors import InvalidRequestError
from .http import httpx

if TYPE_CHECKING:
    from .servers import ServerTemplate

ServerSpec: TypeAlias = "str | ServerTemplate | Mapping[str, str | ServerTemplate]"
"""A server of an operation: its URL, or one for each name of a server of the client."""

_DOT_SEGMENT = re.compile(r"/(?:\.|%2[eE]){1,2}(?:/|$)")


@dataclass(frozen=True, slots=True)
class Server:
    """A base URL that was checked."""

    origin: str
    """Scheme, host and port, such as `https://api.acme.test`."""

    prefix: str
    """Path without a slash at the end, such as `/v1`; often empty."""

    authorization: str = field(default="", repr=False)
    """Value of an `Authorization` header, made from user information in the URL."""

    secrets: tuple[str, ...] = field(default=(), repr=False)
    """What of it must not show up in messages."""

    @property
    def url(self) -> str:
        """Base of every URL, without user information."""
        return self.origin + self.prefix

    def beside(self, server: ServerSpec) -> Server:
        """The server that an operation names: a URL of its own, or a path on this one's host."""
        if not isinstance(server, str):
            from .servers import server_text

            server = server_text(server, "", {})
        if server.startswith("/") and not server.startswith("//"):
            return replace(self, prefix=checked_path(server).rstrip("/"))
        return parse_server(server)


@lru_cache(maxsize=64)
def parse_server(base_url: str) -> Server:
    """Check and take apart a base URL.

    Raises:
        InvalidRequestError: it is no absolute http or https URL, or has a query or fragment.
    """
    try:
        url = httpx.URL(base_url)
    except (httpx.InvalidURL, TypeError) as error:
        raise InvalidRequestError(f"The base URL cannot be used: {error}") from None
    if url.scheme not in ("http", "https") or not url.host or url.query or url.fragment:
        raise InvalidRequestError(
            "The base URL must be an absolute http or https URL without query and fragment, "
            "such as https://api.example.com/v1."
        )
    server = Server(
        origin=f"{url.scheme}://{url.netloc.decode('ascii')}",
        prefix=url.raw_path.decode("ascii").rstrip("/"),
    )
    if not url.userinfo:
        return server
    pair = b64encode(f"{url.username}:{url.password}".encode()).decode("ascii")
    return replace(server, authorization=f"Basic {pair}", secrets=(pair, url.password))


def checked_path(path: str) -> str:
    """A path that no server and no proxy can resolve to another one.

    Raises:
        InvalidRequestError: it has a segment `.` or `..`, written out or encoded.
    """
    if _DOT_SEGMENT.search(path.partition("?")[0]):
        raise InvalidRequestError("A path must not have a segment `.` or `..`.")
    return path
