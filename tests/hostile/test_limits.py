"""Servers that take all memory, or all time, of clients with default settings."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
import time
import tracemalloc
import zlib
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx2
import pytest

from support.raw_server import Behaviour, End, RawServer, Received, answer
from support.waits import Waits

from .api import Api

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
EVENTS = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"
HINT = b"HTTP/1.1 103 Early Hints\r\nX-A: " + b"b" * 2000 + b"\r\n\r\n"
GIB = 2**30


def endless(start: bytes, piece: bytes) -> Behaviour:
    """Answer with a piece again and again."""
    return lambda request: itertools.chain([start], itertools.repeat(piece))


@cache
def inflating(times: int) -> tuple[bytes, bytes]:
    """The beginning of zeros that are compressed several times, and what follows again and again."""
    start, block = b"", b"0" * 2**16
    for _ in range(times):
        packer = zlib.compressobj(wbits=31)
        start = packer.compress(start) + packer.flush(zlib.Z_FULL_FLUSH)
        block = packer.compress(block * 100) + packer.flush(zlib.Z_FULL_FLUSH)
    return start, block


def behave(request: Received) -> Iterable[bytes | End]:
    """Answer with what takes memory or time, by the name of the case."""
    case = request.target.rpartition("case=")[2]
    if case == "warm":
        return (answer("[]"),)
    if case == "endless":
        return itertools.chain([HEAD + b"\r\n["], itertools.repeat(b"1," * 10_000))
    if case == "slow":
        return slow()
    times = {"bomb": 1, "bomb twice": 2, "bomb%20twice": 2, "bomb+twice": 2}[case]
    coding = b"Content-Encoding: " + b", ".join([b"gzip"] * times)
    start, block = inflating(times)
    return itertools.chain([HEAD + coding + b"\r\n\r\n", start], itertools.repeat(block))


def slow() -> Iterator[bytes]:
    yield HEAD + b"\r\n["
    while True:
        time.sleep(0.5)
        yield b"1"


def with_little_memory(
    package: ModuleType, server: RawServer, *cases: str, megabytes: int, **options: Any
) -> tuple[list[list[str]], float]:
    """The errors of each case, with the synchronous and the asynchronous client, and the peak of the
    memory in megabytes."""
    server.behave = behave
    assert package.__file__ is not None
    folder = Path(package.__file__).parents[1]
    program = Path(__file__).with_name("limited.py")
    arguments = [folder, package.__name__, server.url, json.dumps(options), megabytes, *cases]
    done = subprocess.run(
        [sys.executable, program, *map(str, arguments)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    errors, peak = done.stdout.splitlines()
    return json.loads(errors), float(peak)


def test_defaults(api: Api) -> None:
    settings = api.client()._settings
    assert (settings.whole_response_bytes, settings.response_time) == (GIB, 600.0)
    assert (settings.max_response_bytes, settings.total_timeout) == (None, None)


@pytest.mark.parametrize("limit", [None, 5])
def test_options_replace_the_defaults(api: Api, limit: int | None) -> None:
    given = {"max_response_bytes": limit, "total_timeout": limit}
    client = api.client()
    for settings in (
        api.client(**given)._settings,
        client.with_options(**given)._settings,
        client._settings.of_call(api.package.RequestOptions(**given)),
    ):
        assert settings.whole_response_bytes == settings.max_response_bytes == limit
        assert (settings.response_time, settings.total_timeout) == (None, limit)


def test_with_little_memory(package: ModuleType, server: RawServer) -> None:
    cases = ("endless", "bomb", "bomb twice")
    errors, _ = with_little_memory(
        package, server, *cases, megabytes=128, max_response_bytes=32 * 2**20
    )
    for error in itertools.chain(*errors):
        assert error.startswith("ResponseTooLargeError: GET ")
        assert error.endswith("has more than 33554432 bytes (`max_response_bytes`)")


@pytest.mark.slow
@pytest.mark.parametrize("case", ["endless", "bomb", "bomb twice"])
def test_endless_with_the_default_limit(package: ModuleType, server: RawServer, case: str) -> None:
    errors, peak = with_little_memory(package, server, case, megabytes=1300)
    assert [error.partition(":")[0] for error in errors[0]] == ["ResponseTooLargeError"] * 2
    assert all(f"more than {GIB} bytes" in error for error in errors[0])
    assert peak < 1.2 * 1024


@pytest.mark.slow
def test_a_byte_each_half_second_with_the_default_limit(
    package: ModuleType, server: RawServer
) -> None:
    errors, _ = with_little_memory(package, server, "slow", megabytes=128)
    for error in errors[0]:
        assert error.startswith("APITimeoutError: GET ")
        assert error.endswith(
            "within 600 seconds of its first byte; `total_timeout` sets another limit"
        )


def test_tiny_chunks_take_no_more_than_their_size(api: Api) -> None:
    """A list of chunks would take twenty times as much."""
    count = 20_000

    class Chunks(httpx2.SyncByteStream, httpx2.AsyncByteStream):
        def __iter__(self) -> Iterator[bytes]:
            return (b"%02d" % (number % 100) for number in range(count))

        async def __aiter__(self) -> AsyncIterator[bytes]:
            for chunk in self:
                yield chunk

    transport = httpx2.MockTransport(lambda request: httpx2.Response(200, stream=Chunks()))

    def use(client: Any) -> Any:
        return client.things.get_file()

    api.call(use, transport=transport)
    tracemalloc.start()
    try:
        assert len(api.call(use, transport=transport)) == 2 * count
        assert tracemalloc.get_traced_memory()[1] < 12 * count
    finally:
        tracemalloc.stop()


TRICKLES: dict[str, Behaviour] = {
    "a body": endless(HEAD + b"\r\n[", b"1,"),
    "chunks": endless(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"2\r\n1,\r\n"),
    "hints": endless(b"", HINT),
    "hints at first": endless(b"HTTP/1.1 100 Continue\r\n\r\n", HINT),
}


@pytest.mark.parametrize("name", TRICKLES)
@pytest.mark.parametrize("is_first", [True, False], ids=["first", "again"])
def test_a_response_without_end_ends_after_ten_minutes(
    api: Api, server: RawServer, name: str, is_first: bool
) -> None:
    """By the clock of the client, on new connections and on those that are used again."""
    waiting = Waits(api.package, tick=50.0)

    def sync(client: Any) -> None:
        if not is_first:
            client.things.get_file()
        server.behave = TRICKLES[name]
        client.things.get_anything()

    async def both(client: Any) -> None:
        if not is_first:
            await client.things.get_file()
        server.behave = TRICKLES[name]
        await client.things.get_anything()

    with pytest.raises(
        api.package.APITimeoutError, match=r"600 seconds.*`total_timeout`"
    ) as caught:
        api.call(both if api.is_async else sync, clock=waiting.clock)
    assert caught.value.attempts == 1  # what took so long once is not tried again
    assert waiting.waits == []
    server.wait()


@pytest.mark.parametrize("path", ["watch_events", "get_file_stream"])
def test_the_headers_of_a_stream_end_after_ten_minutes(
    api: Api, server: RawServer, path: str
) -> None:
    server.behave = TRICKLES["hints"]
    waiting = Waits(api.package, tick=50.0)
    with pytest.raises(api.package.APITimeoutError, match="600 seconds"):
        api.call(lambda client: getattr(client.things, path)(), clock=waiting.clock)


def test_the_error_in_place_of_a_stream_ends_after_ten_minutes(api: Api, server: RawServer) -> None:
    for start in (HEAD, HEAD.replace(b"200 OK", b"400 Bad Request")):
        server.behave = endless(start + b"\r\n[", b"1,")
        waiting = Waits(api.package, tick=50.0)
        with pytest.raises(api.package.APITimeoutError, match="600 seconds"):
            api.call(lambda client: client.things.watch_events(), clock=waiting.clock)


def test_streams_and_downloads_have_no_limit_of_their_own(api: Api, server: RawServer) -> None:
    events = b'data: {"id":1,"name":"n"}\n\n' * 1000
    server.behave = lambda request: (
        (EVENTS, events, End.CLOSE)
        if request.target == "/events"
        else (answer(b"x" * 500_000, content_type="application/octet-stream"),)
    )
    waiting = Waits(api.package, tick=100.0)

    async def use(client: Any) -> None:
        client._settings = replace(client._settings, whole_response_bytes=10)
        stream = await api.of(client.things.watch_events())
        assert len(await api.items(stream)) == 1000
        download = await api.of(client.things.get_file_stream())
        assert len(await api.of(download.read())) == 500_000
        with pytest.raises(api.package.ResponseTooLargeError):
            await api.of(client.things.get_file())

    api.run(use, clock=waiting.clock)


def test_what_is_not_receiving_does_not_count(api: Api, server: RawServer) -> None:
    """Waiting for retries, and for the first byte."""
    answers = [answer("{}", "Retry-After: 59", status="503 Oops")] * 12 + [answer("[]")]
    server.behave = lambda request: (answers[len(server.received) - 1],)
    waiting = Waits(api.package)
    assert (
        api.call(lambda client: client.things.get_anything(), clock=waiting.clock, retries=12) == []
    )
    assert sum(waiting.waits) > 600


def test_all_responses_of_a_call_have_ten_minutes_together(api: Api, server: RawServer) -> None:
    """Redirects and retries begin no new ones."""
    body = answer(b"x" * 200, "Location: /anything", status="307 Temporary Redirect")
    server.behave = lambda request: (body[index : index + 1] for index in range(len(body)))
    waiting = Waits(api.package, tick=60.0)
    with pytest.raises(api.package.APITimeoutError, match="600 seconds"):
        api.call(lambda client: client.things.get_anything(), clock=waiting.clock)
    assert len(server.received) < 10


@pytest.mark.parametrize("name", ["a body", "hints"])
def test_an_identity_provider_has_ten_minutes(api: Api, server: RawServer, name: str) -> None:
    server.behave = TRICKLES[name]
    waiting = Waits(api.package, tick=50.0)
    with pytest.raises(api.package.APITimeoutError, match="600 seconds"):
        api.call(
            lambda client: client.secured.get_by_oauth(),
            clock=waiting.clock,
            client_id="i",
            client_secret="s",
        )


@pytest.mark.parametrize("coding", ["gzip, gzip", "br", "zstd", "deflate, identity", "gzip", ""])
def test_a_library_that_decompresses_at_once_gets_small_pieces(
    package: ModuleType, monkeypatch: pytest.MonkeyPatch, coding: str
) -> None:
    """As httpx does, other than httpx2."""
    http: Any = sys.modules[f"{package.__name__}._runtime.http"]
    monkeypatch.setattr(http, "_DECOMPRESSES_AT_ONCE", True)

    def stream() -> Any:
        return httpx2.Response(
            200, headers={"Content-Encoding": coding}, content=iter([b"x" * 5000] * 2)
        )

    response = stream()
    http.limit_decompression(response)
    pieces: Callable[[], list[bytes]] = lambda: list(response.stream)  # noqa: E731
    if "," in coding and "identity" not in coding:
        with pytest.raises(httpx2.DecodingError):
            pieces()
        return
    found = pieces()
    assert sum(map(len, found)) == 10_000
    sizes = {"br": 64, "zstd": 64, "": 5000}
    assert max(map(len, found)) == sizes.get(coding, 4096)
