"""Downloads from a server that means no good: the whole content or a typed error, and never half a
file, or one in another place."""

from __future__ import annotations

import gzip
import itertools
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from support.raw_server import Behaviour, End, RawServer, Received, always, answer, in_turn
from support.waits import Waits

from .api import Api

DATA = bytes(range(256)) * 400
HALF = len(DATA) // 2
OLD = b"old and whole"
TAG = 'ETag: "v1"'
MEGABYTE = 1_000_000


def head(*lines: str, length: int | str | None = len(DATA)) -> bytes:
    told = [] if length is None else [f"Content-Length: {length}"]
    usual = ["Content-Type: application/octet-stream", "Accept-Ranges: bytes"]
    return "\r\n".join(["HTTP/1.1 200 OK", *usual, *told, *lines, "", ""]).encode()


def rest(
    data: bytes = DATA[HALF:], *lines: str, start: int = HALF, whole: int | str = len(DATA)
) -> bytes:
    content_range = f"Content-Range: bytes {start}-{start + len(data) - 1}/{whole}"
    return answer(data, content_range, *(lines or (TAG,)), status="206 Partial Content")


CUT = always(head(TAG), DATA[:HALF], End.CLOSE)


def save(api: Api, path: Path, **options: Any) -> Path:
    async def use(client: Any) -> Path:
        download = await api.of(client.things.get_file_stream())
        saved: Path = await api.of(download.save(path))
        return saved

    saved = api.run(use, **{"clock": Waits(api.package).clock, **options})
    api.server.wait()
    return saved


def is_as_before(path: Path) -> bool:
    """Whether nothing but the old file is there."""
    return path.read_bytes() == OLD and list(path.parent.iterdir()) == [path]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file that is there before."""
    path = tmp_path / "data"
    path.write_bytes(OLD)
    return path


# --- gone on with -----------------------------------------------------------------------------------------


WHOLE: dict[str, tuple[Behaviour | bytes, ...]] = {
    "the rest": (CUT, rest()),
    "the rest, of which the length is not told": (CUT, rest(whole="*")),
    "all of it once more": (CUT, always(head(TAG), DATA)),
    "a length that was not told before": (
        always(
            head(TAG, "Transfer-Encoding: chunked", length=None),
            b"%x\r\n%b\r\n" % (HALF, DATA[:HALF]),
            End.CLOSE,
        ),
        rest(DATA[HALF : HALF + 9]),
        rest(DATA[HALF + 9 :], start=HALF + 9),
    ),
    "a tag that is not repeated": (CUT, rest(DATA[HALF:], "X-Nothing: 0")),
    "a server that is busy in between": (CUT, answer(status="503 Service Unavailable"), rest()),
}


@pytest.mark.parametrize("name", WHOLE)
def test_it_becomes_whole(api: Api, server: RawServer, path: Path, name: str) -> None:
    server.behave = in_turn(*WHOLE[name])
    assert save(api, path).read_bytes() == DATA
    assert list(path.parent.iterdir()) == [path]
    assert server.received[1].header("Range") == f"bytes={HALF}-"
    assert server.received[1].header("If-Range") == '"v1"'


def test_a_piece_at_a_time(api: Api, server: RawServer, path: Path) -> None:
    """A connection that always breaks, but always a bit later, is not given up."""
    step = len(DATA) // 40

    def behave(request: Received) -> Iterable[bytes | End]:
        asked = request.header("Range")
        start = int(asked[6:-1]) if asked else 0
        begun = rest(DATA[start:], start=start) if asked else head(TAG) + DATA
        length = begun.index(b"\r\n\r\n") + 4
        return (begun[: length + step], End.CLOSE)

    server.behave = behave
    assert save(api, path).read_bytes() == DATA
    assert len(server.received) == 40


def test_bytes_that_come_twice_count_once(api: Api, server: RawServer, path: Path) -> None:
    server.behave = in_turn(CUT, always(head(TAG), DATA))
    assert save(api, path, max_response_bytes=len(DATA)).read_bytes() == DATA


# --- not the same content ---------------------------------------------------------------------------------


LOST: dict[str, Behaviour | bytes] = {
    "another tag": rest(DATA[HALF:], 'ETag: "v2"'),
    "another tag, all of it": always(head('ETag: "v2"'), DATA),
    "no tag, all of it": always(head(), DATA),
    "a weak tag, all of it": always(head('ETag: W/"v1"'), DATA),
    "another length": rest(whole=len(DATA) + 1),
    "another start": rest(DATA[HALF - 1 :], start=HALF - 1),
    "from the start": rest(DATA, start=0),
    "compressed": rest(gzip.compress(DATA[HALF:]), TAG, "Content-Encoding: gzip"),
    "several ranges": answer(
        b"--x\r\n", status="206 Partial Content", content_type="multipart/byteranges; boundary=x"
    ),
    "no range that is one": answer(
        DATA[HALF:], "Content-Range: bytes x-y/z", status="206 Partial Content"
    ),
    "nothing that is left": answer(
        b"", f"Content-Range: bytes */{len(DATA)}", status="416 Range Not Satisfiable"
    ),
    "gone": answer("{}", status="404 Not Found"),
    "no content": b"HTTP/1.1 204 No Content\r\n\r\n",
    "more than is left": rest(DATA[HALF:] + b"x", whole=len(DATA)),
}


@pytest.mark.parametrize("name", LOST)
def test_what_is_not_the_rest(api: Api, server: RawServer, path: Path, name: str) -> None:
    server.behave = in_turn(CUT, LOST[name])
    with pytest.raises(api.package.APIConnectionLostError):
        save(api, path)
    assert len(server.received) == 2
    assert is_as_before(path)


def test_another_date(api: Api, server: RawServer, path: Path) -> None:
    """A server that ignores `If-Range`, and has something of the same length by now."""
    old = "Last-Modified: Wed, 21 Oct 2026 07:28:00 GMT"
    new = "Last-Modified: Wed, 21 Oct 2026 07:59:59 GMT"
    cut = always(head(old, "Date: Wed, 21 Oct 2026 08:00:00 GMT"), DATA[:HALF], End.CLOSE)
    server.behave = in_turn(cut, rest(DATA[HALF:], new))
    with pytest.raises(api.package.APIConnectionLostError):
        save(api, path)
    assert is_as_before(path)
    server.behave = in_turn(cut, rest(DATA[HALF:], old))
    assert save(api, path).read_bytes() == DATA


def test_cut_for_good(api: Api, server: RawServer, path: Path) -> None:
    server.behave = in_turn(CUT, always(End.RESET))
    with pytest.raises(api.package.APIConnectionLostError) as caught:
        save(api, path)
    assert caught.value.attempts == len(server.received) == 3
    assert is_as_before(path)


# --- lengths, sizes, time ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "pieces",
    [
        (head(length=len(DATA) + 1), DATA, End.CLOSE),
        (head("Transfer-Encoding: chunked", length=None), b"5\r\nabcde\r\n", End.CLOSE),
        (head("Transfer-Encoding: chunked", length=None), b"5\r\nabc", End.RESET),
        (head(length="many"), DATA, End.CLOSE),
        (head(length=-1), DATA, End.CLOSE),
        (head(f"Content-Length: {len(DATA) - 1}"), DATA, End.CLOSE),
    ],
    ids=["longer", "chunks without end", "half a chunk", "no number", "negative", "two"],
)
def test_lengths_that_are_lies(
    api: Api, server: RawServer, path: Path, pieces: tuple[bytes | End, ...]
) -> None:
    server.behave = always(*pieces)
    with pytest.raises(api.package.APIConnectionLostError):
        save(api, path)
    assert is_as_before(path)


def test_a_length_that_is_too_small(api: Api, server: RawServer, path: Path) -> None:
    """What follows is no part of the answer, and not of the next one either."""
    server.behave = always(head(length=10), DATA)

    async def use(client: Any) -> None:
        for _ in range(2):
            download = await api.of(client.things.get_file_stream())
            assert await api.of(download.read()) == DATA[:10]

    api.run(use)


@pytest.mark.parametrize("coding", ["gzip", "gzip, gzip"])
def test_blown_up_by_compression(api: Api, server: RawServer, path: Path, coding: str) -> None:
    """Compressed though it was asked for as it is."""
    data = b"0" * (100 * MEGABYTE)
    for _ in coding.split(","):
        data = gzip.compress(data)
    server.behave = always(answer(data, f"Content-Encoding: {coding}"))
    with pytest.raises(api.package.ResponseTooLargeError):
        save(api, path, max_response_bytes=MEGABYTE)
    assert server.received[0].header("Accept-Encoding") == "identity"
    assert is_as_before(path)


def test_cut_in_compression(api: Api, server: RawServer, path: Path) -> None:
    server.behave = always(answer(gzip.compress(DATA)[:-9] + b"x" * 9, "Content-Encoding: gzip"))
    with pytest.raises(api.package.DecodeError):
        save(api, path)
    assert len(server.received) == 1
    assert is_as_before(path)


def test_without_end(api: Api, server: RawServer, path: Path) -> None:
    def behave(request: Received) -> Iterator[bytes]:
        return itertools.chain([head(length=None)], itertools.repeat(b"0" * 65_536))

    server.behave = behave
    with pytest.raises(api.package.ResponseTooLargeError):
        save(api, path, max_response_bytes=5 * MEGABYTE)
    waiting = Waits(api.package, tick=1.0)
    with pytest.raises(api.package.APITimeoutError):
        save(api, path, total_timeout=50, clock=waiting.clock)
    assert is_as_before(path)


def test_silence(api: Api, server: RawServer, path: Path) -> None:
    def behave(request: Received) -> Iterable[bytes | End]:
        asked = request.header("Range")
        if asked:
            start = int(asked[6:-1])
            return (rest(DATA[start:], start=start),)
        return (head(TAG), DATA[:HALF], End.HANG)

    server.behave = behave
    # On a busy machine any piece may come too late: then it is asked for again.
    options = {"timeout": httpx2.Timeout(None, read=1.0), "retries": 20}
    assert save(api, path, **options).read_bytes() == DATA
    assert server.received[0].header("Range") is None
    assert server.received[-1].header("Range") is not None


# --- names ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "told",
    [
        "../../../../tmp/x",
        "/etc/passwd",
        "..\\..\\x",
        "C:\\x",
        "\\\\server\\share\\x",
        ".bashrc",
        "..",
        "a\x00b",
        "%2e%2e%2fx",
        "~root/x",
        "\xff" * 5000,
        "nul",
    ],
    ids=lambda told: repr(told)[:20],
)
@pytest.mark.parametrize("form", ['filename="{}"', "filename={}", "filename*=UTF-8''{}"])
def test_names_stay_in_their_folder(
    api: Api, server: RawServer, tmp_path: Path, told: str, form: str
) -> None:
    header = f"Content-Disposition: attachment; {form.format(told)}"
    server.behave = always(answer(DATA, header))

    async def use(client: Any) -> tuple[str | None, bytes]:
        download = await api.of(client.things.get_file_stream())
        name = download.filename
        saved = await api.of(download.save(tmp_path / (name or "unnamed")))
        return name, saved.read_bytes()

    if "\x00" in told:
        with pytest.raises(api.package.APIConnectionLostError):
            api.run(use, retries=0)
        return
    name, data = api.run(use)
    assert data == DATA
    assert [each.name for each in tmp_path.iterdir()] == [name or "unnamed"]
    assert not (name or "x").startswith(".")
