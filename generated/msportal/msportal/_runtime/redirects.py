"""Redirections: which ones are followed, and with what (RFC 9110, 15.4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .http import httpx
from .server import is_server

MOST_REDIRECTS = 10
"""Redirections of one call that are followed."""

_KEPT_ELSEWHERE = frozenset((b"accept", b"accept-encoding", b"user-agent"))
"""Headers that another origin may see."""

_OF_A_BODY = frozenset((b"content-type", b"content-length", b"content-encoding"))

RawHeaders = Sequence[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class Redirection:
    """The request that a redirection asks for."""

    method: str
    url: str
    origin: str
    """Scheme, host and port of the URL."""

    headers: list[tuple[bytes, bytes]]
    has_body: bool
    """Whether the body is sent again."""


def redirection(
    policy: str,
    *,
    method: str,
    url: str,
    headers: RawHeaders,
    has_body: bool,
    status: int,
    location: str,
) -> Redirection | None:
    """The request that a redirection asks for; None where it is not followed.

    A request keeps its method but for 303, which asks for a GET; what changes things is not
    repeated after 301 and 302, of which it is not clear what they mean for it. Another origin gets
    only requests without a body, and of the headers none that could tell a secret.

    Args:
        policy: `never`, `same-origin` or `anywhere`.
        method: of the request that was answered.
        url: of that request.
        headers: of that request.
        has_body: whether it has a body.
        status: of the answer.
        location: header `Location` of the answer; may be empty.
    """
    if policy == "never" or not location:
        return None
    is_reading = method in ("GET", "HEAD")
    if status == 303:
        method, has_body = ("HEAD" if method == "HEAD" else "GET"), False
    elif status in (301, 302):
        if not is_reading:
            return None
    elif status not in (307, 308):
        return None
    try:
        source = httpx.URL(url)
        target = source.join(location)
    except (httpx.InvalidURL, ValueError):
        return None
    if not is_server(target):
        return None
    if not has_body:
        headers = [each for each in headers if each[0].lower() not in _OF_A_BODY]
    if origin(source) != origin(target):
        is_downgrade = source.scheme == "https" and target.scheme == "http"
        if policy != "anywhere" or is_downgrade or not is_reading or has_body:
            return None
        headers = [each for each in headers if each[0].lower() in _KEPT_ELSEWHERE]
    target = target.copy_with(userinfo=b"", fragment=None)
    return Redirection(
        method=method,
        url=str(target),
        origin=f"{target.scheme}://{target.netloc.decode('ascii')}",
        headers=list(headers),
        has_body=has_body,
    )


def origin(url: httpx.URL) -> tuple[str, str, int | None]:
    """Scheme, host and port, of which the usual one counts as none."""
    return url.scheme, url.host, url.port
