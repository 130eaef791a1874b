"""Streams and downloads over real connections: cut ones are gone on with, all are released."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from support.calls import open_download, open_stream, poll
from support.descriptions import body as describe_body
from support.raw_server import End, RawServer, always, answer, in_turn

from .api import Api

DATA = bytes(range(256)) * 1000


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[RawServer]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    with RawServer() as server:
        yield server


def client(api: Api, server: RawServer) -> Any:
    return api.client(base_url=server.url, transport=None)


def head(*lines: str) -> bytes:
    return "\r\n".join(["HTTP/1.1 200 OK", *lines, "", ""]).encode()


def chunk(data: bytes) -> bytes:
    return b"%x\r\n%b\r\n" % (len(data), data)


def test_a_download_is_gone_on_with(api: Api, server: RawServer, tmp_path: Path) -> None:
    first = head('ETag: "v1"', "Accept-Ranges: bytes", f"Content-Length: {len(DATA)}")
    cut = 100_000
    content_range = f"Content-Range: bytes {cut}-{len(DATA) - 1}/{len(DATA)}"
    rest = answer(DATA[cut:], content_range, 'ETag: "v1"', status="206 Partial Content")
    server.behave = in_turn(always(first, DATA[:cut], End.CLOSE), rest)

    async def test() -> None:
        opened = client(api, server)
        download = await api.of(open_download(opened, api.operation()))
        path = await api.of(download.save(tmp_path / "data"))
        assert path.read_bytes() == DATA
        assert server.received[1].header("Range") == f"bytes={cut}-"
        assert server.received[1].header("If-Range") == '"v1"'
        await api.close(opened)
        server.wait()

    api.run(test)


def test_events_go_on(api: Api, server: RawServer) -> None:
    first = head("Content-Type: text/event-stream", "Transfer-Encoding: chunked")
    server.behave = in_turn(
        always(first, chunk(b"id: 1\ndata: 1\n\n"), chunk(b"id: 2\nda"), End.RESET),
        always(first, chunk(b"id: 2\ndata: 2\n\n"), b"0\r\n\r\n"),
    )

    async def test() -> None:
        opened = client(api, server)
        operation = api.operation("GET", api.runtime("streams").ServerSentEvents("int"))
        stream = await api.of(open_stream(opened, operation))
        assert await api.items(stream) == [1, 2]
        assert server.received[1].header("Last-Event-ID") == "1"
        await api.close(opened)
        server.wait()

    api.run(test)


@pytest.mark.parametrize("kind", ["stream", "download"])
def test_leaving_early_releases_the_connection(api: Api, server: RawServer, kind: str) -> None:
    first = head("Content-Type: application/jsonl", "Transfer-Encoding: chunked")
    server.behave = always(first, chunk(b"1\n"), End.HANG)

    async def test() -> None:
        opened = client(api, server)
        if kind == "stream":
            operation = api.operation("GET", api.runtime("streams").JSONLines("int"))
            reading = await api.of(open_stream(opened, operation))
            assert await api.next(reading) == 1
        else:
            reading = (await api.of(open_download(opened, api.operation()))).iter_bytes()
            assert await api.next(reading) == b"1\n"
        await api.close(reading)
        server.wait()
        assert server.open_connections == 0
        await api.close(opened)

    api.run(test)


def test_a_connection_that_was_read_to_its_end_is_used_again(api: Api, server: RawServer) -> None:
    server.behave = always(answer(b"abc", content_type="application/octet-stream"))

    async def test() -> None:
        opened = client(api, server)
        for _ in range(3):
            download = await api.of(open_download(opened, api.operation()))
            assert await api.of(download.read()) == b"abc"
        assert server.connections == 1
        await api.close(opened)

    api.run(test)


def test_an_upload_tells_how_far_it_is(api: Api, server: RawServer, tmp_path: Path) -> None:
    path = tmp_path / "data"
    path.write_bytes(DATA * 2)
    seen: list[tuple[int, int | None]] = []
    options = api.rt.RequestOptions(on_progress=lambda done, total: seen.append((done, total)))
    server.behave = in_turn(answer(status="503 Service Unavailable"), answer())

    async def test() -> None:
        opened = client(api, server)
        body = describe_body(api.rt, "application/octet-stream", "FileInput")
        operation = api.operation("PUT", api.rt.NOTHING, body=body)
        await api.of(opened.request(operation, body=path, options=options))
        await api.close(opened)

    api.run(test)
    assert [request.body for request in server.received] == [DATA * 2] * 2
    once = [(262_144, 512_000), (512_000, 512_000)]
    assert seen == once * 2


def test_polling(api: Api, server: RawServer, errors: ModuleType) -> None:
    server.behave = in_turn(
        answer(b"", "Location: /jobs/1", status="202 Accepted"),
        answer(b"", status="202 Accepted"),
        answer(b'{"id": 1}'),
    )

    async def test() -> None:
        opened = client(api, server)
        with opened.capture() as responses:
            await api.of(opened.request(api.operation("POST", api.rt.NOTHING)))
        assert await api.of(poll(opened, responses[-1], dict)) == {"id": 1}
        await api.close(opened)

    api.run(test)
    assert [request.target for request in server.received] == ["/x", "/jobs/1", "/jobs/1"]
