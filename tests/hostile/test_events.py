"""Server-sent events that are cut, endless, or no events: gone on with where that is safe, else a
typed error; the connection is released in any case."""

from __future__ import annotations

import gzip
import itertools
from collections.abc import Iterable, Iterator
from typing import Any

import httpx2
import pytest

from support.raw_server import End, RawServer, Received, always, answer, in_turn
from support.waits import Waits

from .api import Api

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
UNTIL_CLOSED = HEAD + b"Connection: close\r\n\r\n"
MEGABYTE = 1_000_000


def chunk(data: bytes) -> bytes:
    return b"%x\r\n%b\r\n" % (len(data), data)


def event(number: int, *, with_id: bool = True) -> bytes:
    told = f"id: {number}\n" if with_id else ""
    return f'{told}data: {{"id":{number},"name":"n"}}\n\n'.encode()


def watch(api: Api, reconnect: bool | None = None, **options: Any) -> tuple[list[int], Any]:
    """The ids of the events that come, and the error that ends them, if any."""
    seen: list[int] = []

    async def use(client: Any) -> Exception | None:
        each = api.package.RequestOptions(reconnect=reconnect)
        try:
            stream = await api.of(client.things.watch_events(options=each))
            if api.is_async:
                async for thing in stream:
                    seen.append(thing.id)
            else:
                for thing in stream:
                    seen.append(thing.id)
        except api.package.APIError as error:
            return error  # type: ignore[no-any-return]
        return None

    error = api.run(use, **{"clock": Waits(api.package).clock, **options})
    api.server.wait()
    assert api.server.open_connections == 0
    return seen, error


def ids(server: RawServer) -> list[str | None]:
    """`Last-Event-ID` of each request."""
    return [each.header("Last-Event-ID") for each in server.received]


# --- cut --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("end", [End.CLOSE, End.RESET])
@pytest.mark.parametrize(
    "cut",
    [b"", b"id: 2\n", b'id: 2\ndata: {"id":2,', b"retry: 5\n: ", b"\xff\xfe", b"data: {}\r"],
    ids=["between", "behind an id", "in data", "in a comment", "in no text", "behind a CR"],
)
def test_cut(api: Api, server: RawServer, end: End, cut: bytes) -> None:
    """What is cut is dropped; the stream goes on behind the last whole event."""
    pieces = [chunk(cut)] if cut else []
    server.behave = in_turn(
        always(CHUNKED, chunk(event(1)), *pieces, end),
        always(CHUNKED, chunk(event(2) + event(3)), b"0\r\n\r\n"),
    )
    assert watch(api) == ([1, 2, 3], None)
    assert ids(server) == [None, "1"]


@pytest.mark.parametrize("end", [End.CLOSE, End.RESET])
def test_cut_in_a_chunk(api: Api, server: RawServer, end: End) -> None:
    server.behave = in_turn(
        always(CHUNKED, chunk(event(1)), b"ff\r\nid: 2\nda", end),
        always(CHUNKED, chunk(event(2)), b"0\r\n\r\n"),
    )
    assert watch(api) == ([1, 2], None)
    assert ids(server) == [None, "1"]


def test_cut_for_good(api: Api, server: RawServer) -> None:
    """Nobody listens any more: as many tries as a call has, each after a wait."""
    waiting = Waits(api.package)

    def behave(request: Received) -> Iterable[bytes | End]:
        if len(server.received) == 1:
            return (CHUNKED, chunk(b"retry: 3000\n" + event(1)), End.CLOSE)
        return (End.RESET,)

    server.behave = behave
    seen, error = watch(api, clock=waiting.clock)
    assert seen == [1]
    assert type(error) is api.package.APIConnectionLostError
    assert len(server.received) == 3
    assert error.attempts == 3
    assert waiting.waits[0] == 3.0
    assert len(waiting.waits) == 2


def test_cut_again_and_again(api: Api, server: RawServer) -> None:
    """As long as events come, it goes on; when none do, it ends."""
    numbers = itertools.count(1)

    def behave(request: Received) -> Iterable[bytes | End]:
        number = next(numbers)
        data = chunk(event(number)) if number <= 20 else chunk(b": nothing\n\n")
        return (CHUNKED, data, End.CLOSE)

    server.behave = behave
    seen, error = watch(api)
    assert seen == list(range(1, 21))
    assert type(error) is api.package.APIConnectionLostError
    assert len(server.received) == 22
    assert ids(server)[-1] == "20"


def test_cut_where_events_have_no_ids(api: Api, server: RawServer) -> None:
    server.behave = always(CHUNKED, chunk(event(1, with_id=False)), End.CLOSE)
    seen, error = watch(api)
    assert (seen, type(error)) == ([1], api.package.APIConnectionLostError)
    assert len(server.received) == 1


def test_silence(api: Api, server: RawServer) -> None:
    def behave(request: Received) -> Iterable[bytes | End]:
        if request.header("Last-Event-ID"):
            return (CHUNKED, chunk(event(2)), b"0\r\n\r\n")
        return (CHUNKED, chunk(event(1)), End.HANG)

    server.behave = behave
    # On a busy machine an answer may come too late: then the same is asked for again.
    options = {"timeout": httpx2.Timeout(None, read=1.0), "retries": 20}
    assert watch(api, **options) == ([1, 2], None)
    assert (ids(server)[0], ids(server)[-1]) == (None, "1")


def test_silence_for_good(api: Api, server: RawServer) -> None:
    server.behave = always(CHUNKED, End.HANG)
    seen, error = watch(api, timeout=httpx2.Timeout(None, read=0.3))
    assert (seen, type(error)) == ([], api.package.APITimeoutError)
    # On a busy machine the beginning of the stream may come too late, or not be asked for in time.
    assert 1 <= len(server.received) <= 3
    assert error.attempts == 3


def test_a_drip_ends_in_time(api: Api, server: RawServer) -> None:
    """Comments come all the time, so that no wait is ever long; the whole has an end."""

    def behave(request: Received) -> Iterator[bytes]:
        yield CHUNKED
        while True:
            yield chunk(b": still there\n\n")

    server.behave = behave
    waiting = Waits(api.package, tick=1.0)
    seen, error = watch(api, total_timeout=50, clock=waiting.clock)
    assert (seen, type(error)) == ([], api.package.APITimeoutError)


# --- reconnections that are answered otherwise -----------------------------------------------------------


@pytest.mark.parametrize(
    ("then", "expected"),
    [
        (answer("{}", status="404 Not Found"), "NotFoundError"),
        (answer("{}", status="410 Gone"), "APIStatusError"),
        (answer("{}", status="401 Unauthorized"), "AuthenticationError"),
        (answer("<p>maintenance</p>", content_type="text/html"), "DecodeError"),
        (answer("{}"), "DecodeError"),
        (answer("no HTTP")[9:], "APIConnectionLostError"),
    ],
)
def test_another_answer_the_second_time(
    api: Api, server: RawServer, then: bytes, expected: str
) -> None:
    server.behave = in_turn(always(CHUNKED, chunk(event(1)), End.CLOSE), always(then, End.CLOSE))
    seen, error = watch(api)
    assert (seen, type(error)) == ([1], getattr(api.package, expected))


def test_no_content_is_the_end(api: Api, server: RawServer) -> None:
    server.behave = in_turn(
        always(CHUNKED, chunk(event(1)), End.CLOSE), answer(status="204 No Content")
    )
    assert watch(api) == ([1], None)


def test_a_server_that_ends_it_again_and_again(api: Api, server: RawServer) -> None:
    """With `reconnect=True`, an end is no end; without events, it is at last."""
    waiting = Waits(api.package)
    server.behave = in_turn(
        always(UNTIL_CLOSED, b"retry: 0\n" + event(1), End.CLOSE),
        always(UNTIL_CLOSED, event(1), End.CLOSE),
    )
    seen, error = watch(api, reconnect=True, clock=waiting.clock)
    assert (seen, error) == ([1], None)
    assert len(server.received) == 3
    assert waiting.waits == []


RETRIES = ["-1", "1e3", "99999999999999999999", "0x10", "", " 5", "5 ", "\u0665", "nan", "1" * 999]


@pytest.mark.parametrize("value", RETRIES)
def test_waits_that_are_none(api: Api, server: RawServer, value: str) -> None:
    waiting = Waits(api.package)
    first = f"retry: 250\n\nretry: {value}\n\n".encode() + event(1)
    server.behave = in_turn(
        always(CHUNKED, chunk(first), End.CLOSE), always(CHUNKED, chunk(event(2)), b"0\r\n\r\n")
    )
    assert watch(api, clock=waiting.clock) == ([1, 2], None)
    assert waiting.waits == [0.5]  # as after any broken connection, which is more than 0.25


@pytest.mark.parametrize("value", ["60001", "999999999999999999"])
def test_waits_that_nobody_has_time_for(api: Api, server: RawServer, value: str) -> None:
    waiting = Waits(api.package)
    server.behave = always(CHUNKED, chunk(f"retry: {value}\n".encode() + event(1)), End.CLOSE)
    seen, error = watch(api, clock=waiting.clock)
    assert (seen, type(error)) == ([1], api.package.APIConnectionLostError)
    assert waiting.waits == []


# --- what comes -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ends", [b"\n", b"\r", b"\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "marked"])
def test_ends_of_lines_byte_by_byte(api: Api, server: RawServer, ends: bytes, mark: bytes) -> None:
    data = mark + (event(1) + b": c\n\n" + event(2)).replace(b"\n", ends)
    pieces = [chunk(data[place : place + 1]) for place in range(len(data))]
    server.behave = always(CHUNKED, *pieces, b"0\r\n\r\n")
    assert watch(api) == ([1, 2], None)


def endless(start: bytes, piece: bytes) -> Any:
    def behave(request: Received) -> Iterator[bytes]:
        return itertools.chain([UNTIL_CLOSED, start], itertools.repeat(piece))

    return behave


@pytest.mark.parametrize(
    ("start", "piece"),
    [
        (b"data: ", b"a" * 65_536),
        (b": ", b"a" * 65_536),
        (b"id: ", b"1" * 65_536),
        (b"", b"data: " + b"a" * 65_536 + b"\n"),
        (b"", b"data\n" * 10_000),
        (b"", b"event: " + b"a" * 65_536 + b"\n"),
        (b"", b": \n\n" * 10_000),
    ],
    ids=["line", "comment", "id", "lines", "empty lines of data", "names", "comments"],
)
def test_endless(api: Api, server: RawServer, start: bytes, piece: bytes) -> None:
    server.behave = endless(start, piece)
    seen, error = watch(api, max_response_bytes=MEGABYTE)
    assert (seen, type(error)) == ([], api.package.ResponseTooLargeError)


@pytest.mark.parametrize(
    ("start", "piece"),
    [(b"data: ", b"a" * 65_536), (b": ", b"a" * 65_536), (b"", b"data\n" * 10_000)],
    ids=["line", "comment", "empty lines of data"],
)
def test_an_event_that_nobody_could_hold(
    api: Api, server: RawServer, start: bytes, piece: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a limit of the user's there is one for each event."""
    reading = __import__(f"{api.package.__name__}._runtime.streams.reading", fromlist=[""])
    monkeypatch.setattr(reading, "LARGEST_ITEM", 300_000)
    server.behave = endless(start, piece)
    seen, error = watch(api)
    assert (seen, type(error)) == ([], api.package.DecodeError)
    assert "300000 bytes" in str(error)


def test_compressed_without_end(api: Api, server: RawServer) -> None:
    packed = gzip.compress(b"data: " + b"a" * (50 * MEGABYTE))
    assert len(packed) < MEGABYTE
    server.behave = always(HEAD + b"Content-Encoding: gzip\r\n\r\n", packed, End.CLOSE)
    seen, error = watch(api, max_response_bytes=MEGABYTE)
    assert (seen, type(error)) == ([], api.package.ResponseTooLargeError)


@pytest.mark.parametrize(
    "data",
    [
        b"data: {\n\n",
        b"data: " + b"[" * 200_000 + b"\n\n",
        b"data: \xff\xfe\n\n",
        b"data: {} {}\n\n",
        b"data\n\n",
    ],
    ids=["cut", "deep", "no text", "two", "empty"],
)
def test_data_that_are_no_document(api: Api, server: RawServer, data: bytes) -> None:
    server.behave = always(CHUNKED, chunk(event(1) + data + event(2)), b"0\r\n\r\n")
    seen, error = watch(api)
    assert (seen, type(error)) == ([1], api.package.DecodeError)
    assert len(str(error)) < 1000


def test_ids_that_would_break_a_header(api: Api, server: RawServer) -> None:
    """They are never sent, and what is sent is one header."""
    for given in (b"1\x00", b"a\x01b", b"a\tb", "\u20ac\r".encode(), b"x" * 5000):
        server.received.clear()
        server.behave = in_turn(
            always(CHUNKED, chunk(b"id: " + given + b'\ndata: {"id":1,"name":"n"}\n\n'), End.CLOSE),
            always(CHUNKED, chunk(event(2)), b"0\r\n\r\n"),
        )
        seen, error = watch(api)
        assert seen[:1] == [1]
        assert error is None or type(error) is api.package.APIConnectionLostError
        for request in server.received:
            names = [name.lower() for name, _ in request.headers]
            assert names.count("last-event-id") <= 1
            assert not any("\x00" in value or "\x01" in value for _, value in request.headers)
