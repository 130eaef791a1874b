"""Rate limits: read from response headers, and a limiter that keeps to them."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, replace
from threading import Lock
from typing import Any

from .client import BaseClient
from .client.call import Call
from .client.options import Clock
from .http import httpx, read_http_date
from .optional_errors import RateLimitWaitError

_RATE_LIMIT = re.compile(r"(.*?)rate-?limit-?(.*)")
_CALL_LIMIT = "call-limit"

_ROLES = {
    "limit": "limit",
    "max": "limit",
    "remaining": "remaining",
    "used": "used",
    "observed": "used",
    "reset": "reset",
    "resets": "reset",
    "retry": "reset",
    "interval": "window",
    "window": "window",
}
"""Words in header names → meaning."""

_FILLERS = frozenset(("at", "seconds"))
_MILLISECONDS = frozenset(("ms", "milliseconds"))
_RESETS = (("reset-after", 1.0), ("reset", 1.0), ("reset-ms", 0.001))
"""Suffixes of headers with the end of a window, the most precise first, and their unit in
seconds."""

_BUCKETS = frozenset(("resource", "bucket"))
_WINDOWS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}
"""Names of limits that imply their window, in seconds."""

_MEMBERS = {
    "q": "limit",
    "limit": "limit",
    "total": "limit",
    "r": "remaining",
    "remaining": "remaining",
    "t": "reset",
    "reset": "reset",
    "resets": "reset",
    "w": "window",
}
"""Parameters of structured fields → meaning."""

_NUMBER = re.compile(r"-?\d{1,19}(?:\.\d*)?", re.ASCII)
_DURATION = re.compile(r"(?:\d{1,12}(?:\.\d*)?(?:ns|us|µs|ms|s|m|h|d))+", re.ASCII)
_DURATION_PART = re.compile(r"(\d+(?:\.\d*)?)(ns|us|µs|ms|s|m|h|d)", re.ASCII)
_UNITS = {
    "ns": 1e-9,
    "us": 1e-6,
    "µs": 1e-6,
    "ms": 1e-3,
    "s": 1.0,
    "m": 60.0,
    "h": 3600.0,
    "d": 86400.0,
}
_EPOCHS = ((1e17, 1e-9), (1e14, 1e-6), (1e11, 1e-3), (9e8, 1.0))
"""Smallest numbers that are a time, not a duration, and their units since 1970."""

_QUOTED = r'"(?:[^"\\]|\\.)*"'
_MEMBER = re.compile(rf"(?:{_QUOTED}|[^,\"])+")
_PIECE = re.compile(rf"(?:{_QUOTED}|[^;\"])+")
_YEAR = 366 * 86400.0
_MOST_SKEW = 5.0
_LONGEST_NAME = 100
_LONGEST_FIELD = 2_000
"""Maximum length of a structured field that is read."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RateLimit:
    """Rate limit reported by a server."""

    limit: int | None = None
    """Requests, or other units, per window; None if not reported."""

    remaining: int | None = None
    """Requests left in the window; None if not reported."""

    reset_at: dt.datetime | None = None
    """Start of the next window, in UTC by the clock of this machine; None if not reported."""

    window: float | None = None
    """Length of the window in seconds; None if not reported."""

    policy: str = ""
    """Name of the limit, such as `requests` or `minute`, if the server has several."""

    bucket: str = ""
    """Resource that the limit applies to, such as `search`, if the server has several."""

    @staticmethod
    def of(client: BaseClient[Any]) -> RateLimit | None:
        """Return the newest rate limit that the server reported to a client or one of its copies;
        None if it has reported none."""
        seen = client._shared.rate_limit_headers
        return None if seen is None else rate_limit_of(*seen)


def rate_limit_of(headers: httpx.Headers, now: float) -> RateLimit | None:
    """Return the strictest rate limit that a response reports; None if it reports none.

    Supported are `RateLimit` and `RateLimit-Policy` (IETF draft, RateLimit header fields for HTTP),
    their predecessors `RateLimit-Limit`, `-Remaining` and `-Reset`, and variants with a prefix such
    as `X-` and a name such as `-Requests`; a reset is a number of seconds, a duration, seconds or
    smaller units since 1970, or a date. Unreadable values are ignored.

    Args:
        headers: Headers of the response.
        now: Seconds since 1970.
    """
    limits = list(_limits(headers, now))
    if not limits:
        return None
    found = min(limits, key=lambda limit: _tightness(limit, now))
    if found.reset_at is None:
        resets = (each.reset_at for each in limits if not each.policy)
        found = replace(found, reset_at=next(filter(None, resets), None))
    return replace(found, bucket=_bucket(headers))


def _tightness(limit: RateLimit, now: float) -> tuple[float, ...]:
    """Return a sort key: exhausted limits by their duration, others by the share that is left."""
    if limit.remaining is None:
        return (2.0,)
    reset = limit.reset_at.timestamp() if limit.reset_at else now
    if limit.remaining == 0 and reset >= now:
        return (0.0, -reset)
    share = limit.remaining / limit.limit if limit.limit else 1.0
    return (1.0, share, limit.remaining)


def _bucket(headers: httpx.Headers) -> str:
    found = ""
    for name, text in headers.multi_items():
        match = _RATE_LIMIT.fullmatch(name)
        if match is None:
            continue
        if match[2] == "global" and text.strip().lower() == "true":
            return ""
        if match[2] in _BUCKETS:
            found = text.strip()[:_LONGEST_NAME]
    return found


# --- headers --------------------------------------------------------------------------------------


def _limits(headers: httpx.Headers, now: float) -> Iterator[RateLimit]:
    """Yield the limits reported by headers, those of structured fields first."""
    groups: dict[tuple[str, str], dict[str, str]] = {}
    fields: dict[str, str] = {}
    for name, text in headers.multi_items():
        if name.endswith(_CALL_LIMIT):
            used, _, limit = text.partition("/")
            groups[name, ""] = {"used": used, "limit": limit}
        match = _RATE_LIMIT.fullmatch(name)
        if match is None:
            continue
        family, rest = match[1], match[2]
        if rest in ("", "policy"):
            fields[rest] = _joined(fields.get(rest), text)
        if rest != "policy":
            role, policy = _role_of(rest)
            group = groups.setdefault((family, policy), {})
            group[role] = _joined(group.get(role), text)
    moments = _Moments(headers, now)
    policies = _members(fields.get("policy", ""))
    told = _members(fields.get("", ""))
    for policy in dict.fromkeys((*told, *policies)):
        known = {**policies.get(policy, {}), **told.get(policy, {})}
        found = _structured(policy, known, moments)
        if found is not None:
            yield found
    windows = {
        _number(each["limit"]): _number(each["window"])
        for each in policies.values()
        if "limit" in each and "window" in each
    }
    for (_, policy), group in groups.items():
        found = _plain(policy, group, moments)
        if found is not None:
            window = found.window or windows.get(found.limit) or _WINDOWS.get(policy)
            yield replace(found, window=window)


def _joined(before: str | None, text: str) -> str:
    return text if before is None else f"{before}, {text}"


def _role_of(rest: str) -> tuple[str, str]:
    """Return meaning and limit name of a header, from the words after `ratelimit`."""
    role, unit = "", ""
    words = []
    for word in rest.split("-"):
        if not role and word in _ROLES:
            role = _ROLES[word]
        elif word in _MILLISECONDS:
            unit = "-ms"
        elif word == "after" and role == "reset":
            role = "reset-after"
        elif word and word not in _FILLERS:
            words.append(word)
    if not role:
        return "limit", "-".join(words)
    return role + unit, "-".join(words)


def _plain(
    policy: str, group: Mapping[str, str], moments: _Moments
) -> RateLimit | None:
    """Return the limit reported by headers with one number each, or with lists of numbers: one for
    each limit, or for each proxy that the response came through."""
    limits = _list(group.get("limit", ""))
    remaining = _list(group.get("remaining", ""))
    used = _list(group.get("used", ""))
    least = [-1 if each is None else each for each, _ in remaining]
    at = least.index(min(least)) if least else 0
    limit, window = _at(limits, at, len(remaining))
    if limit is not None and limit < 0:
        return None  # no limit
    if limit is not None and 0 < limit < 1:
        limit = None  # a rate, no number of requests
    left, left_window = _at(remaining, at, len(remaining))
    if left is None and limit is not None and used and used[0][0] is not None:
        left = limit - used[0][0]
    if left is not None and left < 0:
        left = None if limit is None else 0
    if left is None and (policy or limit is None):
        return None
    window = window or left_window
    if window is None:
        window = next((each for n, each in limits if n == limit and each), None)
    if window is None:
        window = _number(group.get("window", ""))
        if window is None and (millis := _number(group.get("window-ms", ""))):
            window = millis / 1000
    resets = (
        moments.read(group[role], at, len(remaining), unit=unit)
        for role, unit in _RESETS
        if role in group
    )
    reset = next(filter(None, resets), None)
    return RateLimit(
        limit=_whole(limit),
        remaining=_whole(left),
        reset_at=reset,
        window=_seconds(window),
        policy=policy[:_LONGEST_NAME],
    )


def _structured(
    policy: str, known: Mapping[str, str], moments: _Moments
) -> RateLimit | None:
    """Return the limit reported by a member of `RateLimit` or `RateLimit-Policy`."""
    limit, left = _number(known.get("limit", "")), _number(known.get("remaining", ""))
    if (limit is None and left is None) or (limit is not None and limit < 0):
        return None
    return RateLimit(
        limit=_whole(limit),
        remaining=None if left is None else max(_whole(left) or 0, 0),
        reset_at=moments.read(known.get("reset", "")),
        window=_seconds(_number(known.get("window", ""))),
        policy=policy[:_LONGEST_NAME],
    )


def _members(text: str) -> dict[str, dict[str, str]]:
    """Parse a structured field (RFC 9651) into its members by name: `"a";r=1;t=2`, or all in one
    without a name: `limit=3, remaining=1`."""
    members: dict[str, dict[str, str]] = {}
    for member in _MEMBER.findall(text[:_LONGEST_FIELD]):
        pieces = [each.strip() for each in _PIECE.findall(member)]
        head, parameters = "".join(pieces[:1]), pieces[1:]
        if "=" in head and not head.startswith('"'):
            name, parameters = "", [head, *parameters]
        elif _number(head) is not None:
            name, parameters = "", [f"q={head}", *parameters]
        else:
            name = head[1:-1] if head.startswith('"') else head
            name = re.sub(r"\\(.)", r"\1", name)
        found = {}
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if role := _MEMBERS.get(key.strip().lower()):
                found[role] = value.strip().strip('"')
        if found:
            members[name] = {**found, **members.get(name, {})}
    return members


# --- values ---------------------------------------------------------------------------------------

_Numbers = list[tuple[float | None, float | None]]


def _list(text: str) -> _Numbers:
    """Parse numbers with their windows: `100, 100;w=10`."""
    found: _Numbers = []
    for member in text.split(",") if text.strip() else ():
        number, *parameters = member.split(";")
        windows = (each.strip()[2:] for each in parameters if each.strip()[:2] == "w=")
        found.append((_number(number), _seconds(_number(next(windows, "")))))
    return found


def _at(numbers: _Numbers, at: int, length: int) -> tuple[float | None, float | None]:
    """Return the number at the index that belongs to another list; else the first one."""
    if not numbers:
        return None, None
    return numbers[at] if len(numbers) == length else numbers[0]


def _number(text: str) -> float | None:
    text = text.strip()
    return float(text) if _NUMBER.fullmatch(text) else None


def _whole(number: float | None) -> int | None:
    return None if number is None else math.floor(number)


def _seconds(number: float | None) -> float | None:
    return number if number is not None and 0 < number <= _YEAR else None


class _Moments:
    """Parses the ends of windows."""

    def __init__(self, headers: httpx.Headers, now: float) -> None:
        self._now = now
        self._server_now = now
        server_now = _date(headers.get("date", ""))
        if server_now is not None and abs(server_now - now) > _MOST_SKEW:
            # Where the clocks differ, moments are told by that of the server.
            self._server_now = server_now

    def read(
        self, text: str, at: int = 0, length: int = 1, *, unit: float = 1.0
    ) -> dt.datetime | None:
        """Return the time that a text, possibly an item of a list, stands for; None if there is
        none within a year."""
        seconds = self._seconds_until(text.strip(), unit)
        if seconds is None and "," in text:
            texts = text.split(",")
            text = texts[at] if len(texts) == length else texts[0]
            seconds = self._seconds_until(text.strip(), unit)
        if seconds is None or abs(seconds) > _YEAR:
            return None
        try:
            return dt.datetime.fromtimestamp(self._now + seconds, dt.UTC)
        except (OverflowError, OSError, ValueError):
            return None

    def _seconds_until(self, text: str, unit: float) -> float | None:
        number = _number(text.partition(";")[0])
        if number is not None:
            for least, epoch_unit in _EPOCHS:
                if number >= least:
                    return number * epoch_unit - self._server_now
            return number * unit if number >= 0 else None
        if _DURATION.fullmatch(text):
            return sum(
                float(count) * _UNITS[name]
                for count, name in _DURATION_PART.findall(text)
            )
        moment = _date(text)
        return None if moment is None else moment - self._server_now


def _date(text: str) -> float | None:
    """Convert an ISO 8601 or HTTP date to seconds since 1970; without a time zone it is in UTC."""
    text = text[:_LONGEST_NAME]
    for reading in (dt.datetime.fromisoformat, read_http_date):
        try:
            date = reading(text)
            return (date if date.tzinfo else date.replace(tzinfo=dt.UTC)).timestamp()
        except (ValueError, OverflowError):
            continue
    return None


# --- limiter --------------------------------------------------------------------------

_GAP = 0.02
"""Seconds between delayed requests, so that later ones learn from the responses to earlier ones."""

_TINY = 1e-6
"""Seconds that do not matter; smaller waits could be lost in rounding."""

_MOST_LANES = 1_000
_REFUSALS = (403, 429)
"""Statuses of rejected requests; 403 only with a time to wait."""


class RateLimiter:
    """Delays requests that the server would reject with status 429.

    The limiter learns from responses how many requests are left and when the next window starts,
    for each origin, and for each resource that the server distinguishes. It can also enforce a rate
    of its own. Waiting requests are sent in order of arrival. Several clients may share a limiter,
    from many threads and tasks; requests of other programs are not known to it.
    """

    def __init__(
        self,
        *,
        max_wait: float = 60.0,
        requests_per_second: float | None = None,
        burst: int = 1,
    ) -> None:
        """Create a limiter.

        Args:
            max_wait: Maximum seconds that a request waits; a request that would have to wait longer
                is not sent, and raises `RateLimitWaitError` at once.
            requests_per_second: Maximum rate of requests to one origin; by default unlimited, as
                long as the server accepts them.
            burst: Number of requests that may be sent at once after a pause, if there is such a
                rate.

        Raises:
            ValueError: An argument is not such a number.
        """
        if not max_wait >= 0:
            raise ValueError(
                f"max_wait must be a non-negative number of seconds, not {max_wait!r}."
            )
        rate = math.inf if requests_per_second is None else requests_per_second
        if not rate > 0:
            raise ValueError(f"requests_per_second must be above 0, not {rate!r}.")
        if not burst >= 1:
            raise ValueError(f"burst must be at least 1, not {burst!r}.")
        self.max_wait = max_wait
        self._interval = 1 / rate
        self._burst = burst
        self._lock = Lock()
        self._lanes: dict[tuple[Hashable, str], _Lane] = {}
        self._buckets: dict[tuple[Hashable, Hashable], str] = {}

    def turn(self, origin: Hashable, route: Hashable) -> LimiterTurn:
        """Return the turn of a request.

        Args:
            origin: Origin of the request.
            route: Operation of the request; resources are known by route.
        """
        return LimiterTurn(self, origin, route)

    def opens_in(self, origin: Hashable, route: Hashable, clock: Clock) -> float:
        """Return the seconds until a request could be sent, as far as known.

        Args:
            origin: Origin of the request.
            route: Operation of the request.
            clock: Clock of the client.
        """
        now = clock.monotonic()
        with self._lock:
            lanes = self._lanes_of(origin, route)
            return max(0.0, *(lane.opens_at(now) - now for lane in lanes))

    def _lanes_of(self, origin: Hashable, route: Hashable) -> tuple[_Lane, ...]:
        """Return the lanes of a request: its origin, and its resource if known."""
        lane = self._lane(origin, "")
        bucket = self._buckets.get((origin, route))
        return (lane, self._lane(origin, bucket)) if bucket else (lane,)

    def _lane(self, origin: Hashable, bucket: str) -> _Lane:
        lane = self._lanes.get((origin, bucket))
        if lane is None:
            if len(self._lanes) >= _MOST_LANES:
                self._lanes.clear()  # the next responses report the limits again
            lane = self._lanes[origin, bucket] = _Lane()
        return lane

    def _assign(self, origin: Hashable, route: Hashable, bucket: str) -> _Lane:
        """Return the lane that a response belongs to."""
        if bucket:
            if len(self._buckets) >= _MOST_LANES:
                self._buckets.clear()
            self._buckets[origin, route] = bucket
        return self._lane(origin, bucket)


class LimiterTurn:
    """Turn of one request; must be notified of its outcome."""

    __slots__ = (
        "_came_at",
        "_limiter",
        "_origin",
        "_route",
        "_slot",
        "_taken",
        "_went_at",
    )

    def __init__(self, limiter: RateLimiter, origin: Hashable, route: Hashable) -> None:
        self._limiter = limiter
        self._origin = origin
        self._route = route
        self._came_at: float | None = None
        self._slot: float | None = None
        self._went_at = 0.0
        self._taken: tuple[_Lane, ...] = ()

    def pause(self, clock: Clock) -> float:
        """Return the seconds to wait before asking again; 0 if the request may be sent.

        Args:
            clock: Clock of the client.
        """
        now = clock.monotonic() + _TINY
        limiter = self._limiter
        with limiter._lock:
            lanes = limiter._lanes_of(self._origin, self._route)
            opens_at = max(lane.opens_at(now) for lane in lanes)
            is_new = self._slot is None
            if self._came_at is None:
                self._came_at = now
            if self._slot is None or opens_at > self._slot:
                self._slot = self._queue(lanes, max(now, opens_at), now, is_new)
            if self._slot > now:
                return self._slot - now
            for lane in lanes:
                lane.take()
            self._taken = lanes
            self._went_at = now
            return 0.0

    def _queue(
        self, lanes: tuple[_Lane, ...], slot: float, now: float, is_new: bool
    ) -> float:
        """Return the time when the request may be sent, after all earlier ones."""
        interval, burst = self._limiter._interval, self._limiter._burst
        slot = max(slot, *(lane.next_at for lane in lanes))
        for lane in lanes:
            if max(lane.opens_at(now), lane.next_at) > now:
                lane.next_at = slot + (_GAP if is_new else max(_GAP, interval))
        if is_new and interval:
            origin = lanes[0]
            slot = max(slot, origin.paced_at - (burst - 1) * interval)
            origin.paced_at = max(origin.paced_at, slot) + interval
        return slot

    def pause_of(self, call: Call) -> float:
        """Return the seconds that a call waits before it asks again; 0 if its request may be sent.

        Raises:
            APITimeoutError: No time is left for the call.
            RateLimitWaitError: The wait would exceed the maximum of the limiter, or the time left.
        """
        pause = self.pause(call.clock)
        if pause > 0:
            left = call.left()
            is_in_time = self._is_in_time(pause, call.clock)
            if not is_in_time or (left is not None and pause >= left):
                request = call.prepared
                raise RateLimitWaitError(
                    f"{request.method} {request.safe_url}: the rate limit requires a wait of "
                    f"{pause:.1f} seconds, which is longer than allowed",
                    method=request.method,
                    url=request.safe_url,
                    attempts=call.attempts,
                    wait=pause,
                )
        return pause

    def _is_in_time(self, seconds: float, clock: Clock) -> bool:
        """Return whether the request may wait for some more seconds."""
        came_at = self._came_at
        waited = 0.0 if came_at is None else clock.monotonic() - came_at
        return waited + seconds <= self._limiter.max_wait

    def responded(
        self,
        headers: httpx.Headers,
        status: int,
        retry: float | None,
        clock: Clock,
    ) -> None:
        """Process the response.

        Args:
            headers: Headers of the response.
            status: Status of the response.
            retry: Seconds that the server asks to wait, if it does.
            clock: Clock of the client.
        """

        time, now = clock.time(), clock.monotonic()
        told = rate_limit_of(headers, time)
        with self._limiter._lock:
            self._release()
            lane = self._limiter._assign(
                self._origin, self._route, told.bucket if told else ""
            )
            if (
                told
                and told.reset_at
                and told.remaining is not None
                and told.limit != 0
            ):
                lane.learn(
                    told.remaining,
                    told.limit,
                    told.window,
                    now + told.reset_at.timestamp() - time,
                    now=now,
                    went_at=self._went_at,
                )
            if retry is not None and status in _REFUSALS:
                lane.closed_until = max(lane.closed_until, now + retry)

    def ended(self) -> None:
        """End the turn without a response; may be called repeatedly, and after a response."""
        with self._limiter._lock:
            self._release()

    def _release(self) -> None:
        for lane in self._taken:
            lane.on_the_way -= 1
        self._taken = ()


class _Lane:
    """State of one origin or resource; times are those of a monotonic clock."""

    __slots__ = (
        "_learned_at",
        "_left",
        "_limit",
        "_resets_at",
        "_window",
        "closed_until",
        "next_at",
        "on_the_way",
        "paced_at",
    )

    def __init__(self) -> None:
        self.closed_until = -math.inf
        """Time until which the server accepts no requests, after a rejection."""

        self.next_at = -math.inf
        """Time of the next request, after those that wait."""

        self.paced_at = -math.inf
        """Time of the next request by the limiter's own rate."""

        self.on_the_way = 0
        """Number of requests that were sent and have no response yet."""

        self._left: int | None = None
        self._limit: int | None = None
        self._window: float | None = None
        self._resets_at: float | None = None
        self._learned_at = -math.inf

    def opens_at(self, now: float) -> float:
        """Return the time from which requests may be sent; a time in the past means now."""
        if self._resets_at is not None and now >= self._resets_at:
            self._renew(now)
        if self._left == 0 and self._resets_at is not None:
            return max(self.closed_until, self._resets_at)
        return self.closed_until

    def _renew(self, now: float) -> None:
        """Start a window, with the size of the last one until the server reports another one."""
        self._left, self._resets_at = self._limit, None
        if self._left is not None and self._window is not None:
            self._resets_at = now + self._window

    def take(self) -> None:
        """Count a sent request."""
        self.on_the_way += 1
        if self._left:
            self._left -= 1

    def learn(
        self,
        remaining: int,
        limit: int | None,
        window: float | None,
        resets_at: float,
        *,
        now: float,
        went_at: float,
    ) -> None:
        """Take over the limits that a response reports.

        Args:
            remaining: Requests left.
            limit: Requests per window, if known.
            window: Seconds of a window, if known.
            resets_at: Start of the next window.
            now: Time of the response.
            went_at: Time of its request.
        """
        if resets_at <= now:
            return
        left = max(remaining - self.on_the_way, 0)
        if went_at < self._learned_at and self._left is not None:
            # What was sent later knows better, but for what came in between.
            left = min(left, self._left)
        else:
            self._learned_at = went_at
            self._resets_at = resets_at
        self._left, self._limit = left, limit
        self._window = window or max(self._window or 0.0, resets_at - now)
