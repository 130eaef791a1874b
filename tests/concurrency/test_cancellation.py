"""Calls that are given up: at once, without another try, and with nothing left open."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterable
from types import ModuleType
from typing import Any

import pytest

from support.raw_server import End, RawServer, Received, always, answer

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n"


def arriving(server: RawServer, *pieces: bytes | End) -> threading.Event:
    """An event that is set when a request has come, which is answered so."""
    arrived = threading.Event()

    def behave(request: Received) -> Iterable[bytes | End]:
        arrived.set()
        return pieces

    server.behave = behave
    return arrived


@pytest.mark.parametrize("pieces", [(End.HANG,), (HEAD + b"[", End.HANG)], ids=["head", "body"])
@pytest.mark.parametrize("total_timeout", [None, 60.0])
def test_while_an_answer_is_awaited(
    package: ModuleType, server: RawServer, pieces: tuple[bytes | End, ...], total_timeout: Any
) -> None:
    arrived = arriving(server, *pieces)

    async def run() -> None:
        options = {"base_url": server.url, "total_timeout": total_timeout}
        async with package.AsyncHostile(**options) as client:
            task = asyncio.create_task(client.things.get_anything())
            await asyncio.to_thread(arrived.wait, 30)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            await asyncio.to_thread(server.wait)  # the connection is closed already
            assert len(server.received) == 1
            server.behave = always(answer("[]"))
            assert await client.things.get_anything() == []

    asyncio.run(run())
    assert len(server.received) == 2


def test_while_a_retry_is_awaited(package: ModuleType, server: RawServer) -> None:
    server.behave = always(answer("{}", "Retry-After: 50", status="503 Service Unavailable"))

    async def run() -> None:
        waits = asyncio.Event()

        async def asleep(seconds: float) -> None:
            waits.set()
            await asyncio.sleep(seconds)

        clock = package.Clock(asleep=asleep)
        async with package.AsyncHostile(base_url=server.url, clock=clock) as client:
            task = asyncio.create_task(client.things.get_anything())
            await waits.wait()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

    asyncio.run(run())
    assert len(server.received) == 1
    server.wait()


def test_a_timeout_of_the_caller_is_not_ours(package: ModuleType, server: RawServer) -> None:
    arrived = arriving(server, End.HANG)

    async def until_it_arrives(client: Any, limit: asyncio.Timeout) -> None:
        async def expire() -> None:
            await asyncio.to_thread(arrived.wait)
            limit.reschedule(asyncio.get_running_loop().time())

        async with limit:
            expiring = asyncio.create_task(expire())
            await client.things.get_anything()
            await expiring

    async def run() -> None:
        async with package.AsyncHostile(base_url=server.url) as client:
            with pytest.raises(TimeoutError):
                await until_it_arrives(client, asyncio.timeout(None))

    asyncio.run(run())
    assert len(server.received) == 1


def test_many_at_once(package: ModuleType, server: RawServer) -> None:
    """Calls that wait for a connection are given up, too, and the pool is as good as new."""
    server.behave = always(End.HANG)

    async def run() -> None:
        async with package.AsyncHostile(base_url=server.url, timeout=None) as client:
            tasks = [asyncio.create_task(client.things.get_anything()) for _ in range(300)]
            while len(server.received) < 100:
                await asyncio.sleep(0)
            for task in tasks:
                task.cancel()
            outcomes = await asyncio.gather(*tasks, return_exceptions=True)
            assert {type(outcome) for outcome in outcomes} == {asyncio.CancelledError}
            server.behave = always(answer("[]"))
            calls = (client.things.get_anything() for _ in range(300))
            assert await asyncio.gather(*calls) == [[]] * 300

    asyncio.run(run())
    server.wait()
    assert server.open_connections == 0


@pytest.mark.parametrize("where", ["clock", "hook"])
def test_an_interrupt_of_the_user(package: ModuleType, server: RawServer, where: str) -> None:
    """Ctrl+C while a retry is awaited, or in code of the user's own."""
    server.behave = always(answer("{}", status="503 Service Unavailable"))

    def interrupt(_: Any) -> None:
        raise KeyboardInterrupt

    interrupts: dict[str, Callable[[], dict[str, Any]]] = {
        "clock": lambda: {"clock": package.Clock(sleep=interrupt)},
        "hook": lambda: {"hooks": package.Hooks(response=interrupt)},
    }
    with package.Hostile(base_url=server.url, **interrupts[where]()) as client:
        with pytest.raises(KeyboardInterrupt):
            client.things.get_anything()
        assert len(server.received) == 1
    server.wait()
    assert server.open_connections == 0
