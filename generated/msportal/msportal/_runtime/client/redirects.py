"""Redirects: which ones are followed, and with what (RFC 9110, 15.4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote_plus

from ..base_urls import is_server
from ..http import httpx

if TYPE_CHECKING:
    from ..requests.request import PreparedRequest

_MOST = 10
"""Maximum number of redirects per call."""

KEPT_ELSEWHERE = frozenset(
    (b"accept", b"accept-encoding", b"if-range", b"range", b"user-agent")
)
"""Headers that may be sent to another origin."""

_OF_A_BODY = frozenset((b"content-type", b"content-length", b"content-encoding"))


class Redirections:
    """Redirects of one call."""

    def __init__(self, policy: str) -> None:
        """Create an empty record; `policy` is `never`, `same-origin` or `anywhere`."""
        self._policy = policy
        self._count = 0
        self._first: PreparedRequest | None = None

    def after(
        self, prepared: PreparedRequest, response: httpx.Response, can_repeat: bool
    ) -> PreparedRequest:
        """Return the request that a response redirects to, or the same request if the redirect is
        not followed.

        Args:
            prepared: The request.
            response: Its response.
            can_repeat: Whether the body, if there is one, can be sent again.
        """
        found = None
        if self._count < _MOST:
            location = response.headers.get("location", "")
            found = _followed(
                prepared, self._policy, response.status_code, location, can_repeat
            )
        if found is None:
            return prepared
        if self._first is None:
            self._first = prepared
        self._count += 1
        return found

    def back(self, prepared: PreparedRequest) -> PreparedRequest:
        """Return the original request, as redirects may be temporary; or the redirected one if
        going back would repeat a side effect (303)."""
        first = self._first
        if first is None or first.method != prepared.method:
            return prepared
        self._first, self._count = None, 0
        return first


def _followed(
    prepared: PreparedRequest, policy: str, status: int, location: str, can_repeat: bool
) -> PreparedRequest | None:
    """Return the request for a redirect; None if it is not followed.

    A request keeps its method except for 303, which requires a GET. Unsafe requests are not
    repeated after 301 and 302, whose meaning for them is ambiguous. Another origin only gets
    requests without a body, and only headers that cannot be secret.

    Args:
        prepared: The request.
        policy: `never`, `same-origin` or `anywhere`.
        status: Status of the response.
        location: Header `Location` of the response; may be empty.
        can_repeat: Whether the body, if there is one, can be sent again.
    """
    if policy == "never" or not location:
        return None
    method, payload = prepared.method, prepared.payload
    is_reading = method in ("GET", "HEAD")
    if status == 303:
        method, payload = ("HEAD" if method == "HEAD" else "GET"), None
    elif status in (301, 302):
        if not is_reading:
            return None
    elif status not in (307, 308):
        return None
    try:
        source = httpx.URL(prepared.url)
        target = source.join(location).copy_with(userinfo=b"", fragment=None)
    except (httpx.InvalidURL, ValueError):
        return None
    if not is_server(target) or (payload is not None and not can_repeat):
        return None
    headers = prepared.headers
    if payload is None:
        headers = [each for each in headers if each[0].lower() not in _OF_A_BODY]
    is_elsewhere = _origin(source) != _origin(target)
    if is_elsewhere:
        is_downgrade = source.scheme == "https" and target.scheme == "http"
        has_secret = _holds(str(target), prepared.secrets)
        if policy != "anywhere" or is_downgrade or has_secret or not is_reading:
            return None
        if payload is not None:
            return None
        headers = [each for each in headers if each[0].lower() in KEPT_ELSEWHERE]
    url = str(target)
    return replace(
        prepared,
        method=method,
        url=url,
        safe_url=url.partition("?")[0],
        origin=f"{target.scheme}://{target.netloc.decode('ascii')}",
        headers=list(headers),
        payload=payload,
        is_trusted=prepared.is_trusted and not is_elsewhere,
    )


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    """Return scheme, host and port; None for the default port."""
    return url.scheme, url.host, url.port


def _holds(url: str, secrets: Iterable[str]) -> bool:
    """Return whether a URL repeats a secret, as the query of a moved server may."""
    plain = unquote_plus(url)
    return any(secret in url or secret in plain for secret in secrets)
