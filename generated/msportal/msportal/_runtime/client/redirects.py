"""Redirects: which ones are followed, and with what (RFC 9110, 15.4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote_plus

from ..base_urls import is_server
from ..http import httpx

if TYPE_CHECKING:
    from ..requests.request import Prepared

_MOST = 10
"""Redirections of one call that are followed."""

KEPT_ELSEWHERE = frozenset(
    (b"accept", b"accept-encoding", b"if-range", b"range", b"user-agent")
)
"""Headers that another origin may see."""

_OF_A_BODY = frozenset((b"content-type", b"content-length", b"content-encoding"))


class Redirections:
    """What becomes of one call by redirections."""

    def __init__(self, policy: str) -> None:
        """`policy` is `never`, `same-origin` or `anywhere`."""
        self._policy = policy
        self._count = 0
        self._first: Prepared | None = None

    def after(
        self, prepared: Prepared, response: httpx.Response, can_repeat: bool
    ) -> Prepared:
        """The request that an answer asks for; the same one where a redirection is not followed.

        Args:
            prepared: what was answered.
            response: its answer.
            can_repeat: whether the body, if there is one, can be sent again.
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

    def back(self, prepared: Prepared) -> Prepared:
        """The request as it was at first, as the place that it was redirected to may be one for a
        short while; the redirected one where going back would do something a second time (303).
        """
        first = self._first
        if first is None or first.method != prepared.method:
            return prepared
        self._first, self._count = None, 0
        return first


def _followed(
    prepared: Prepared, policy: str, status: int, location: str, can_repeat: bool
) -> Prepared | None:
    """The request that a redirection asks for; None where it is not followed.

    A request keeps its method but for 303, which asks for a GET; what changes things is not
    repeated after 301 and 302, of which it is not clear what they mean for it. Another origin gets
    only requests without a body, and of the headers none that could tell a secret.

    Args:
        prepared: the request that was answered.
        policy: `never`, `same-origin` or `anywhere`.
        status: of the answer.
        location: header `Location` of the answer; may be empty.
        can_repeat: whether the body, if there is one, can be sent again.
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
    """Scheme, host and port, of which the usual one counts as none."""
    return url.scheme, url.host, url.port


def _holds(url: str, secrets: Iterable[str]) -> bool:
    """Whether a URL repeats a secret, as that of a server that has moved does with the query."""
    plain = unquote_plus(url)
    return any(secret in url or secret in plain for secret in secrets)
