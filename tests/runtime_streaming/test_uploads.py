"""Uploads: how far they are, and which of them can be sent again."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx2
import pytest

from support.descriptions import body as describe_body

from .api import Api


class Progress:
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.seen: list[tuple[int, int | None]] = []

    def __call__(self, done: int, total: int | None) -> None:
        self.seen.append((done, total))


def upload(
    api: Api, body: Any, *, media_type: str = "application/octet-stream", **options: Any
) -> Progress:
    """Upload, and say what was told of it."""
    progress = Progress()
    options = {"on_progress": progress, **options}
    type_ = "FileInput" if media_type == "application/octet-stream" else "Any"

    async def test() -> None:
        operation = api.operation(
            "PUT", api.rt.NOTHING, body=describe_body(api.rt, media_type, type_)
        )
        call = api.client().request(operation, body=body, options=api.rt.RequestOptions(**options))
        await api.of(call)

    api.run(test)
    return progress


def chunks() -> Iterator[bytes]:
    yield from (b"abc", b"de")


async def chunks_async() -> AsyncIterator[bytes]:
    for chunk in chunks():
        yield chunk


# --- progress -------------------------------------------------------------------------------------------


def test_bytes_go_in_pieces(api: Api) -> None:
    size = api.runtime("bodies.files").CHUNK_SIZE
    api.answer(200)
    progress = upload(api, b"a" * (2 * size + 1))
    total = 2 * size + 1
    assert progress.seen == [(size, total), (2 * size, total), (total, total)]
    assert api.bodies == [b"a" * total]
    assert api.requests[0].headers["content-length"] == str(total)
    assert "transfer-encoding" not in api.requests[0].headers


def test_a_file(api: Api, tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"a" * 300_000)
    api.answer(200)
    progress = upload(api, path)
    assert progress.seen == [(262_144, 300_000), (300_000, 300_000)]


def test_an_iterator_has_no_total(api: Api) -> None:
    api.answer(200)
    progress = upload(api, chunks_async() if api.is_async else chunks())
    assert progress.seen == [(3, None), (5, None)]
    assert api.requests[0].headers["transfer-encoding"] == "chunked"


def test_parts(api: Api, tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"abc")
    api.answer(200)
    progress = upload(api, {"file": path, "name": "x"}, media_type="multipart/form-data")
    length = len(api.bodies[0])
    assert progress.seen[-1] == (length, length)
    assert api.requests[0].headers["content-length"] == str(length)
    done = [done for done, _ in progress.seen]
    assert done == sorted(done)


def test_json_too(api: Api) -> None:
    api.answer(200)
    assert upload(api, {"a": 1}, media_type="application/json").seen == [(7, 7)]


def test_another_try_counts_anew(api: Api) -> None:
    api.fail(httpx2.ReadError("gone"))
    api.answer(200)
    assert upload(api, b"abc").seen == [(3, 3), (3, 3)]


def test_what_the_callback_raises_ends_the_call(api: Api) -> None:
    def stop(done: int, total: int | None) -> None:
        raise KeyError(done)

    with pytest.raises(KeyError):
        upload(api, b"abc", on_progress=stop)
    assert api.requests == []


# --- what can be sent again -----------------------------------------------------------------------------


class NotSeekable(io.BytesIO):
    def tell(self) -> int:
        raise OSError("a pipe")


@pytest.mark.parametrize(
    ("make", "is_replayable"),
    [
        (lambda path: b"abc", True),
        (lambda path: bytearray(b"abc"), True),
        (lambda path: path, True),
        (lambda path: io.BytesIO(b"abc"), True),
        (lambda path: [b"a", b"bc"], True),
        (lambda path: NotSeekable(b"abc"), False),
        (lambda path: chunks(), False),
        (lambda path: chunks_async(), False),
    ],
    ids=["bytes", "bytearray", "path", "file", "list", "pipe", "iterator", "async iterator"],
)
def test_what_can_be_read_again(
    runtime: Callable[[str], ModuleType],
    tmp_path: Path,
    make: Callable[[Path], Any],
    is_replayable: bool,
) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"abc")
    source = runtime("bodies.files").Source(make(path))
    assert source.is_replayable is is_replayable
    if is_replayable:
        assert [b"".join(source) for _ in range(2)] == [b"abc", b"abc"]
    multipart = runtime("bodies.multipart")
    stream = multipart.MultipartStream([runtime("bodies.files").Source(b"x"), source])
    assert stream.is_replayable is is_replayable


def test_items_can_be_written_again_if_they_are_a_list(
    runtime: Callable[[str], ModuleType],
) -> None:
    written = runtime("streams.items").WrittenItems
    assert written([1, 2], "application/jsonl", "int").is_replayable
    assert not written(iter([1, 2]), "application/jsonl", "int").is_replayable


def test_a_file_goes_back_to_where_it_stood(api: Api) -> None:
    file = io.BytesIO(b"head:abc")
    file.seek(5)
    api.answer(503)
    api.answer(200)
    progress = upload(api, file)
    assert api.bodies == [b"abc", b"abc"]
    assert progress.seen == [(3, 3), (3, 3)]


def test_an_iterator_is_sent_once(api: Api) -> None:
    api.answer(503)
    errors = api.runtime("errors")
    with pytest.raises(errors.InternalServerError):
        upload(api, chunks_async() if api.is_async else chunks())
    assert api.bodies == [b"abcde"]
