"""The limiter: makes requests wait for their turn, so that the server need not refuse them."""

from __future__ import annotations

import math
from collections.abc import Hashable
from threading import Lock

from ..clock import Clock
from ..http import httpx

_GAP = 0.02
"""Seconds between requests that had to wait, so that what the first of them learn is known to the
others."""

_TINY = 1e-6
"""Seconds that do not matter; smaller waits could be lost in rounding."""

_MOST_LANES = 1_000
_REFUSALS = (403, 429)
"""Statuses by which servers refuse what is too much; 403 only with a time to wait."""


class RateLimiter:
    """Makes requests wait where the server would refuse them as too many (status 429).

    It knows from earlier answers how many requests the server still takes and from when on it takes
    more, for each origin, and for each bucket where the server names them. It can also keep to a
    rate of its own. Those who wait go in the order in which they came. One limiter may serve
    several clients, from many threads and tasks; what other programs send it does not know.
    """

    def __init__(
        self,
        *,
        max_wait: float = 60.0,
        requests_per_second: float | None = None,
        burst: int = 1,
    ) -> None:
        """Make a limiter.

        Args:
            max_wait: Seconds that one request waits at most; one that would have to wait for longer
                is not sent, and raises `RateLimitWaitError` at once.
            requests_per_second: Rate at which requests go to one origin; by default as fast as they
                come, as long as the server takes them.
            burst: How many requests may go at once after a pause, where there is such a rate.

        Raises:
            ValueError: an argument is no such number.
        """
        if not max_wait >= 0:
            raise ValueError(
                f"max_wait must be a number of seconds from 0, not {max_wait!r}."
            )
        rate = math.inf if requests_per_second is None else requests_per_second
        if not rate > 0:
            raise ValueError(f"requests_per_second must be above 0, not {rate!r}.")
        if not burst >= 1:
            raise ValueError(f"burst must be 1 or more, not {burst!r}.")
        self.max_wait = max_wait
        self._interval = 1 / rate
        self._burst = burst
        self._lock = Lock()
        self._lanes: dict[tuple[Hashable, str], _Lane] = {}
        self._buckets: dict[tuple[Hashable, Hashable], str] = {}

    def turn(self, origin: Hashable, route: Hashable) -> Turn:
        """The turn of a request that is to be sent.

        Args:
            origin: where it goes.
            route: what it calls there; what the server says of a bucket holds for its route.
        """
        return Turn(self, origin, route)

    def opens_in(self, origin: Hashable, route: Hashable, clock: Clock) -> float:
        """Seconds until a request could be sent, as far as the server has told.

        Args:
            origin: where it goes.
            route: what it calls there.
            clock: that of the client.
        """
        now = clock.monotonic()
        with self._lock:
            lanes = self._lanes_of(origin, route)
            return max(0.0, *(lane.opens_at(now) - now for lane in lanes))

    def _lanes_of(self, origin: Hashable, route: Hashable) -> tuple[_Lane, ...]:
        """What a request has to wait for: its origin, and its bucket where one is known."""
        lane = self._lane(origin, "")
        bucket = self._buckets.get((origin, route))
        return (lane, self._lane(origin, bucket)) if bucket else (lane,)

    def _lane(self, origin: Hashable, bucket: str) -> _Lane:
        lane = self._lanes.get((origin, bucket))
        if lane is None:
            if len(self._lanes) >= _MOST_LANES:
                self._lanes.clear()  # what is forgotten here, the next answers tell again
            lane = self._lanes[origin, bucket] = _Lane()
        return lane

    def _assign(self, origin: Hashable, route: Hashable, bucket: str) -> _Lane:
        """The lane that an answer tells of."""
        if bucket:
            if len(self._buckets) >= _MOST_LANES:
                self._buckets.clear()
            self._buckets[origin, route] = bucket
        return self._lane(origin, bucket)


class Turn:
    """The turn of one request; it has to be told what became of the request."""

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
        """Seconds to wait before asking again; 0 once the request may be sent.

        Args:
            clock: that of the client.
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
        """When the request may be sent, behind all that came before it."""
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

    def is_in_time(self, seconds: float, clock: Clock) -> bool:
        """Whether the request may wait for some seconds more."""
        came_at = self._came_at
        waited = 0.0 if came_at is None else clock.monotonic() - came_at
        return waited + seconds <= self._limiter.max_wait

    def answered(
        self,
        headers: httpx.Headers,
        status: int,
        asked: float | None,
        clock: Clock,
    ) -> None:
        """The request was answered.

        Args:
            headers: of the answer.
            status: of the answer.
            asked: seconds that the server asks to wait, where it does.
            clock: that of the client.
        """
        from .headers import rate_limit_of

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
            if asked is not None and status in _REFUSALS:
                lane.closed_until = max(lane.closed_until, now + asked)

    def ended(self) -> None:
        """The request was not answered; may be told more than once, and after an answer."""
        with self._limiter._lock:
            self._release()

    def _release(self) -> None:
        for lane in self._taken:
            lane.on_the_way -= 1
        self._taken = ()


class _Lane:
    """What is known of one origin or bucket; moments are those of a monotonic clock."""

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
        """Until when the server wants no request, after it refused one."""

        self.next_at = -math.inf
        """When the next request may go, behind those that wait."""

        self.paced_at = -math.inf
        """When the next request may go at the limiter's own rate."""

        self.on_the_way = 0
        """Requests that were sent and are not answered."""

        self._left: int | None = None
        self._limit: int | None = None
        self._window: float | None = None
        self._resets_at: float | None = None
        self._learned_at = -math.inf

    def opens_at(self, now: float) -> float:
        """From when on requests may go; what is past says that they may go now."""
        if self._resets_at is not None and now >= self._resets_at:
            self._renew(now)
        if self._left == 0 and self._resets_at is not None:
            return max(self.closed_until, self._resets_at)
        return self.closed_until

    def _renew(self, now: float) -> None:
        """Begin a window, with as many requests as in the last one until the server says more."""
        self._left, self._resets_at = self._limit, None
        if self._left is not None and self._window is not None:
            self._resets_at = now + self._window

    def take(self) -> None:
        """Count a request that is sent."""
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
        """Take over what an answer tells.

        Args:
            remaining: requests that are left.
            limit: requests in a window, where it is known.
            window: seconds of a window, where they are known.
            resets_at: when the next window begins.
            now: when the answer came.
            went_at: when its request was sent.
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
