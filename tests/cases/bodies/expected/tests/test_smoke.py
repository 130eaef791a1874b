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
from bodies_client import (
    APIStatusError,
    AsyncBodies,
    AuthenticationError,
    BadRequestError,
    Bodies,
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
def client(server: FakeServer) -> Iterator[Bodies]:
    with Bodies(
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
    package = importlib.import_module("bodies_client")
    for module in pkgutil.walk_packages(package.__path__, "bodies_client."):
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
    client: Bodies, server: FakeServer, status: int, error: type[APIStatusError]
) -> None:
    server.answer(status, {"message": "no"})
    with pytest.raises(error) as caught:
        client.batches.create(body=[models.CreateBatchRequestItem(n=1)])
    assert caught.value.status_code == status


def test_asynchronous(server: FakeServer) -> None:
    async def call() -> None:
        async with AsyncBodies(
            base_url="https://api.test/",
            transport=httpx2.MockTransport(server),
            retries=0,
        ) as client:
            await client.batches.create(body=[models.CreateBatchRequestItem(n=1)])

    server.answer(204)
    asyncio.run(call())
    server.check("POST", "/batches")


def test_batches_create(client: Bodies, server: FakeServer) -> None:
    server.answer(204)
    client.batches.create(body=[models.CreateBatchRequestItem(n=1)])
    server.check("POST", "/batches")


def test_files_upload(client: Bodies, server: FakeServer) -> None:
    server.answer(201, {"id": "…"})
    result = client.files.upload(file=Path("file.pdf"))
    assert isinstance(result, models.UploadFilesResponse)
    server.check("POST", "/files")


def test_files_replace_content(client: Bodies, server: FakeServer) -> None:
    server.answer(204)
    client.files.replace_content("id", body=Path("file.pdf"))
    server.check("PUT", "/files/{id}/content")


def test_forms_create(client: Bodies, server: FakeServer) -> None:
    server.answer(204)
    client.forms.create(name="Example")
    server.check("POST", "/forms")


def test_notes_create(client: Bodies, server: FakeServer) -> None:
    server.answer(204)
    client.notes.create(body="text")
    server.check("POST", "/notes")
