"""Smoke tests: all modules import, calls send the expected requests, and errors are raised.

The tests need no network; `FakeServer` replaces the API.
"""

from __future__ import annotations

import asyncio
import importlib
import json
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
from downloads_client import (
    APIStatusError,
    AsyncDownloads,
    AuthenticationError,
    BadRequestError,
    Downloads,
    InternalServerError,
    NotFoundError,
    models,
)


class FakeServer:
    """Returns the same response to every request, and records the requests."""

    def __init__(self) -> None:
        self.status = 204
        self.media_type = ""
        self.content = b""
        self.requests: list[httpx2.Request] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        headers = {"Content-Type": self.media_type} if self.media_type else {}
        return httpx2.Response(self.status, headers=headers, content=self.content)

    def answer(self, status: int, *document: object) -> None:
        """Set the response: a JSON document, or no body."""
        content = json.dumps(document[0]).encode() if document else b""
        self.send(status, "application/json" if document else "", content)

    def send(self, status: int, media_type: str, content: bytes) -> None:
        """Set the response to this content."""
        self.status = status
        self.media_type = media_type
        self.content = content

    def check(self, method: str, path: str) -> None:
        """Check the last request; `path` is the end of its path, with placeholders such as `{id}`."""
        request = self.requests[-1]
        assert request.method == method
        pattern = re.sub(r"\\\{[^{}]*\\\}", ".*", re.escape(path))
        assert re.search(rf"{pattern}\Z", request.url.path, re.DOTALL), request.url.path


@pytest.fixture
def server() -> FakeServer:
    return FakeServer()


@pytest.fixture
def client(server: FakeServer) -> Iterator[Downloads]:
    with Downloads(
        base_url="https://api.test/",
        transport=httpx2.MockTransport(server),
        retries=0,
    ) as client:
        yield client


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Create the uploaded files in a temporary working directory."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file.pdf").write_bytes(b"data")


def test_every_module_imports() -> None:
    package = importlib.import_module("downloads_client")
    for module in pkgutil.walk_packages(package.__path__, "downloads_client."):
        importlib.import_module(module.name)


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (400, BadRequestError),
        (401, AuthenticationError),
        (404, NotFoundError),
        (500, InternalServerError),
    ],
)
def test_error_statuses(
    client: Downloads, server: FakeServer, status: int, error: type[APIStatusError]
) -> None:
    server.answer(status, {"message": "no"})
    with pytest.raises(error) as caught:
        client.exports.get("id")
    assert caught.value.status_code == status


def test_asynchronous(server: FakeServer) -> None:
    async def call() -> None:
        async with AsyncDownloads(
            base_url="https://api.test/",
            transport=httpx2.MockTransport(server),
            retries=0,
        ) as client:
            await client.exports.get("id")

    server.answer(200, {"id": "…"})
    asyncio.run(call())
    server.check("GET", "/exports/{id}")


def test_exports_get(client: Downloads, server: FakeServer) -> None:
    server.answer(200, {"id": "…"})
    result = client.exports.get("id")
    assert isinstance(result, models.Export)
    server.check("GET", "/exports/{id}")


def test_exports_create(client: Downloads, server: FakeServer) -> None:
    server.answer(202)
    client.exports.create()
    server.check("POST", "/exports")


def test_papers_download(client: Downloads, server: FakeServer) -> None:
    server.send(200, "application/pdf", b"data")
    result = client.papers.download("id")
    assert isinstance(result, bytes)
    server.check("GET", "/papers/{id}")


def test_papers_replace(client: Downloads, server: FakeServer) -> None:
    server.answer(204)
    client.papers.replace("id", body=Path("file.pdf"))
    server.check("PUT", "/papers/{id}")


def test_papers_download_stream(client: Downloads, server: FakeServer) -> None:
    server.send(200, "application/pdf", b"data")
    with client.papers.download_stream("id") as download:
        download.save(Path("file.pdf"))
    server.check("GET", "/papers/{id}")


def test_pictures_get(client: Downloads, server: FakeServer) -> None:
    server.answer(200, {"width": 1})
    client.pictures.get("id")
    server.check("GET", "/pictures/{id}")


def test_pictures_check(client: Downloads, server: FakeServer) -> None:
    server.answer(200)
    client.pictures.check("id")
    server.check("HEAD", "/pictures/{id}")


def test_pictures_get_stream(client: Downloads, server: FakeServer) -> None:
    server.send(200, "image/png", b"data")
    with client.pictures.get_stream("id") as download:
        download.save(Path("file.png"))
    server.check("GET", "/pictures/{id}")


def test_speech_create(client: Downloads, server: FakeServer) -> None:
    server.send(200, "audio/mpeg", b"data")
    result = client.speech.create(text="Hello")
    assert isinstance(result, bytes)
    server.check("POST", "/speech")


def test_speech_create_stream(client: Downloads, server: FakeServer) -> None:
    server.send(200, "text/event-stream", b"")
    with client.speech.create_stream(text="Hello") as stream:
        for item in stream:
            print(item)
    server.check("POST", "/speech")


def test_speech_create_download(client: Downloads, server: FakeServer) -> None:
    server.send(200, "audio/mpeg", b"data")
    with client.speech.create_download(text="Hello") as download:
        download.save(Path("file.mp3"))
    server.check("POST", "/speech")
