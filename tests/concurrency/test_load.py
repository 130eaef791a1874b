"""Many calls at once: nothing is left open, nothing is mixed up, retries stay within budget."""

from __future__ import annotations

import asyncio
import re
import threading
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from types import ModuleType
from typing import Any

import pytest

from support.raw_server import End, RawServer, Received, answer
from support.waits import Waits

from .leaks import needs_proc, nothing_left

CALLS = 1000
THREADS = 50
BUDGET = 100
"""Retries that a client can pay for when nothing succeeds."""


class Moody:
    """Answers each thing with itself, but every tenth one at first with 503 or a reset."""

    def __init__(self) -> None:
        self.seen: Counter[str] = Counter()
        self._lock = threading.Lock()

    def __call__(self, request: Received) -> Iterable[bytes | End]:
        number = request.target.rpartition("/")[2]
        with self._lock:
            self.seen[number] += 1
            is_first = self.seen[number] == 1
        if is_first and number.endswith("0"):
            unwell = answer("{}", "Retry-After: 0.001", status="503 Service Unavailable")
            return (unwell,) if number.endswith("00") else (End.RESET,)
        return (answer(f'{{"id":{number},"name":"{number}"}}'),)


@needs_proc
def test_a_thousand_tasks(package: ModuleType, server: RawServer) -> None:
    server.behave = moody = Moody()
    waiting = Waits(package)

    async def run() -> tuple[list[Any], set[asyncio.Task[Any]]]:
        async with package.AsyncHostile(
            base_url=server.url, clock=waiting.clock, timeout=None
        ) as client:
            calls = (client.things.get(str(number)) for number in range(CALLS))
            things = await asyncio.gather(*calls)
        return things, asyncio.all_tasks() - {asyncio.current_task()}

    with nothing_left(server):
        things, tasks = asyncio.run(run())
    assert [thing.id for thing in things] == list(range(CALLS))
    assert tasks == set()
    assert server.connections <= 100 + CALLS // 10
    assert sum(moody.seen.values()) == CALLS + CALLS // 10
    assert len(waiting.waits) == CALLS // 10


@needs_proc
def test_fifty_threads(package: ModuleType, server: RawServer) -> None:
    server.behave = moody = Moody()
    waiting = Waits(package)
    with (
        nothing_left(server),
        package.Hostile(base_url=server.url, clock=waiting.clock, timeout=None) as client,
        ThreadPoolExecutor(THREADS) as threads,
    ):
        things = list(threads.map(lambda number: client.things.get(str(number)), range(CALLS)))
    assert [thing.id for thing in things] == list(range(CALLS))
    assert len(waiting.waits) == CALLS // 10
    assert server.connections <= THREADS + CALLS // 10
    assert sum(moody.seen.values()) == CALLS + CALLS // 10


def test_the_first_calls_of_many_threads(package: ModuleType, server: RawServer) -> None:
    """Everything that is made on first use is made once."""
    server.behave = lambda request: (answer('{"id":1,"name":"n"}'),)
    with package.Hostile(base_url=server.url, timeout=None) as client:
        start = threading.Barrier(THREADS)

        def call(_: int) -> Any:
            start.wait()
            return client.things.get("1").id

        with ThreadPoolExecutor(THREADS) as threads:
            assert list(threads.map(call, range(THREADS))) == [1] * THREADS
    server.wait()
    assert server.open_connections == 0


def test_a_service_that_is_down_is_not_asked_much_more(
    package: ModuleType, server: RawServer
) -> None:
    unwell = answer("{}", status="503 Service Unavailable")
    server.behave = lambda request: (unwell,)
    waiting = Waits(package)

    async def run() -> list[Any]:
        async with package.AsyncHostile(
            base_url=server.url, clock=waiting.clock, timeout=None
        ) as client:
            calls = (client.things.get(str(number)) for number in range(CALLS))
            return await asyncio.gather(*calls, return_exceptions=True)

    outcomes = asyncio.run(run())
    assert {type(outcome) for outcome in outcomes} == {package.InternalServerError}
    assert len(server.received) == CALLS + BUDGET
    assert sum(outcome.attempts for outcome in outcomes) == CALLS + BUDGET


def test_copies_share_connections_and_budget(package: ModuleType, server: RawServer) -> None:
    server.behave = lambda request: (answer("{}", status="503 Service Unavailable"),)
    waiting = Waits(package)
    with package.Hostile(base_url=server.url, clock=waiting.clock, timeout=None) as client:
        for number in range(CALLS // 5):
            copy = client.with_options(headers={"X-Copy": str(number)})
            with pytest.raises(package.InternalServerError):
                copy.things.get("1")
    assert len(server.received) == CALLS // 5 + BUDGET
    assert server.connections == 1


def test_what_is_captured_is_ones_own(package: ModuleType, server: RawServer) -> None:
    server.behave = Moody()
    waiting = Waits(package)

    async def one(client: Any, number: int) -> list[str]:
        with client.capture() as responses:
            await client.things.get(str(number))
        return [re.sub(r".*/", "", response.url) for response in responses]

    async def run() -> list[list[str]]:
        async with package.AsyncHostile(
            base_url=server.url, clock=waiting.clock, timeout=None
        ) as client:
            return await asyncio.gather(*(one(client, number) for number in range(200)))

    assert asyncio.run(run()) == [[str(number)] for number in range(200)]
