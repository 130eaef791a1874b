"""Further attempts of a call: retries with exponential backoff and jitter, and redirects."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from threading import Lock
from urllib.parse import unquote_plus

from ..errors import (
    APIConnectionError,
    APIConnectionLostError,
    APIError,
    APITimeoutError,
)
from ..http import httpx, read_http_date
from ..requests import PreparedRequest, is_server

_IDEMPOTENT = frozenset(("DELETE", "GET", "HEAD", "OPTIONS", "PUT", "QUERY", "TRACE"))
"""Idempotent methods (RFC 9110, 9.2.2)."""

_STATUSES = frozenset((408, 425, 429, 500, 502, 503, 504))
_VERDICTS = ("x-should-retry", "stripe-should-retry")
"""Headers by which a server decides on a retry."""

_WAITS = (("retry-after-ms", 0.001), ("x-ms-retry-after-ms", 0.001), ("retry-after", 1))
_NUMBER = re.compile(r"\d+(\.\d*)?|\.\d+", re.ASCII)
_YEAR = 366 * 86400.0
_MOST_DOUBLINGS = 64

_COST = 5
_TIMEOUT_COST = 10


@dataclass(frozen=True, kw_only=True, slots=True)
class Retries:
    """Retry policy: exponential backoff with jitter.

    Requests that the server has not seen are always retried. If the server may have acted on a
    request, it is retried only if repeating it is harmless: GET, HEAD, OPTIONS, PUT, DELETE, TRACE
    and QUERY, and calls with an idempotency key. A body that can be read only once is never sent
    again.
    """

    max_retries: int = 2
    """Retries after the first attempt; 0 for none."""

    initial_delay: float = 0.5
    """Maximum delay before the first retry in seconds; doubles with each retry."""

    max_delay: float = 8.0
    """Maximum delay before a retry in seconds, unless the server asks for more."""

    max_retry_after: float = 60.0
    """Maximum seconds that the server may ask to wait; if it asks for more, the call fails at
    once."""

    statuses: Collection[int] = _STATUSES
    """Error statuses that are retried; the header `X-Should-Retry` of the server takes
    precedence."""

    retry_writes: bool = False
    """Retry POST and PATCH without an idempotency key like other methods."""

    def __post_init__(self) -> None:
        if isinstance(self.max_retries, bool) or not isinstance(self.max_retries, int):
            raise ValueError(
                f"max_retries must be an integer, not {self.max_retries!r}."
            )
        if self.max_retries < 0:
            raise ValueError(f"max_retries must not be negative: {self.max_retries}.")
        for name in ("initial_delay", "max_delay", "max_retry_after"):
            seconds = getattr(self, name)
            if not (math.isfinite(seconds) and seconds >= 0):
                raise ValueError(
                    f"{name} must be a finite number of seconds, not {seconds!r}."
                )
        object.__setattr__(self, "statuses", frozenset(self.statuses))
        for status in self.statuses:
            if not 400 <= status <= 599:
                raise ValueError(
                    f"statuses must be error statuses (400 to 599), not {status!r}."
                )

    @classmethod
    def of(cls, retries: int | Retries) -> Retries:
        """Return a policy, or the policy with a number of retries.

        Raises:
            ValueError: It is a negative number, or no number.
        """
        return retries if isinstance(retries, Retries) else cls(max_retries=retries)

    def may_retry_status(
        self, method: str, status: int, headers: httpx.Headers, has_key: bool
    ) -> bool:
        """Return whether a response should be retried; `has_key` if its request has an
        idempotency key."""
        if status < 400:
            return False
        for name in _VERDICTS:
            verdict = headers.get(name, "").strip().lower()
            if verdict in ("true", "false"):
                return verdict == "true"
        return status in self.statuses and self._may_repeat(method, has_key)

    def may_retry_failure(self, method: str, error: APIError, has_key: bool) -> bool:
        """Return whether a request without a response should be retried."""
        match error:
            case APIConnectionError():
                return True
            case APITimeoutError() | APIConnectionLostError():
                return self._may_repeat(method, has_key)
            case _:
                return False

    def _may_repeat(self, method: str, has_key: bool) -> bool:
        return has_key or self.retry_writes or method.upper() in _IDEMPOTENT

    def backoff(self, attempt: int, random: Callable[[], float]) -> float:
        """Return the delay in seconds if the server asks for none: a random number up to a limit
        that doubles with each attempt ("full jitter"), so that clients that failed together
        retry apart."""
        doubled = self.initial_delay * 2.0 ** min(attempt - 1, _MOST_DOUBLINGS)
        return random() * min(doubled, self.max_delay)

    def wait(
        self, attempt: int, random: Callable[[], float], asked: float | None
    ) -> float | None:
        """Return the delay in seconds after a failed attempt, counted from 1; None if the server
        asks for too much."""
        if asked is not None and asked > self.max_retry_after:
            return None
        return max(self.backoff(attempt, random), asked or 0.0)


def retry_after(headers: httpx.Headers, now: float) -> float | None:
    """Return the seconds that the server asks to wait, up to a year; None if it asks for nothing
    readable.

    `Retry-After` holds seconds or a date (RFC 9110, 10.2.3); headers in milliseconds that some
    servers send with it are preferred, as they are more precise.
    """
    for name, unit in _WAITS:
        waits = [_seconds(text, unit, now) for text in headers.get_list(name)]
        readable = [wait for wait in waits if wait is not None]
        if readable:
            return max(readable)
    return None


def _seconds(text: str, unit: float, now: float) -> float | None:
    text = text.strip()
    if _NUMBER.fullmatch(text):
        return min(float(text) * unit, _YEAR)
    if unit != 1:
        return None
    try:
        date = read_http_date(text)
        # A date in the form of C's asctime names no zone; it is in UTC like all others.
        date = date if date.tzinfo else date.replace(tzinfo=dt.UTC)
        return min(max(date.timestamp() - now, 0.0), _YEAR)
    except (ValueError, OverflowError):
        return None


class RetryBudget:
    """Retry budget shared by all calls of a client. Thread-safe.

    Retries cost, successes refund. If a service is down for all calls, the budget runs out and
    calls fail at once, instead of multiplying the load.
    """

    __slots__ = ("_capacity", "_left", "_lock")

    def __init__(self, capacity: int = 500) -> None:
        self._capacity = capacity
        self._left = capacity
        self._lock = Lock()

    @property
    def left(self) -> int:
        """Remaining budget."""
        return self._left

    def acquire(self, error: APIError | None = None) -> int:
        """Pay for a retry, and return its cost; 0 if the budget does not suffice. A retry after
        a timeout costs twice as much, as the service is probably overloaded."""
        cost = _TIMEOUT_COST if isinstance(error, APITimeoutError) else _COST
        with self._lock:
            if cost > self._left:
                return 0
            self._left -= cost
            return cost

    def refund(self, cost: int = 1) -> None:
        """Refund the cost of the last retry of a call after a success; 1 if there was none."""
        if self._left < self._capacity:
            with self._lock:
                self._left = min(self._capacity, self._left + cost)


# --- redirects (RFC 9110, 15.4) -------------------------------------------------------

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
        self.count = 0
        """Number of followed redirects."""

        self.first: PreparedRequest | None = None
        """Request that was redirected first."""

    def after(
        self, prepared: PreparedRequest, response: httpx.Response, can_repeat: bool
    ) -> PreparedRequest:
        """Return the request that a response redirects to, or the same request if the redirect
        is not followed, such as one with a body that cannot be sent again."""
        found = None
        if self.count < _MOST:
            location = response.headers.get("location", "")
            found = _followed(
                prepared, self._policy, response.status_code, location, can_repeat
            )
        if found is None:
            return prepared
        self.first = self.first or prepared
        self.count += 1
        return found


def _followed(
    prepared: PreparedRequest, policy: str, status: int, location: str, can_repeat: bool
) -> PreparedRequest | None:
    """Return the request for a redirect; None if it is not followed.

    A request keeps its method except for 303, which requires a GET. Unsafe requests are not
    repeated after 301 and 302, whose meaning for them is ambiguous. Another origin only gets
    requests without a body, and only headers that cannot be secret.
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
