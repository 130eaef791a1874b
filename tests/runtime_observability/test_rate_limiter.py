"""The limiter: who waits, for how long, and in which order."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import ModuleType
from typing import Any

import httpx2
import pytest

from .api import Api
from .watch import Watch

Runtime = Callable[[str], ModuleType]


class Queue:
    """A limiter, with requests that wait on one watch."""

    def __init__(self, runtime: Runtime, **settings: Any) -> None:
        self.limiter = runtime("rate_limits").RateLimiter(**settings)
        self.watch = Watch()
        self.clock = self.watch.clock(runtime("client.options"))

    def turn(self, origin: str = "https://a.test", route: str = "list") -> Any:
        return self.limiter.turn(origin, route)

    def go(self, origin: str = "https://a.test", route: str = "list") -> Any:
        """A turn that need not wait."""
        turn = self.turn(origin, route)
        assert turn.pause(self.clock) == 0
        return turn

    def pause(self, turn: Any) -> float:
        return round(turn.pause(self.clock), 3)

    def answer(self, turn: Any, status: int = 200, asked: float | None = None, **told: Any) -> None:
        headers = {f"X-RateLimit-{name.title()}": str(value) for name, value in told.items()}
        turn.responded(httpx2.Headers(headers), status, asked, self.clock)

    def all_go(self, turns: list[Any]) -> list[float]:
        """When each of them went, which ask again after each wait."""
        went: dict[int, float] = {}
        wakes = dict.fromkeys(range(len(turns)), self.watch.now)
        while wakes:
            at = min(wakes, key=lambda each: (wakes[each], each))
            self.watch.now = max(self.watch.now, wakes.pop(at))
            pause = turns[at].pause(self.clock)
            if pause > 0:
                wakes[at] = self.watch.now + pause
            else:
                went[at] = round(self.watch.now, 3)
        return [went[at] for at in range(len(turns))]


@pytest.fixture
def queue(runtime: Runtime) -> Queue:
    return Queue(runtime)


def test_nobody_waits_before_the_server_says_so(queue: Queue) -> None:
    for _ in range(100):
        queue.go()


def test_a_limit_that_is_used_up_closes_until_the_reset(queue: Queue) -> None:
    queue.answer(queue.go(), limit=10, remaining=0, reset=30)
    turn = queue.turn()
    assert queue.pause(turn) == 30
    queue.watch.now = 29
    assert queue.pause(turn) == 1
    queue.watch.now = 30
    assert queue.pause(turn) == 0


def test_what_is_left_is_counted_down(queue: Queue) -> None:
    queue.answer(queue.go(), limit=10, remaining=2, reset=30)
    queue.go()
    queue.go()
    assert queue.pause(queue.turn()) == 30


def test_what_is_on_the_way_is_not_left(queue: Queue) -> None:
    """The server has not counted the other two when it answers the first one."""
    first, second, third = queue.go(), queue.go(), queue.go()
    queue.answer(first, limit=10, remaining=3, reset=30)
    queue.go()
    assert queue.pause(queue.turn()) == 30
    queue.answer(second, limit=10, remaining=2, reset=30)
    third.ended()
    third.ended()
    assert queue.pause(queue.turn()) > 30


def test_old_news_opens_nothing(queue: Queue) -> None:
    first = queue.go()
    queue.watch.now = 1
    second = queue.go()
    queue.answer(second, limit=10, remaining=0, reset=30)
    queue.answer(first, limit=10, remaining=1, reset=30)
    assert queue.pause(queue.turn()) == 30
    later = queue.turn()
    queue.watch.now = 40
    assert queue.pause(later) == 0
    queue.answer(later, limit=10, remaining=7, reset=30)
    queue.go()


def test_after_the_reset_they_go_in_their_order_and_not_at_once(queue: Queue) -> None:
    queue.answer(queue.go(), remaining=0, reset=30)
    went = queue.all_go([queue.turn() for _ in range(50)])
    assert went == sorted(went)
    assert went[0] == 30
    assert went[-1] == 30.98
    assert len(set(went)) == 50


def test_after_the_reset_no_more_go_than_the_limit_allows(queue: Queue) -> None:
    queue.answer(queue.go(), limit=20, remaining=0, reset=30)
    went = queue.all_go([queue.turn() for _ in range(50)])
    assert went == sorted(went)
    assert [sum(30 * n <= at < 30 * (n + 1) for at in went) for n in (1, 2, 3)] == [20, 20, 10]


def test_a_refusal_that_comes_while_others_wait_sends_them_back(queue: Queue) -> None:
    queue.answer(queue.go(), remaining=0, reset=10)
    first, second = queue.turn(), queue.turn()
    assert (queue.pause(first), queue.pause(second)) == (10, 10.02)
    queue.watch.now = 10
    assert queue.pause(first) == 0
    queue.answer(first, 429, 5)
    queue.watch.now = 10.02
    assert queue.pause(second) == 4.98
    queue.watch.now = 15
    assert queue.pause(second) == 0


def test_who_comes_later_goes_later(queue: Queue) -> None:
    queue.answer(queue.go(), remaining=0, reset=10)
    waiting = [queue.turn() for _ in range(3)]
    assert [queue.pause(turn) for turn in waiting] == [10, 10.02, 10.04]
    queue.watch.now = 10.01
    late = queue.turn()
    assert queue.pause(late) == pytest.approx(0.05)
    assert queue.pause(waiting[0]) == 0


@pytest.mark.parametrize(
    ("status", "asked", "wait"),
    [(429, 7.5, 7.5), (403, 7.5, 7.5), (429, None, 0), (503, 7.5, 0), (200, 7.5, 0)],
)
def test_refusals_pause_all(queue: Queue, status: int, asked: float | None, wait: float) -> None:
    queue.answer(queue.go(), status, asked)
    assert queue.pause(queue.turn(route="other")) == wait


def test_other_origins_do_not_wait(queue: Queue) -> None:
    queue.answer(queue.go("https://a.test"), 429, 7)
    queue.go("https://b.test")
    assert queue.pause(queue.turn("https://a.test")) == 7


def test_buckets_hold_for_their_routes(queue: Queue) -> None:
    queue.answer(queue.go(route="search"), remaining=0, reset=9, resource="search")
    queue.answer(queue.go(route="list"), remaining=5, reset=9, resource="core")
    queue.go(route="list")
    queue.go(route="never called")
    assert queue.pause(queue.turn(route="search")) == 9
    assert queue.pause(queue.turn(route="search")) == 9.02
    queue.go(route="list")
    everything = {"resource": "core", "global": "true"}
    queue.answer(queue.go(route="list"), 429, 30, **everything)
    assert queue.pause(queue.turn(route="never called")) == 30
    assert queue.pause(queue.turn(route="list")) == 30.02


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"remaining": 0},
        {"limit": 10, "remaining": 0},
        {"limit": 0, "remaining": 0, "reset": 30},
        {"remaining": 0, "reset": 0},
        {"remaining": 0, "reset": -5},
        {"remaining": "nan", "reset": "nan"},
        {"remaining": 0, "reset": 10**9 - 1},
        {"limit": -1, "remaining": -1, "reset": 30},
    ],
)
def test_what_tells_no_end_closes_nothing(queue: Queue, told: dict[str, Any]) -> None:
    queue.answer(queue.go(), **told)
    queue.go()


def test_a_rate_of_its_own(runtime: Runtime) -> None:
    queue = Queue(runtime, requests_per_second=2, burst=3)
    went = queue.all_go([queue.turn() for _ in range(7)])
    assert went == [0, 0, 0, 0.5, 1, 1.5, 2]
    queue.watch.now = 100
    went = queue.all_go([queue.turn() for _ in range(4)])
    assert went == [100, 100, 100, 100.5]
    queue.go("https://b.test")


def test_a_fast_rate_of_its_own(runtime: Runtime) -> None:
    queue = Queue(runtime, requests_per_second=1_000)
    went = queue.all_go([queue.turn() for _ in range(100)])
    assert went[-1] == pytest.approx(0.099)


def test_a_rate_of_its_own_holds_after_a_reset_too(runtime: Runtime) -> None:
    queue = Queue(runtime, requests_per_second=2)
    first = queue.go()
    waiting = [queue.turn() for _ in range(3)]
    assert [queue.pause(turn) for turn in waiting] == [0.5, 1, 1.5]
    queue.answer(first, 429, 10)
    assert queue.all_go(waiting) == [10, 10.5, 11]


def test_one_that_waits_no_longer_leaves_no_hole_for_ever(queue: Queue) -> None:
    queue.answer(queue.go(), limit=1, remaining=0, reset=10)
    gone = queue.turn()
    assert queue.pause(gone) == 10
    gone.ended()
    queue.watch.now = 11
    queue.go()


def test_many_buckets_are_forgotten(queue: Queue) -> None:
    for number in range(3_000):
        queue.answer(queue.go(route=str(number)), remaining=5, reset=9, resource=str(number))
    assert len(queue.limiter._lanes) <= 1_000
    assert len(queue.limiter._buckets) <= 1_000


@pytest.mark.parametrize(
    "settings",
    [
        {"max_wait": -1},
        {"max_wait": math.nan},
        {"requests_per_second": 0},
        {"requests_per_second": -1},
        {"requests_per_second": math.nan},
        {"burst": 0},
    ],
)
def test_refused_settings(runtime: Runtime, settings: dict[str, Any]) -> None:
    (name,) = settings
    with pytest.raises(ValueError, match=name):
        runtime("rate_limits").RateLimiter(**settings)


def test_many_threads_do_not_go_beyond_what_is_left(runtime: Runtime) -> None:
    queue = Queue(runtime)
    queue.answer(queue.go(), limit=100, remaining=40, reset=30)
    start = threading.Barrier(50)

    def ask(_: int) -> bool:
        turn = queue.turn()
        start.wait()
        return bool(turn.pause(queue.clock) == 0)

    with ThreadPoolExecutor(50) as threads:
        assert sum(threads.map(ask, range(50))) == 40


# --- with a client --------------------------------------------------------------------------------


def limited(remaining: int, reset: float, status: int = 200) -> httpx2.Response:
    headers = {
        "X-RateLimit-Limit": "10",
        "X-RateLimit-Remaining": str(remaining),
        "X-RateLimit-Reset": str(reset),
    }
    return httpx2.Response(status, json=[], headers=headers)


def test_a_client_waits(api: Api) -> None:
    client = api.client(limiter=api.runtime("rate_limits").RateLimiter())
    api.answers = [limited(1, 20), limited(0, 20)]
    for _ in range(3):
        api.call(client)
    assert api.watch.waits == pytest.approx([20], abs=1e-5)
    assert len(api.requests) == 3


def test_without_a_limiter_nothing_waits(api: Api) -> None:
    client = api.client()
    api.answers = [limited(0, 20)]
    api.call(client)
    api.call(client)
    assert api.watch.waits == []


def test_a_client_says_so_when_it_would_wait_too_long(api: Api) -> None:
    client = api.client(limiter=api.runtime("rate_limits").RateLimiter(max_wait=10))
    api.answers = [limited(0, 20)]
    api.call(client)
    with pytest.raises(api.runtime("optional_errors").RateLimitWaitError) as caught:
        api.call(client)
    assert caught.value.wait == pytest.approx(20)
    assert caught.value.attempts == 0
    assert str(caught.value) == (
        "GET https://api.test/v1/pets: the rate limit requires a wait of 20.0 seconds, "
        "which is longer than allowed"
    )
    assert len(api.requests) == 1
    api.watch.now = 20
    api.call(client)


def test_the_time_of_the_call_holds_as_well(api: Api) -> None:
    client = api.client(limiter=api.runtime("rate_limits").RateLimiter(), total_timeout=5)
    api.answers = [limited(0, 20)]
    api.call(client)
    with pytest.raises(api.runtime("optional_errors").RateLimitWaitError):
        api.call(client)
    assert api.watch.waits == []


def test_copies_of_a_client_wait_together(api: Api) -> None:
    client = api.client(limiter=api.runtime("rate_limits").RateLimiter())
    api.answers = [limited(0, 20)]
    api.call(client.with_options(timeout=3))
    assert api.runtime("rate_limits").RateLimit.of(client).remaining == 0
    api.call(client)
    assert api.watch.waits == pytest.approx([20], abs=1e-5)


def test_after_a_refusal_all_wait_as_long_as_the_server_asks(api: Api) -> None:
    limiter = api.runtime("rate_limits").RateLimiter()
    client = api.client(limiter=limiter, retries=0)
    api.answers = [httpx2.Response(429, headers={"Retry-After": "12"})]
    with pytest.raises(api.runtime("errors").RateLimitError):
        api.call(client)
    api.call(client)
    assert api.watch.waits == pytest.approx([12], abs=1e-5)


def test_a_retry_that_would_wait_too_long_is_none(api: Api) -> None:
    """The error of the server is raised, which says more than that of the limiter."""
    client = api.client(limiter=api.runtime("rate_limits").RateLimiter(max_wait=10))
    api.answers = [limited(0, 20, status=429)]
    with pytest.raises(api.runtime("errors").RateLimitError):
        api.call(client)
    assert len(api.requests) == 1


def test_requests_that_fail_are_not_on_the_way_for_ever(api: Api) -> None:
    limiter = api.runtime("rate_limits").RateLimiter()
    client = api.client(limiter=limiter, retries=0)
    api.answers = [httpx2.ReadError("gone"), RuntimeError("a bug"), limited(1, 20)]
    for error in (api.runtime("errors").APIConnectionLostError, RuntimeError):
        with pytest.raises(error):
            api.call(client)
    api.call(client)
    api.call(client)
    assert api.watch.waits == []
