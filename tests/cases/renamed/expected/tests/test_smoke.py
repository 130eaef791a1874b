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
from renamed_client import (
    APIStatusError,
    AsyncRenamed,
    AuthenticationError,
    BadRequestError,
    InternalServerError,
    NotFoundError,
    Renamed,
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
def client(server: FakeServer) -> Iterator[Renamed]:
    with Renamed(
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
    package = importlib.import_module("renamed_client")
    for module in pkgutil.walk_packages(package.__path__, "renamed_client."):
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
    client: Renamed, server: FakeServer, status: int, error: type[APIStatusError]
) -> None:
    server.answer(status, {"message": "no"})
    with pytest.raises(error) as caught:
        for item in client.animals.find():
            print(item)
    assert caught.value.status_code == status


def test_asynchronous(server: FakeServer) -> None:
    async def call() -> None:
        async with AsyncRenamed(
            base_url="https://api.test/",
            transport=httpx2.MockTransport(server),
            retries=0,
        ) as client:
            async for item in client.animals.find():
                print(item)

    server.answer(200, {"items": [], "total_pages": 0})
    asyncio.run(call())
    server.check("GET", "/animals")


def test_animals_find(client: Renamed, server: FakeServer) -> None:
    server.answer(200, {"items": [], "total_pages": 0})
    for item in client.animals.find():
        print(item)
    server.check("GET", "/animals")


def test_animals_add(client: Renamed, server: FakeServer) -> None:
    server.answer(201, {"name": "…"})
    result = client.animals.add(name="Example")
    assert isinstance(result, models.Animal)
    server.check("POST", "/animals")


def test_animals_download_photo(client: Renamed, server: FakeServer) -> None:
    server.send(200, "image/png", b"data")
    result = client.animals.download_photo("id")
    assert isinstance(result, bytes)
    server.check("GET", "/animals/{id}/photo")


def test_animals_download_photo_stream(client: Renamed, server: FakeServer) -> None:
    server.send(200, "image/png", b"data")
    with client.animals.download_photo_stream("id") as download:
        download.save(Path("file.png"))
    server.check("GET", "/animals/{id}/photo")


def test_animals_add_multipart(client: Renamed, server: FakeServer) -> None:
    server.answer(201, {"name": "…"})
    result = client.animals.add_multipart(photo=Path("file.pdf"))
    assert isinstance(result, models.Animal)
    server.check("POST", "/animals")


def test_animals_kinds_all(client: Renamed, server: FakeServer) -> None:
    server.answer(200, ["cat"])
    result = client.animals.kinds.all()
    assert isinstance(result, list)
    server.check("GET", "/animals/kinds")


def test_events_watch(client: Renamed, server: FakeServer) -> None:
    server.answer(200, {"name": "…"})
    result = client.events.watch()
    assert isinstance(result, models.Animal)
    server.check("GET", "/events")


def test_events_watch_stream(client: Renamed, server: FakeServer) -> None:
    server.send(200, "text/event-stream", b"")
    with client.events.watch_stream() as stream:
        for item in stream:
            print(item)
    server.check("GET", "/events")


def test_health_ping(client: Renamed, server: FakeServer) -> None:
    server.answer(204)
    client.health.ping()
    server.check("GET", "/health")
