"""The other kind of event loop: the same calls, waits, cancellations and ends."""

from __future__ import annotations

import threading
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import trio

from support.calls import poll
from support.raw_server import End, RawServer, Received, always, answer, in_turn
from support.waits import Waits, passing

from .leaks import needs_proc, nothing_left
from .test_load import CALLS, Moody
from .test_reading import DATA, FEW, Fragile, unending

pytestmark = needs_proc


def run(package: ModuleType, use: Callable[[Any], Awaitable[Any]], **options: Any) -> Any:
    """What a coroutine returns that uses a new client."""

    async def main() -> Any:
        async with package.AsyncHostile(**options) as client:
            return await use(client)

    return trio.run(main)


def test_a_thousand_tasks(package: ModuleType, server: RawServer) -> None:
    server.behave = moody = Moody()
    waiting = Waits(package)
    found: dict[int, int] = {}

    async def use(client: Any) -> None:
        async def one(number: int) -> None:
            found[number] = (await client.things.get(str(number))).id

        async with trio.open_nursery() as nursery:
            for number in range(CALLS):
                nursery.start_soon(one, number)

    with nothing_left(server):
        run(package, use, base_url=server.url, clock=waiting.clock, timeout=None)
    assert found == {number: number for number in range(CALLS)}
    assert sum(moody.seen.values()) == CALLS + CALLS // 10
    assert len(waiting.waits) == CALLS // 10


@pytest.mark.parametrize("total_timeout", [None, 60.0])
@pytest.mark.parametrize(
    "path", ["anything", "events", "file"], ids=["an answer", "a stream", "a download"]
)
def test_cancelled_at_once(
    package: ModuleType, server: RawServer, path: str, total_timeout: float | None
) -> None:
    """The connection is closed by then, and nothing is asked for again."""
    arrived = threading.Event()

    def behave(request: Received) -> Iterable[bytes | End]:
        arrived.set()
        return (End.HANG,) if path == "anything" else unending(request)

    server.behave = behave

    async def read(client: Any) -> None:
        if path == "anything":
            await client.things.get_anything()
        elif path == "events":
            async for _ in await client.things.watch_events():
                pass
        else:
            await (await client.things.get_file_stream()).read()

    async def use(client: Any) -> None:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(read, client)
            await trio.to_thread.run_sync(arrived.wait, 30)
            await trio.sleep(0.01)
            nursery.cancel_scope.cancel()
        await trio.to_thread.run_sync(server.wait)
        assert len(server.received) == 1
        server.behave = always(answer("[]"))
        assert await client.things.get_anything() == []

    with nothing_left(server):
        run(package, use, base_url=server.url, total_timeout=total_timeout)


def test_cancelled_while_a_retry_is_awaited(package: ModuleType, server: RawServer) -> None:
    server.behave = always(answer("{}", "Retry-After: 50", status="503 Service Unavailable"))

    scope = trio.CancelScope()

    async def asleep(seconds: float) -> None:
        scope.cancel()
        await trio.sleep(seconds)

    async def use(client: Any) -> None:
        with scope:
            await client.things.get_anything()
        assert scope.cancelled_caught

    with nothing_left(server):
        run(package, use, base_url=server.url, clock=package.Clock(asleep=asleep))
    assert len(server.received) == 1


def test_time_runs_out(package: ModuleType, server: RawServer) -> None:
    server.behave = always(End.HANG)

    async def use(client: Any) -> None:
        with pytest.raises(package.APITimeoutError, match=r"0\.05 seconds in all"):
            await client.things.get_anything()

    with nothing_left(server):
        run(package, use, base_url=server.url, total_timeout=0.05)


def test_time_runs_out_in_a_stream(package: ModuleType, server: RawServer) -> None:
    server.behave = unending
    seen: list[int] = []

    async def read(stream: Any) -> None:
        async for thing in stream:
            seen.append(thing.id)

    async def use(client: Any) -> None:
        stream = await client.things.watch_events()
        with pytest.raises(package.APITimeoutError, match="300 seconds in all"):
            await read(stream)

    with nothing_left(server):
        clock = passing(package, lambda: bool(seen))
        run(package, use, base_url=server.url, clock=clock, timeout=None, total_timeout=300.0)
    assert seen


def test_left_early(package: ModuleType, server: RawServer) -> None:
    """By a block or by hand; what is forgotten is closed by the event loop of asyncio alone."""
    server.behave = unending

    async def read(client: Any, way: int) -> None:
        if way % 3 == 0:
            async with client.things.watch_events() as stream:
                assert (await anext(stream)).id == 1
        elif way % 3 == 1:
            async with client.things.get_file_stream() as download:
                with trio.move_on_after(0.01):
                    await download.read()
        else:
            await (await client.things.watch_events()).aclose()

    async def use(client: Any) -> None:
        async with trio.open_nursery() as nursery:
            for way in range(60):
                nursery.start_soon(read, client, way)
        assert await client.things.get_anything() == []

    with nothing_left(server):
        run(package, use, base_url=server.url, limits=FEW, timeout=None)


def test_broken_connections(package: ModuleType, server: RawServer, tmp_path: Path) -> None:
    server.behave = fragile = Fragile()
    waiting = Waits(package)

    async def use(client: Any) -> None:
        async with client.things.watch_events() as stream:
            assert [thing.id async for thing in stream] == [1, 2, 3, 4]
        async with client.things.get_file_stream() as download:
            assert (await download.save(tmp_path / "data")).read_bytes() == DATA

    with nothing_left(server):
        run(package, use, base_url=server.url, clock=waiting.clock)
    assert fragile.cuts == len(waiting.waits) == 4


def test_pages_and_operations_that_take_long(package: ModuleType, server: RawServer) -> None:
    waiting = Waits(package)
    server.behave = in_turn(
        answer('{"data":[{"id":1,"name":"n"}],"next_cursor":"c"}'),
        answer('{"data":[{"id":2,"name":"n"}]}'),
        answer("", "Location: /jobs/1", status="202 Accepted"),
        answer("", status="202 Accepted"),
        answer('{"id":3,"name":"n"}'),
    )

    async def use(client: Any) -> None:
        assert [thing.id async for thing in client.things.list()] == [1, 2]
        with client.capture() as responses:
            await client.request_raw("POST", "/exports")
        thing = await poll(client, responses[-1], package.models.Thing)
        assert thing.id == 3

    with nothing_left(server):
        run(package, use, base_url=server.url, clock=waiting.clock)
    assert waiting.waits == [1.0, 1.5]


def test_uploads(package: ModuleType, server: RawServer, tmp_path: Path) -> None:
    path = tmp_path / "data"
    path.write_bytes(DATA)
    server.behave = in_turn(
        answer("{}", status="503 Service Unavailable"), answer(status="204 No Content")
    )
    waiting = Waits(package)

    async def use(client: Any) -> None:
        await client.things.replace("1", body=path)

    with nothing_left(server):
        run(package, use, base_url=server.url, clock=waiting.clock)
    assert [each.body for each in server.received] == [DATA] * 2
