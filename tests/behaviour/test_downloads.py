"""Downloads, uploads and long-running operations through generated clients."""

from __future__ import annotations

import asyncio
from pathlib import Path

import httpx2
import pytest

from support.calls import poll
from support.clients import Exchange, exchange

CASE = Path(__file__).resolve().parents[1] / "cases" / "downloads" / "openapi.yaml"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Exchange:
    return exchange(CASE.read_text(encoding="utf-8"), tmp_path_factory.mktemp("downloads"))


def answer(sample: Exchange, content: bytes, media_type: str, status: int = 200) -> None:
    sample.answer = httpx2.Response(status, content=content, headers={"Content-Type": media_type})


def test_content_whole_or_while_it_comes(sample: Exchange, tmp_path: Path) -> None:
    answer(sample, b"%PDF", "application/pdf")
    assert sample.client.papers.download("p1") == b"%PDF"
    assert sample.request.headers["accept"] == "application/pdf"
    with sample.client.papers.download_stream("p1") as download:
        assert isinstance(download, sample.package.Download)
        assert download.save(tmp_path / "a").read_bytes() == b"%PDF"
    assert sample.request.headers["accept"] == "application/pdf"
    assert sample.request.headers["accept-encoding"] == "identity"

    async def read() -> bytes:
        async with sample.async_client.papers.download_stream("p1") as download:
            assert isinstance(download, sample.package.AsyncDownload)
            return b"".join([piece async for piece in download.iter_bytes(3)])

    assert asyncio.run(read()) == b"%PDF"


def test_errors_have_their_declared_bodies(sample: Exchange) -> None:
    answer(sample, b'{"message": "no"}', "application/json", 404)
    with pytest.raises(sample.package.NotFoundError) as caught:
        sample.client.papers.download_stream("p1")
    assert caught.value.body == sample.models.Problem(message="no")


def test_only_binary_content_is_asked_for(sample: Exchange) -> None:
    answer(sample, b"\x89PNG", "image/png")
    with sample.client.pictures.get_stream("p1", width=3) as download:
        assert download.read() == b"\x89PNG"
    assert sample.request.headers["accept"] == "image/png, image/jpeg"
    sample.client.pictures.get_stream("p1", accept="image/jpeg").close()
    assert sample.request.headers["accept"] == "image/jpeg"


def test_the_answer_to_a_post(sample: Exchange) -> None:
    answer(sample, b"ID3", "audio/mpeg")
    with sample.client.speech.create_download(text="Hi") as download:
        assert download.read() == b"ID3"
    assert sample.request.content == b'{"text":"Hi"}'
    assert sample.request.headers["accept"] == "audio/mpeg"


def test_progress_of_an_upload(sample: Exchange) -> None:
    answer(sample, b"", "text/plain", 204)
    seen: list[tuple[int, int | None]] = []
    options = sample.package.RequestOptions(on_progress=lambda *args: seen.append(args))
    sample.client.papers.replace("p1", body=b"%PDF", options=options)
    assert sample.request.content == b"%PDF"
    assert seen == [(4, 4)]


def test_the_result_of_an_operation_that_takes_long(sample: Exchange) -> None:
    export = sample.models.Export
    headers = {"Operation-Location": "/operations/7", "Retry-After": "0"}
    sample.answer = httpx2.Response(202, headers=headers)
    with sample.client.capture() as responses:
        sample.client.exports.create()
    sample.answer = httpx2.Response(200, json={"status": "Succeeded", "result": {"id": "e1"}})
    clock = sample.package.Clock(sleep=lambda seconds: None)
    client = sample.client.with_options(clock=clock)
    assert poll(client, responses[-1], export, total=60) == export(id="e1")
    assert sample.request.url == "https://api.example.com/operations/7"
