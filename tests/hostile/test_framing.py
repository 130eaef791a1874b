"""Answers that are no good HTTP: cut, of another length, endless in their heads, reset."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from support.raw_server import End, RawServer, always, answer

from .api import Api

THING = '{"id":1,"name":"n"}'
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
BROKEN: dict[str, tuple[bytes | End, ...]] = {
    "closed at once": (End.CLOSE,),
    "reset at once": (End.RESET,),
    "no HTTP": (b"SSH-2.0-OpenSSH_9.6\r\n", End.CLOSE),
    "no HTTP at all": (b"\x16\x03\x01\x00\x05" * 100, End.CLOSE),
    "cut in the status line": (b"HTTP/1.1 2", End.CLOSE),
    "cut in the head": (HEAD + b"X-A: b", End.CLOSE),
    "cut body": (answer(THING, length=1000), End.CLOSE),
    "reset in the body": (answer(THING, length=1000), End.RESET),
    "cut before the first chunk": (CHUNKED, End.CLOSE),
    "cut in a chunk": (CHUNKED + b"13\r\n" + THING[:5].encode(), End.CLOSE),
    "cut after a chunk": (CHUNKED + b"13\r\n" + THING.encode() + b"\r\n", End.CLOSE),
    "a length that is no number": (answer(THING, length="many"), End.CLOSE),
    "a negative length": (answer(THING, length=-1), End.CLOSE),
    "two lengths": (answer(THING, "Content-Length: 5", length=19), End.CLOSE),
    "a chunk size that is no number": (CHUNKED + b"xyz\r\n", End.CLOSE),
    "a chunk size without end": (CHUNKED + b"f" * 10_000, End.CLOSE),
    "giant header": (HEAD + b"X-A: " + b"a" * 1_000_000 + b"\r\n\r\n", End.CLOSE),
    "giant status line": (b"HTTP/1.1 200 " + b"a" * 1_000_000, End.CLOSE),
    "a header without name": (HEAD + b": b\r\n\r\n", End.CLOSE),
    "a line without colon": (HEAD + b"nothing\r\n\r\n", End.CLOSE),
    "a zero in a header": (HEAD + b"X-A: a\x00b\r\nContent-Length: 0\r\n\r\n", End.CLOSE),
    "a status that is no number": (b"HTTP/1.1 abc OK\r\n\r\n", End.CLOSE),
    "switching protocols": (b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n", End.CLOSE),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken(api: Api, server: RawServer, name: str) -> None:
    server.behave = always(*BROKEN[name])
    with pytest.raises(api.package.APIError) as caught:
        api.call(lambda client: client.things.create(name="n"))
    error = caught.value
    assert error.attempts == 1, "the server may have acted on a POST"
    assert len(server.received) == 1
    assert len(str(error)) < 1000


def test_many_headers(api: Api, server: RawServer) -> None:
    many = [f"X-{number}: {'a' * 50}" for number in range(1000)]
    server.behave = always(answer(THING, *many))
    assert api.call(lambda client: client.things.get("1")).id == 1


def test_headers_without_end(api: Api, server: RawServer) -> None:
    def behave(request: object) -> Iterator[bytes]:
        yield HEAD
        while True:
            yield b"X-A: " + b"a" * 1000 + b"\r\n"

    server.behave = behave
    with pytest.raises(api.package.APIConnectionLostError):
        api.call(lambda client: client.things.create(name="n"))


def test_some_informational_answers(api: Api, server: RawServer) -> None:
    hints = b"HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n"
    go_on = b"HTTP/1.1 100 Continue\r\n\r\n"
    server.behave = always(go_on, hints * 100, answer(THING))
    assert api.call(lambda client: client.things.get("1")).id == 1


def test_a_body_where_there_is_none(api: Api, server: RawServer) -> None:
    server.behave = always(answer("unexpected", status="204 No Content"), End.CLOSE)
    assert api.call(lambda client: client.secured.get_by_header(), header_key="k") is None
