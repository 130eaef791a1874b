"""Retries with exponential backoff and jitter."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from threading import Lock

from ..codec.text_forms import read_http_date
from ..errors import (
    APIConnectionError,
    APIConnectionLostError,
    APIError,
    APITimeoutError,
)
from ..http import httpx

_IDEMPOTENT = frozenset(("DELETE", "GET", "HEAD", "OPTIONS", "PUT", "QUERY", "TRACE"))
"""Methods that do the same when they are done twice (RFC 9110, 9.2.2)."""

_STATUSES = frozenset((408, 425, 429, 500, 502, 503, 504))
_VERDICTS = ("x-should-retry", "stripe-should-retry")
"""Headers by which a server says itself whether another attempt makes sense."""

_WAITS = (("retry-after-ms", 0.001), ("x-ms-retry-after-ms", 0.001), ("retry-after", 1))
_NUMBER = re.compile(r"\d+(\.\d*)?|\.\d+", re.ASCII)
_YEAR = 366 * 86400.0
_MOST_DOUBLINGS = 64

_COST = 5
_TIMEOUT_COST = 10


@dataclass(frozen=True, kw_only=True, slots=True)
class Retries:
    """When a call is tried again, and how long it waits before that.

    What the server has not seen is tried again whatever it is. Where the server may have acted, a
    call is tried again only if doing it twice is harmless: GET, HEAD, OPTIONS, PUT, DELETE, TRACE
    and QUERY, and calls with an idempotency key. A body that can be read only once is never sent
    again.
    """

    max_retries: int = 2
    """Attempts after the first one; 0 for none."""

    initial_delay: float = 0.5
    """Seconds that the first wait takes at most; each further one at most twice as long."""

    max_delay: float = 8.0
    """Seconds that a wait takes at most, unless the server asks for more."""

    max_retry_after: float = 60.0
    """Seconds that the server may ask to wait; where it asks for more, the call fails at once."""

    statuses: Collection[int] = _STATUSES
    """Error statuses after which a call is tried again; `X-Should-Retry` of the server wins."""

    retry_writes: bool = False
    """Whether POST and PATCH without an idempotency key are tried again like other methods."""

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
        """The policy that is meant, of which a number says how many retries there are.

        Raises:
            ValueError: it is a negative number, or no number.
        """
        return retries if isinstance(retries, Retries) else cls(max_retries=retries)

    def may_retry_status(
        self, method: str, status: int, headers: httpx.Headers, has_key: bool
    ) -> bool:
        """Whether an answer is worth another attempt.

        Args:
            method: of the request, in any case.
            status: of the answer.
            headers: of the answer.
            has_key: whether the request has an idempotency key.
        """
        if status < 400:
            return False
        for name in _VERDICTS:
            verdict = headers.get(name, "").strip().lower()
            if verdict in ("true", "false"):
                return verdict == "true"
        return status in self.statuses and self._may_repeat(method, has_key)

    def may_retry_failure(self, method: str, error: APIError, has_key: bool) -> bool:
        """Whether a request that was not answered is worth another attempt.

        Args:
            method: of the request, in any case.
            error: why there is no answer.
            has_key: whether the request has an idempotency key.
        """
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
        """Seconds to wait where the server asks for nothing: any number up to a limit that doubles
        with each attempt ("full jitter"), so that clients which failed together return apart.

        Args:
            attempt: number of the attempt that has failed, from 1.
            random: gives numbers from 0 to 1.
        """
        doubled = self.initial_delay * 2.0 ** min(attempt - 1, _MOST_DOUBLINGS)
        return random() * min(doubled, self.max_delay)

    def wait(
        self, attempt: int, random: Callable[[], float], asked: float | None
    ) -> float | None:
        """Seconds to wait before the next attempt; None where the server asks for too many.

        Args:
            attempt: number of the attempt that has failed, from 1.
            random: gives numbers from 0 to 1.
            asked: seconds that the server asks to wait, where it does.
        """
        if asked is not None and asked > self.max_retry_after:
            return None
        return max(self.backoff(attempt, random), asked or 0.0)


def retry_after(headers: httpx.Headers, now: float) -> float | None:
    """Seconds that the server asks to wait, 0 to a year; None where it asks for nothing readable.

    `Retry-After` holds seconds or a date (RFC 9110, 10.2.3); the headers in milliseconds that some
    servers send beside it are preferred, as they are more exact.

    Args:
        headers: of the answer.
        now: seconds since 1970, which dates are compared with.
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
    """What all calls of a client may spend on retries; it may be used from many threads.

    Retries cost, successes pay back. When a service is down for all calls, the budget runs out and
    calls fail at once, instead of making the load on it several times as high.
    """

    __slots__ = ("_capacity", "_left", "_lock")

    def __init__(self, capacity: int = 500) -> None:
        self._capacity = capacity
        self._left = capacity
        self._lock = Lock()

    @property
    def left(self) -> int:
        """What is left to spend."""
        return self._left

    def acquire(self, error: APIError | None = None) -> int:
        """Pay for a retry, and say what it cost; 0 where there is not enough left.

        Args:
            error: why there was no answer; None where there was one. After a timeout a retry costs
                twice as much, as the service is likely to be overloaded.
        """
        cost = _TIMEOUT_COST if isinstance(error, APITimeoutError) else _COST
        with self._lock:
            if cost > self._left:
                return 0
            self._left -= cost
            return cost

    def refund(self, cost: int = 1) -> None:
        """Pay back after a success.

        Args:
            cost: what the last retry of the call cost; 1 where there was none.
        """
        if self._left < self._capacity:
            with self._lock:
                self._left = min(self._capacity, self._left + cost)
