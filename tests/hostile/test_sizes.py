"""Answers without end: too large, too slow, blown up by compression."""

from __future__ import annotations

import gzip
import itertools
import time
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import httpx2
import pytest

from support.raw_server import End, RawServer, always, answer
from support.waits import Waits

from .api import Api

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
MEGABYTE = 1_000_000


@cache
def deflated(size: int) -> bytes:
    return zlib.compress(b"0" * size)


@cache
def squeezed(size: int, times: int = 1) -> bytes:
    data = b"0" * size
    for _ in range(times):
        data = gzip.compress(data)
    return data


@pytest.mark.parametrize(
    ("compress", "coding"),
    [
        (lambda: squeezed(200 * MEGABYTE), "gzip"),
        (lambda: squeezed(200 * MEGABYTE, 2), "gzip, gzip"),
        (lambda: deflated(200 * MEGABYTE), "deflate"),
        (lambda: b"0" * (2 * MEGABYTE), "identity"),
    ],
    ids=["gzip", "gzip twice", "deflate", "as it is"],
)
@pytest.mark.parametrize("status", ["200 OK", "400 Bad Request"])
def test_more_than_is_allowed(
    api: Api, server: RawServer, compress: Callable[[], bytes], coding: str, status: str
) -> None:
    data = compress()
    assert len(data) <= 2 * MEGABYTE
    server.behave = always(answer(data, f"Content-Encoding: {coding}", status=status))
    with pytest.raises(api.package.ResponseTooLargeError) as caught:
        api.call(lambda client: client.things.get("1"), max_response_bytes=MEGABYTE)
    assert caught.value.status_code == int(status[:3])
    assert caught.value.attempts == 1


@pytest.mark.parametrize("call", ["watch_events", "get_file_stream"])
@pytest.mark.parametrize("status", ["200 OK", "400 Bad Request", "302 Found"])
def test_answers_that_are_not_read_bit_by_bit(
    api: Api, server: RawServer, call: str, status: str
) -> None:
    """An error in place of a stream or a download, and a document in place of a stream."""
    bomb = answer(squeezed(50 * MEGABYTE), "Content-Encoding: gzip", status=status)
    server.behave = always(bomb)

    async def use(client: Any) -> None:
        opened = await api.of(getattr(client.things, call)())
        await api.of(opened.read())

    with pytest.raises(api.package.ResponseTooLargeError) as caught:
        api.run(use, max_response_bytes=MEGABYTE)
    assert caught.value.status_code == int(status[:3])
    server.wait()
    assert server.open_connections == 0


def test_just_what_is_allowed(api: Api, server: RawServer) -> None:
    text = '{"id":1,"name":"n"}'
    packed = gzip.compress(text.encode())
    server.behave = always(answer(packed, "Content-Encoding: gzip"))
    thing = api.call(lambda client: client.things.get("1"), max_response_bytes=len(text))
    assert thing.id == 1


@pytest.mark.parametrize(
    ("data", "coding"),
    [
        (b"no gzip", "gzip"),
        (squeezed(1000)[:-12], "gzip"),
        (b"\x00" * 10, "deflate"),
        (gzip.compress(b"no gzip"), "gzip, gzip"),
    ],
    ids=["no gzip", "cut", "no deflate", "once and not twice"],
)
def test_what_cannot_be_unpacked(api: Api, server: RawServer, data: bytes, coding: str) -> None:
    server.behave = always(answer(data, f"Content-Encoding: {coding}"))
    with pytest.raises(api.package.DecodeError):
        api.call(lambda client: client.things.get("1"))
    assert len(server.received) == 1


@pytest.mark.parametrize("coding", ["compress", "x", "", ",", ", ".join(["x"] * 999)])
def test_codings_that_nobody_knows(api: Api, server: RawServer, coding: str) -> None:
    server.behave = always(answer('{"id":1,"name":"n"}', f"Content-Encoding: {coding}"))
    assert api.call(lambda client: client.things.get("1")).id == 1


def endless(start: bytes, piece: bytes) -> Any:
    def behave(request: object) -> Iterator[bytes]:
        return itertools.chain([start], itertools.repeat(piece))

    return behave


def slow(start: bytes, piece: bytes) -> Any:
    def behave(request: object) -> Iterator[bytes]:
        yield start
        while True:
            time.sleep(0.01)
            yield piece

    return behave


CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize(
    ("start", "piece"),
    [
        (HEAD + b"\r\n[", b"1," * 1000),
        (CHUNKED, b"2\r\n1,\r\n" * 1000),
        (HEAD + b"Content-Length: 99999999999999999\r\n\r\n[", b"1," * 1000),
    ],
    ids=["until the end", "chunked", "with a length"],
)
def test_endless(api: Api, server: RawServer, start: bytes, piece: bytes) -> None:
    server.behave = endless(start, piece)
    with pytest.raises(api.package.ResponseTooLargeError):
        api.call(lambda client: client.things.get_anything(), max_response_bytes=MEGABYTE // 20)
    waiting = Waits(api.package, tick=1.0)
    with pytest.raises(api.package.APITimeoutError):
        api.call(
            lambda client: client.things.get_anything(), clock=waiting.clock, total_timeout=100
        )


@pytest.mark.parametrize(
    "behave",
    [
        slow(HEAD, b"X"),
        slow(HEAD + b"\r\n[", b"1"),
        slow(b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 103 Early Hints\r\nX-A: b\r\n\r\n"),
        slow(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        always(End.HANG),
        always(HEAD, End.HANG),
        always(answer("[", length=5), End.HANG),
    ],
    ids=["head", "body", "hints", "go on", "silence", "half a head", "half a body"],
)
@pytest.mark.parametrize("is_first", [True, False], ids=["first", "again"])
def test_a_call_ends_in_time(api: Api, server: RawServer, behave: Any, is_first: bool) -> None:
    """However slowly bytes come, and on whatever connection."""
    options = api.package.RequestOptions(total_timeout=0.15)

    def sync(client: Any) -> None:
        if not is_first:
            client.things.get_file()
        server.behave = behave
        client.things.get_anything(options=options)

    async def both(client: Any) -> None:
        if not is_first:
            await client.things.get_file()
        server.behave = behave
        await client.things.get_anything(options=options)

    with pytest.raises(api.package.APITimeoutError) as caught:
        api.call(both if api.is_async else sync)
    assert caught.value.attempts <= 1  # none where the time is over before
    server.wait()


@pytest.mark.parametrize("behave", [always(End.HANG), always(answer("[", length=5), End.HANG)])
def test_a_step_ends_in_time(api: Api, server: RawServer, behave: Any) -> None:
    server.behave = behave
    with pytest.raises(api.package.APITimeoutError) as caught:
        api.call(
            lambda client: client.things.create(name="n"),
            timeout=httpx2.Timeout(None, read=0.05),
        )
    assert caught.value.attempts == 1


def test_a_body_that_nobody_takes(api: Api, server: RawServer) -> None:
    """A server that answers early and closes: its answer counts."""
    refused = answer('{"message":"too large"}', status="413 Content Too Large")
    server.behave = always(refused, End.CLOSE)
    server.reads_bodies = False
    with pytest.raises(api.package.APIError):
        api.call(lambda client: client.things.replace("1", body=b"x" * (20 * MEGABYTE)))
