"""Many streams and downloads at once, left early, given up, forgotten: connections come back."""

from __future__ import annotations

import asyncio
import gc
import random
import threading
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx2
import pytest

from support.raw_server import Behaviour, End, RawServer, Received, answer
from support.waits import Waits

from .leaks import needs_proc, nothing_left

pytestmark = needs_proc

FEW = httpx2.Limits(max_connections=5, max_keepalive_connections=5)
"""Connections; one that does not come back is soon missed."""

EVENTS = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
DATA = bytes(range(256)) * 2000
FILE = (
    "HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nAccept-Ranges: bytes\r\n"
    f'ETag: "v1"\r\nContent-Length: {len(DATA)}\r\n\r\n'
).encode()
BUDGET = 100
"""Tries that a client can pay for when nothing comes of them."""


def event(number: int) -> bytes:
    data = f'id: {number}\ndata: {{"id":{number},"name":"n"}}\n\n'.encode()
    return b"%x\r\n%b\r\n" % (len(data), data)


def unending(request: Received) -> Iterable[bytes | End]:
    """Streams and files that begin, and never end."""
    if request.target == "/events":
        return (EVENTS, event(1), event(2), End.HANG)
    if request.target == "/file":
        return (FILE, DATA[:1000], End.HANG)
    return (answer("[]"),)


def ending(is_closed: threading.Event) -> Behaviour:
    """Streams and files that begin, and end when the client has closed them."""

    def behave(request: Received) -> Iterable[bytes | End]:
        for piece in unending(request):
            if piece is End.HANG:
                is_closed.wait()
                yield End.CLOSE
            else:
                yield piece

    return behave


async def read_a_bit(client: Any, way: int) -> None:
    """One of the ways to leave a stream or a download before its end."""
    match way % 7:
        case 0:
            async with client.things.watch_events() as stream:
                assert (await anext(stream)).id == 1
        case 1:
            async with client.things.get_file_stream() as download:
                async for _ in download.iter_bytes():
                    break
        case 2:
            stream = await client.things.watch_events()
            await stream.aclose()
        case 3:
            download = await client.things.get_file_stream()
            await download.aclose()
        case 4:  # forgotten in the middle
            async for _ in await client.things.watch_events():
                break
        case 5:  # forgotten at once
            await client.things.get_file_stream()
        case 6:
            download = await client.things.get_file_stream()
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.01):
                    await download.read()


def test_tasks_that_leave_early(package: ModuleType, server: RawServer) -> None:
    server.behave = unending

    async def run() -> None:
        options = {"base_url": server.url, "limits": FEW, "timeout": None}
        async with package.AsyncHostile(**options) as client:
            await asyncio.gather(*(read_a_bit(client, way) for way in range(140)))
            assert await asyncio.gather(*(client.things.get_anything() for _ in range(20))) == (
                [[]] * 20
            )
        assert asyncio.all_tasks() == {asyncio.current_task()}

    with nothing_left(server):
        asyncio.run(run())
        gc.collect()


def test_threads_that_leave_early(package: ModuleType, server: RawServer) -> None:
    server.behave = unending

    def read(way: int) -> None:
        match way % 5:
            case 0:
                with client.things.watch_events() as stream:
                    assert next(stream).id == 1
            case 1:
                with client.things.get_file_stream() as download:
                    for _ in download.iter_bytes():
                        break
            case 2:
                client.things.get_file_stream().close()
            case 3:
                for _ in client.things.watch_events():
                    break
            case 4:
                client.things.get_file_stream()

    with nothing_left(server):
        options = {"base_url": server.url, "limits": FEW, "timeout": None}
        with package.Hostile(**options) as client:
            with ThreadPoolExecutor(50) as threads:
                list(threads.map(read, range(500)))
            assert client.things.get_anything() == []


def test_tasks_that_are_cancelled_anywhere(package: ModuleType, server: RawServer) -> None:
    """At whatever moment: while a connection is awaited, an answer, its content, a retry."""
    chance = random.Random(7)

    def behave(request: Received) -> Iterable[bytes | End]:
        if request.target == "/anything":
            return (answer("{}", "Retry-After: 0.01", status="503 Service Unavailable"),)
        return unending(request)

    server.behave = behave

    async def forever(client: Any, way: int) -> None:
        while True:
            if way % 3 == 0:
                with pytest.raises(package.InternalServerError):
                    await client.things.get_anything()
            elif way % 3 == 1:
                async with client.things.watch_events() as stream:
                    async for _ in stream:
                        pass
            else:
                async with client.things.get_file_stream() as download:
                    await download.read()

    async def run() -> None:
        async with package.AsyncHostile(base_url=server.url, limits=FEW, timeout=None) as client:
            tasks = []
            for way in range(150):
                tasks.append(asyncio.create_task(forever(client, way)))
                await asyncio.sleep(0)
            while tasks:
                for _ in range(chance.randrange(20)):
                    await asyncio.sleep(0)
                task = tasks.pop(chance.randrange(len(tasks)))
                task.cancel()
                with pytest.raises(asyncio.CancelledError):
                    await task
            server.behave = unending
            outcomes = await asyncio.gather(*(client.things.get_anything() for _ in range(20)))
            assert outcomes == [[]] * 20

    with nothing_left(server):
        asyncio.run(run())


class Fragile:
    """A file and a stream whose connections break at first, as often as a client has tries."""

    def __init__(self) -> None:
        self.cuts = 0

    def __call__(self, request: Received) -> Iterable[bytes | End]:
        if request.target == "/events":
            last = int(request.header("Last-Event-ID") or 0)
            if last >= 3:
                return (EVENTS, event(4), b"0\r\n\r\n")
            self.cuts += 1
            return (EVENTS, event(last + 1), End.RESET if last % 2 else End.CLOSE)
        asked = request.header("Range")
        if asked is None:
            self.cuts += 1
            return (FILE, DATA[:70_000], End.CLOSE)
        start = int(asked[6:-1])
        told = f"Content-Range: bytes {start}-{len(DATA) - 1}/{len(DATA)}"
        return (answer(DATA[start:], told, 'ETag: "v1"', status="206 Partial Content"),)


def test_broken_connections_of_many_tasks(
    package: ModuleType, server: RawServer, tmp_path: Path
) -> None:
    server.behave = fragile = Fragile()
    waiting = Waits(package)

    async def read(client: Any, number: int) -> Any:
        if number % 2:
            async with client.things.watch_events() as stream:
                return [thing.id async for thing in stream]
        async with client.things.get_file_stream() as download:
            return (await download.save(tmp_path / str(number))).read_bytes() == DATA

    async def run() -> list[Any]:
        async with package.AsyncHostile(
            base_url=server.url, clock=waiting.clock, timeout=None
        ) as client:
            return await asyncio.gather(*(read(client, number) for number in range(40)))

    with nothing_left(server):
        assert asyncio.run(run()) == [True, [1, 2, 3, 4]] * 20
    assert fragile.cuts == len(waiting.waits) == 20 * 3 + 20
    assert len(list(tmp_path.iterdir())) == 20


def test_broken_connections_of_many_threads(
    package: ModuleType, server: RawServer, tmp_path: Path
) -> None:
    server.behave = fragile = Fragile()
    waiting = Waits(package)

    def read(number: int) -> Any:
        if number % 2:
            with client.things.watch_events() as stream:
                return [thing.id for thing in stream]
        with client.things.get_file_stream() as download:
            return download.save(tmp_path / str(number)).read_bytes() == DATA

    with (
        nothing_left(server),
        package.Hostile(base_url=server.url, clock=waiting.clock, timeout=None) as client,
        ThreadPoolExecutor(20) as threads,
    ):
        assert list(threads.map(read, range(40))) == [True, [1, 2, 3, 4]] * 20
    assert fragile.cuts == len(waiting.waits) == 20 * 3 + 20
    assert len(list(tmp_path.iterdir())) == 20


def test_tries_of_readers_are_paid_for_together(package: ModuleType, server: RawServer) -> None:
    """A service whose streams break at once for all is not asked for ever more."""
    server.behave = lambda request: (EVENTS, End.CLOSE)
    waiting = Waits(package)

    async def read(client: Any) -> str:
        try:
            async for _ in await client.things.watch_events():
                pass
        except package.APIConnectionLostError as error:
            return type(error).__name__
        return "end"

    async def run() -> list[str]:
        async with package.AsyncHostile(
            base_url=server.url, clock=waiting.clock, timeout=None
        ) as client:
            return await asyncio.gather(*(read(client) for _ in range(300)))

    with nothing_left(server):
        assert set(asyncio.run(run())) == {"APIConnectionLostError"}
    assert len(server.received) == 300 + BUDGET


@pytest.mark.parametrize("kind", ["stream", "download"])
def test_closed_by_another_thread(package: ModuleType, server: RawServer, kind: str) -> None:
    """What waits for more of it ends with its connection, and does not connect anew."""
    is_closed = threading.Event()
    server.behave = ending(is_closed)
    is_begun = threading.Event()
    seen: list[Any] = []

    def read() -> None:
        for piece in reading if kind == "stream" else reading.iter_bytes():
            seen.append(piece)
            is_begun.set()

    with (
        nothing_left(server),
        package.Hostile(base_url=server.url, timeout=None) as client,
        ThreadPoolExecutor(1) as threads,
    ):
        things = client.things
        reading = things.watch_events() if kind == "stream" else things.get_file_stream()
        outcome = threads.submit(read)
        assert is_begun.wait(30)
        reading.close()
        is_closed.set()
        error = outcome.exception(30)
    assert (
        error is None if kind == "stream" else isinstance(error, (package.APIError, RuntimeError))
    )
    assert seen
    assert len(server.received) == 1


@pytest.mark.parametrize("kind", ["stream", "download"])
def test_closed_by_another_task(package: ModuleType, server: RawServer, kind: str) -> None:
    is_closed = threading.Event()
    server.behave = ending(is_closed)
    seen: list[Any] = []

    async def run() -> BaseException | None:
        is_begun = asyncio.Event()

        async def read() -> None:
            async for piece in reading if kind == "stream" else reading.iter_bytes():
                seen.append(piece)
                is_begun.set()

        async with package.AsyncHostile(base_url=server.url, timeout=None) as client:
            things = client.things
            opening = things.watch_events() if kind == "stream" else things.get_file_stream()
            reading = await opening
            task = asyncio.create_task(read())
            await is_begun.wait()
            await reading.aclose()
            is_closed.set()
            return (await asyncio.gather(task, return_exceptions=True))[0]

    with nothing_left(server):
        error = asyncio.run(run())
    assert (
        error is None if kind == "stream" else isinstance(error, (package.APIError, RuntimeError))
    )
    assert seen
    assert len(server.received) == 1
