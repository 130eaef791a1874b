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
from multipart_client import (
    APIStatusError,
    AsyncMultipart,
    AuthenticationError,
    BadRequestError,
    InternalServerError,
    Multipart,
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
def client(server: FakeServer) -> Iterator[Multipart]:
    with Multipart(
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
    package = importlib.import_module("multipart_client")
    for module in pkgutil.walk_packages(package.__path__, "multipart_client."):
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
    client: Multipart, server: FakeServer, status: int, error: type[APIStatusError]
) -> None:
    server.answer(status, {"message": "no"})
    with pytest.raises(error) as caught:
        client.uploads.nest(letters=["letters"])
    assert caught.value.status_code == status


def test_asynchronous(server: FakeServer) -> None:
    async def call() -> None:
        async with AsyncMultipart(
            base_url="https://api.test/",
            transport=httpx2.MockTransport(server),
            retries=0,
        ) as client:
            await client.uploads.nest(letters=["letters"])

    server.answer(204)
    asyncio.run(call())
    server.check("POST", "/uploads/nested")


def test_uploads_nest(client: Multipart, server: FakeServer) -> None:
    server.answer(204)
    client.uploads.nest(letters=["letters"])
    server.check("POST", "/uploads/nested")


def test_uploads_create(client: Multipart, server: FakeServer) -> None:
    server.answer(204)
    client.uploads.create(cover=Path("file.pdf"))
    server.check("POST", "/uploads")


def test_uploads_mix(client: Multipart, server: FakeServer) -> None:
    server.answer(204)
    client.uploads.mix(body=(models.Person(name="Example"),))
    server.check("POST", "/uploads/mixed")


def test_uploads_relate(client: Multipart, server: FakeServer) -> None:
    server.answer(204)
    client.uploads.relate(body=[models.Person(name="Example")])
    server.check("POST", "/uploads/related")
