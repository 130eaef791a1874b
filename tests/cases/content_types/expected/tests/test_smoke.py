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
from uuid import UUID

import httpx2
import pytest
from content_types_client import (
    APIStatusError,
    AsyncContentTypes,
    AuthenticationError,
    BadRequestError,
    ContentTypes,
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
def client(server: FakeServer) -> Iterator[ContentTypes]:
    with ContentTypes(
        base_url="https://api.test/",
        transport=httpx2.MockTransport(server),
        retries=0,
    ) as client:
        yield client


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Create the uploaded files in a temporary working directory."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file.png").write_bytes(b"data")


def test_every_module_imports() -> None:
    package = importlib.import_module("content_types_client")
    for module in pkgutil.walk_packages(package.__path__, "content_types_client."):
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
    client: ContentTypes, server: FakeServer, status: int, error: type[APIStatusError]
) -> None:
    server.answer(status, {"message": "no"})
    with pytest.raises(error) as caught:
        client.notes.get(UUID("6f9619ff-8b86-4d01-b42d-00cf4fc964ff"))
    assert caught.value.status_code == status


def test_asynchronous(server: FakeServer) -> None:
    async def call() -> None:
        async with AsyncContentTypes(
            base_url="https://api.test/",
            transport=httpx2.MockTransport(server),
            retries=0,
        ) as client:
            await client.notes.get(UUID("6f9619ff-8b86-4d01-b42d-00cf4fc964ff"))

    server.answer(200, {"title": "…"})
    asyncio.run(call())
    server.check("GET", "/notes/{id}")


def test_notes_get(client: ContentTypes, server: FakeServer) -> None:
    server.answer(200, {"title": "…"})
    client.notes.get(UUID("6f9619ff-8b86-4d01-b42d-00cf4fc964ff"))
    server.check("GET", "/notes/{id}")


def test_notes_create(client: ContentTypes, server: FakeServer) -> None:
    server.answer(201, {"title": "…"})
    result = client.notes.create(title="Example")
    assert isinstance(result, models.Note)
    server.check("POST", "/notes")


def test_notes_update_version_2(client: ContentTypes, server: FakeServer) -> None:
    server.answer(200, {"title": "…"})
    client.notes.update_version_2(
        UUID("6f9619ff-8b86-4d01-b42d-00cf4fc964ff"),
        heading="heading",
    )
    server.check("PATCH", "/notes/{id}")


def test_notes_get_stream(client: ContentTypes, server: FakeServer) -> None:
    server.send(200, "application/pdf", b"data")
    with client.notes.get_stream(
        UUID("6f9619ff-8b86-4d01-b42d-00cf4fc964ff"),
    ) as download:
        download.save(Path("file.pdf"))
    server.check("GET", "/notes/{id}")


def test_notes_create_text(client: ContentTypes, server: FakeServer) -> None:
    server.answer(201, {"title": "…"})
    result = client.notes.create_text(body="text")
    assert isinstance(result, models.Note)
    server.check("POST", "/notes")


def test_notes_update(client: ContentTypes, server: FakeServer) -> None:
    server.answer(200, {"title": "…"})
    client.notes.update(
        UUID("6f9619ff-8b86-4d01-b42d-00cf4fc964ff"),
        title="Example",
    )
    server.check("PATCH", "/notes/{id}")


def test_notes_update_json_patch(client: ContentTypes, server: FakeServer) -> None:
    server.answer(200, {"title": "…"})
    client.notes.update_json_patch(
        UUID("6f9619ff-8b86-4d01-b42d-00cf4fc964ff"),
        body=[models.Change(op="add", path="file.txt")],
    )
    server.check("PATCH", "/notes/{id}")


def test_pictures_get(client: ContentTypes, server: FakeServer) -> None:
    server.send(200, "image/png", b"data")
    result = client.pictures.get()
    assert isinstance(result, bytes)
    server.check("GET", "/picture")


def test_pictures_replace_caption(client: ContentTypes, server: FakeServer) -> None:
    server.answer(204)
    client.pictures.replace_caption(body="text")
    server.check("PUT", "/caption")


def test_pictures_get_stream(client: ContentTypes, server: FakeServer) -> None:
    server.send(200, "image/png", b"data")
    with client.pictures.get_stream() as download:
        download.save(Path("file.png"))
    server.check("GET", "/picture")


def test_pictures_replace(client: ContentTypes, server: FakeServer) -> None:
    server.answer(204)
    client.pictures.replace(body=Path("file.png"))
    server.check("PUT", "/picture")
