"""Downloads: whole or not at all, gone on with where the connection was lost, closed whatever happens."""

from __future__ import annotations

import asyncio
import gc
import gzip
import os
import resource
import stat
from collections.abc import AsyncIterator
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx2
import pytest

from support.calls import open_download

from .api import CUT, Api, Piece

TAG = {"ETag": '"v1"', "Accept-Ranges": "bytes", "Content-Length": "6"}
REST = {"ETag": '"v1"', "Content-Range": "bytes 3-5/6", "Content-Length": "3"}
OLD = {
    "Last-Modified": "Wed, 21 Oct 2026 07:28:00 GMT",
    "Date": "Wed, 21 Oct 2026 08:00:00 GMT",
    "Accept-Ranges": "bytes",
    "Content-Length": "6",
}


async def opened(api: Api, method: str = "GET", options: Any = None, **settings: Any) -> Any:
    client = api.client(**settings)
    return await api.of(open_download(client, api.operation(method), options=options))


def read(api: Api, method: str = "GET", **settings: Any) -> bytes:
    async def test() -> bytes:
        download = await opened(api, method, **settings)
        content: bytes = await api.of(download.read())
        return content

    return api.run(test)


# --- reading ------------------------------------------------------------------------------------------


def test_what_the_head_says(api: Api) -> None:
    async def test() -> None:
        headers = {
            "Content-Type": "application/pdf",
            "Content-Disposition": 'attachment; filename="../../etc/report.pdf"',
            "Content-Length": "3",
        }
        api.answer(200, b"abc", headers=headers)
        download = await opened(api)
        assert api.contents[0].taken == 0
        assert (download.content_type, download.length) == ("application/pdf", 3)
        assert download.filename == "report.pdf"
        assert (download.response.status_code, download.response.content) == (200, b"")
        assert repr(download).endswith("Download GET https://api.test/v1/x>")
        assert await api.of(download.read()) == b"abc"
        assert api.contents[0].is_closed

    api.run(test)


def test_bytes_are_asked_for_as_they_are(api: Api) -> None:
    api.answer(200, b"a")
    assert read(api) == b"a"
    assert api.requests[0].headers["accept-encoding"] == "identity"
    api.answer(200, b"a")
    options = api.rt.RequestOptions(headers={"Accept-Encoding": "gzip"})
    assert read(api, options=options) == b"a"
    assert api.requests[1].headers["accept-encoding"] == "gzip"


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        (None, [b"ab", b"cdef", b"g"]),
        (3, [b"abc", b"def", b"g"]),
        (7, [b"abcdefg"]),
        (1, [b"a", b"b", b"c", b"d", b"e", b"f", b"g"]),
    ],
)
def test_pieces(api: Api, size: int | None, expected: list[bytes]) -> None:
    async def test() -> None:
        api.answer(200, b"ab", b"cdef", b"g")
        download = await opened(api)
        assert await api.items(download.iter_bytes(size)) == expected
        assert api.contents[0].is_closed

    api.run(test)


def test_content_is_read_once(api: Api) -> None:
    async def test() -> None:
        api.answer(200, b"ab", b"c")
        download = await opened(api)
        with pytest.raises(ValueError, match="positive"):
            download.iter_bytes(0)
        pieces = download.iter_bytes()
        assert await api.next(pieces) == b"ab"
        with pytest.raises(RuntimeError, match="once"):
            await api.of(download.read())
        assert await api.items(pieces) == [b"c"]

    api.run(test)


def test_mocks_may_have_the_content_at_hand(api: Api) -> None:
    async def test() -> None:
        api.add(httpx2.Response(200, content=b"abc"))
        client = api.client()
        with client.capture() as responses:
            download = await api.of(open_download(client, api.operation()))
        assert await api.of(download.read()) == b"abc"
        assert responses == [download.response]

    api.run(test)


def test_no_content(api: Api) -> None:
    api.answer(204)
    assert read(api) == b""


def test_a_status_error(api: Api, errors: ModuleType) -> None:
    api.answer(404, b'{"message": "gone"}', headers={"Content-Type": "application/json"})
    with pytest.raises(errors.NotFoundError) as caught:
        read(api)
    assert caught.value.body == {"message": "gone"}
    assert api.contents[0].is_closed


def test_compressed_content(api: Api, errors: ModuleType) -> None:
    data = gzip.compress(b"a" * 50_000)
    headers = {"Content-Encoding": "gzip", "Content-Length": str(len(data))}

    async def test() -> None:
        api.answer(200, data, headers=headers)
        download = await opened(api)
        assert download.length is None
        assert await api.of(download.read()) == b"a" * 50_000

    api.run(test)
    api.answer(200, data, headers=headers)
    with pytest.raises(errors.ResponseTooLargeError, match="more than 49999 bytes"):
        read(api, max_response_bytes=49_999)
    assert api.contents[1].is_closed


# --- broken connections -----------------------------------------------------------------------------------


@pytest.mark.parametrize("head", [TAG, OLD], ids=["tag", "date"])
def test_the_rest_is_asked_for(api: Api, head: dict[str, str]) -> None:
    api.answer(200, b"ab", b"c", CUT, headers=head)
    api.answer(206, b"d", b"ef", headers={**REST, "ETag": head.get("ETag", '"w"')})
    assert read(api) == b"abcdef"
    first, second = api.requests
    assert "range" not in first.headers
    assert second.headers["range"] == "bytes=3-"
    assert second.headers["if-range"] == head.get("ETag", head.get("Last-Modified"))
    assert api.waits.waits == [0.5]
    assert all(content.is_closed for content in api.contents)


def test_a_short_answer_is_a_broken_one(api: Api) -> None:
    api.answer(200, b"abc", headers=TAG)
    api.answer(206, b"def", headers=REST)
    assert read(api) == b"abcdef"


def test_the_rest_in_several_answers(api: Api, errors: ModuleType) -> None:
    api.answer(200, b"abc", CUT, headers=TAG)
    api.answer(206, b"d", headers={**REST, "Content-Range": "bytes 3-3/6", "Content-Length": "1"})
    api.answer(206, b"ef", headers={**REST, "Content-Range": "bytes 4-5/6", "Content-Length": "2"})
    assert read(api) == b"abcdef"
    assert api.requests[2].headers["range"] == "bytes=4-"


def test_tries_are_bounded(api: Api, errors: ModuleType) -> None:
    api.answer(200, b"abc", CUT, headers=TAG)
    for _ in range(2):
        api.answer(206, CUT, headers=REST)
    with pytest.raises(errors.APIConnectionLostError) as caught:
        read(api)
    assert (len(api.requests), caught.value.attempts) == (3, 3)
    api.answer(200, b"abc", CUT, headers=TAG)
    with pytest.raises(errors.APIConnectionLostError):
        read(api, retries=0)


def test_every_byte_counts_tries_from_zero(api: Api) -> None:
    api.answer(200, b"a", CUT, headers=TAG)
    for place in range(1, 5):
        part = {"Content-Range": f"bytes {place}-5/6", "Content-Length": str(6 - place)}
        api.answer(206, CUT, headers={**REST, **part})
        api.answer(206, b"abcdef"[place : place + 1], CUT, headers={**REST, **part})
    last = {"Content-Range": "bytes 5-5/6", "Content-Length": "1"}
    api.answer(206, b"f", headers={**REST, **last})
    assert read(api) == b"abcdef"
    assert len(api.requests) == 10


def test_a_length_that_only_the_rest_tells(api: Api, errors: ModuleType) -> None:
    head = {name: value for name, value in TAG.items() if name != "Content-Length"}
    part = {"Content-Range": "bytes 3-3/6", "Content-Length": "1"}
    api.answer(200, b"abc", CUT, headers=head)
    api.answer(206, b"d", headers={**REST, **part})
    api.answer(206, b"ef", headers={**REST, "Content-Range": "bytes 4-5/6", "Content-Length": "2"})
    assert read(api) == b"abcdef"
    api.answer(200, b"abc", CUT, headers=head)
    api.answer(206, b"d", headers={**REST, **part})
    api.answer(206, headers={"ETag": '"v1"', "Content-Range": "bytes 4-5/6"})
    with pytest.raises(errors.APIConnectionLostError, match="4 of 6 bytes"):
        read(api, retries=1)


def test_a_server_that_sends_everything_again(api: Api, errors: ModuleType) -> None:
    api.answer(200, b"abc", CUT, headers=TAG)
    api.answer(200, b"ab", b"cdef", headers=TAG)
    assert read(api) == b"abcdef"
    api.answer(200, b"abc", CUT, headers=TAG)
    api.answer(200, b"xyzxyz", headers={**TAG, "ETag": '"v2"'})
    with pytest.raises(errors.APIConnectionLostError, match="the server responded with 200"):
        read(api)
    assert api.contents[-1].is_closed


@pytest.mark.parametrize(
    "rest",
    [
        {"Content-Range": "bytes 2-5/6"},
        {"Content-Range": "bytes 3-5/7"},
        {"Content-Range": "bytes 3-5/6", "ETag": '"v2"'},
        {"Content-Range": "lines 3-5/6"},
        {"Content-Type": "multipart/byteranges; boundary=x"},
    ],
)
def test_what_is_not_the_rest(api: Api, errors: ModuleType, rest: dict[str, str]) -> None:
    api.answer(200, b"abc", CUT, headers=TAG)
    api.answer(206, b"def", headers=rest)
    with pytest.raises(errors.APIConnectionLostError, match="is unavailable"):
        read(api)
    assert api.contents[1].is_closed


@pytest.mark.parametrize(
    "head",
    [
        {},
        {"ETag": '"v1"'},
        {"Accept-Ranges": "bytes"},
        {"ETag": 'W/"v1"', "Accept-Ranges": "bytes"},
        {"ETag": '"v1"', "Accept-Ranges": "none"},
        {**OLD, "Date": OLD["Last-Modified"]},
        {**OLD, "Date": "yesterday"},
    ],
)
def test_where_the_rest_cannot_be_asked_for(
    api: Api, errors: ModuleType, head: dict[str, str]
) -> None:
    api.answer(200, b"abc", CUT, headers=head)
    with pytest.raises(errors.APIConnectionLostError, match="cut"):
        read(api)
    assert len(api.requests) == 1


def test_only_a_get_is_gone_on_with(api: Api, errors: ModuleType) -> None:
    api.answer(200, b"abc", CUT, headers=TAG)
    with pytest.raises(errors.APIConnectionLostError):
        read(api, "POST")
    assert len(api.requests) == 1


def test_what_was_done_is_not_done_again(api: Api) -> None:
    """A POST that leads to its result (303) is not repeated for the rest of that."""
    api.answer(303, headers={"Location": "/v1/results/7"})
    api.answer(200, b"abc", CUT, headers=TAG)
    api.answer(206, b"def", headers=REST)
    assert read(api, "POST") == b"abcdef"
    assert [(each.method, each.url.path) for each in api.requests] == [
        ("POST", "/v1/x"),
        ("GET", "/v1/results/7"),
        ("GET", "/v1/results/7"),
    ]


def test_before_the_first_byte_nothing_is_lost(api: Api) -> None:
    api.answer(200, CUT, headers={"Content-Length": "3"})
    api.answer(200, b"abcde", headers={"Content-Length": "5"})
    assert read(api) == b"abcde"
    assert "range" not in api.requests[1].headers


def test_an_error_in_place_of_the_rest(api: Api, errors: ModuleType) -> None:
    api.answer(200, b"abc", CUT, headers=TAG)
    api.answer(503)
    api.answer(206, b"def", headers=REST)
    assert read(api) == b"abcdef"
    api.answer(200, b"abc", CUT, headers=TAG)
    api.answer(416)
    with pytest.raises(errors.APIConnectionLostError, match="the server responded with 416"):
        read(api)


def test_time_runs_out_while_bytes_come(api: Api, errors: ModuleType) -> None:
    async def test() -> None:
        pieces: list[Piece] = [b"a"] * 10
        api.answer(200, *pieces, headers=TAG)
        download = await opened(api, total_timeout=5)
        received = download.iter_bytes()
        assert await api.next(received) == b"a"
        api.waits.clock.sleep(6)
        with pytest.raises(errors.APITimeoutError, match="5 seconds in all"):
            await api.next(received)
        assert api.contents[0].is_closed
        assert len(api.requests) == 1

    api.run(test)


def test_hooks_hear_of_broken_connections(api: Api) -> None:
    heard: list[tuple[str, float | None]] = []
    hooks = api.runtime("observability").Hooks(
        error=lambda exchange: heard.append((type(exchange.error).__name__, exchange.retry_in))
    )
    api.answer(200, b"abc", CUT, headers=TAG)
    api.answer(206, b"def", headers=REST)
    assert read(api, hooks=hooks) == b"abcdef"
    assert heard == [("APIConnectionLostError", 0.5)]


# --- files ------------------------------------------------------------------------------------------------


def save(api: Api, path: Path | str, **arguments: Any) -> Any:
    async def test() -> Any:
        download = await opened(api)
        return await api.of(download.save(path, **arguments))

    return api.run(test)


def test_a_file_is_written(api: Api, tmp_path: Path) -> None:
    seen: list[tuple[int, int | None]] = []
    api.answer(200, b"ab", b"cdef", headers=TAG)
    path = tmp_path / "report.pdf"
    path.write_bytes(b"old and longer than the new one")
    saved = save(api, str(path), on_progress=lambda done, total: seen.append((done, total)))
    assert saved == path
    assert path.read_bytes() == b"abcdef"
    assert seen == [(2, 6), (6, 6)]
    assert list(tmp_path.iterdir()) == [path]
    usual = tmp_path / "usual"
    usual.touch()
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(usual.stat().st_mode)


def test_a_connection_that_breaks_leaves_nothing(
    api: Api, errors: ModuleType, tmp_path: Path
) -> None:
    api.answer(200, b"ab", CUT)
    with pytest.raises(errors.APIConnectionLostError):
        save(api, tmp_path / "a")
    assert list(tmp_path.iterdir()) == []
    old = tmp_path / "b"
    old.write_bytes(b"old")
    api.answer(200, b"ab", b"cd", headers={"Content-Length": "9"})
    with pytest.raises(errors.APIConnectionLostError, match="4 of 9 bytes"):
        save(api, old)
    assert old.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [old]


def test_what_the_callback_raises_ends_it(api: Api, tmp_path: Path) -> None:
    def stop(done: int, total: int | None) -> None:
        raise KeyError(done)

    api.answer(200, b"ab", b"cd")
    with pytest.raises(KeyError):
        save(api, tmp_path / "a", on_progress=stop)
    assert list(tmp_path.iterdir()) == []
    assert api.contents[0].is_closed


@pytest.mark.parametrize(
    ("where", "error"), [(".", IsADirectoryError), ("missing/a", FileNotFoundError)]
)
def test_a_path_that_cannot_be_written(
    api: Api, tmp_path: Path, where: str, error: type[OSError]
) -> None:
    api.answer(200, b"ab", b"cd")
    with pytest.raises(error):
        save(api, tmp_path / where)
    assert list(tmp_path.iterdir()) == []
    assert api.contents[0].is_closed
    assert api.contents[0].taken == 0


def test_permissions_stay(api: Api, tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.touch(mode=0o600)
    path.chmod(0o600)
    api.answer(200, b"ab", b"cd")
    assert save(api, path).read_bytes() == b"abcd"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("is_there", [True, False])
def test_a_link_stays_a_link(api: Api, tmp_path: Path, is_there: bool) -> None:
    (tmp_path / "real").mkdir()
    target, link = tmp_path / "real" / "data", tmp_path / "link"
    if is_there:
        target.write_bytes(b"old")
    link.symlink_to(target)
    api.answer(200, b"ab", b"cd")
    assert save(api, link) == link
    assert link.is_symlink()
    assert target.read_bytes() == b"abcd"
    assert list(target.parent.iterdir()) == [target]


def test_what_is_no_file_is_not_replaced(api: Api, tmp_path: Path) -> None:
    """Such as `/dev/null`, or a pipe that another program reads."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    api.answer(200, b"ab", b"cd")
    assert save(api, pipe) == pipe
    assert os.read(reader, 100) == b"abcd"
    os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert list(tmp_path.iterdir()) == [pipe]


def test_a_disk_that_is_full(api: Api, tmp_path: Path) -> None:
    """As a limit for the size of files is, which needs no disk of its own."""
    path = tmp_path / "data"
    path.write_bytes(b"old")
    api.answer(200, *[b"a" * 50_000] * 4)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        with pytest.raises(OSError, match="too large"):
            save(api, path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
    assert api.contents[0].is_closed


# --- closed ------------------------------------------------------------------------------------------------


def test_a_block_closes(api: Api) -> None:
    async def test() -> None:
        api.answer(200, b"ab", b"cd")
        download = await opened(api)
        if api.is_async:
            async with download as entered:
                assert entered is download
        else:
            with download as entered:
                assert entered is download
        assert api.contents[0].is_closed

    api.run(test)


def test_closing_the_iterator_closes(api: Api) -> None:
    async def test() -> None:
        api.answer(200, b"ab", b"cd")
        pieces = (await opened(api)).iter_bytes()
        assert await api.next(pieces) == b"ab"
        await api.close(pieces)
        assert api.contents[0].is_closed

    api.run(test)


def test_what_is_closed_is_not_read(api: Api) -> None:
    """And not asked for once more, either."""

    async def test() -> None:
        api.answer(200, b"ab", b"cd", headers=TAG)
        download = await opened(api)
        pieces = download.iter_bytes()
        assert await api.next(pieces) == b"ab"
        await api.close(download)
        with pytest.raises(RuntimeError, match="The download is closed"):
            await api.next(pieces)
        api.answer(200, b"ab", b"cd", headers=TAG)
        download = await opened(api)
        await api.close(download)
        with pytest.raises(RuntimeError, match="The download is closed"):
            await api.of(download.read())
        assert len(api.requests) == 2

    api.run(test)


@pytest.mark.filterwarnings("error")
def test_a_forgotten_download_is_closed(api: Api) -> None:
    async def test() -> None:
        api.answer(200, b"ab", b"cd")
        download = await opened(api)
        del download
        gc.collect()
        for _ in range(3):
            await asyncio.sleep(0)
        assert api.contents[0].is_closed

    api.run(test)


@pytest.mark.parametrize("api", ["async"], indirect=True)
def test_a_cancelled_save_leaves_nothing(api: Api, tmp_path: Path) -> None:
    async def test() -> None:
        begun = asyncio.Event()

        class Endless(httpx2.AsyncByteStream):
            is_closed = False

            async def __aiter__(self) -> AsyncIterator[bytes]:
                yield b"ab"
                begun.set()
                await asyncio.Event().wait()

            async def aclose(self) -> None:
                self.is_closed = True

        response = api.answer(200)
        response.stream = stream = Endless()
        download = await opened(api)
        task = asyncio.create_task(download.save(tmp_path / "a"))
        await begun.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert stream.is_closed
        assert list(tmp_path.iterdir()) == []

    api.run(test)
