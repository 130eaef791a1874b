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
from streams_client import (
    APIStatusError,
    AsyncStreams,
    AuthenticationError,
    BadRequestError,
    InternalServerError,
    NotFoundError,
    Streams,
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
def client(server: FakeServer) -> Iterator[Streams]:
    with Streams(
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
    package = importlib.import_module("streams_client")
    for module in pkgutil.walk_packages(package.__path__, "streams_client."):
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
    client: Streams, server: FakeServer, status: int, error: type[APIStatusError]
) -> None:
    server.answer(status, {"message": "no"})
    with pytest.raises(error) as caught:
        client.completions.create(prompt="Hello")
    assert caught.value.status_code == status


def test_asynchronous(server: FakeServer) -> None:
    async def call() -> None:
        async with AsyncStreams(
            base_url="https://api.test/",
            transport=httpx2.MockTransport(server),
            retries=0,
        ) as client:
            await client.completions.create(prompt="Hello")

    server.answer(200, {"text": "…"})
    asyncio.run(call())
    server.check("POST", "/completions")


def test_completions_create(client: Streams, server: FakeServer) -> None:
    server.answer(200, {"text": "…"})
    result = client.completions.create(prompt="Hello")
    assert isinstance(result, models.Completion)
    server.check("POST", "/completions")


def test_completions_create_stream(client: Streams, server: FakeServer) -> None:
    server.send(200, "text/event-stream", b"")
    with client.completions.create_stream(prompt="Hello") as stream:
        for item in stream:
            print(item)
    server.check("POST", "/completions")


def test_completions_create_answer(client: Streams, server: FakeServer) -> None:
    server.answer(200, "…")
    client.completions.create_answer(text="Hello")
    server.check("POST", "/answers")


def test_completions_create_answer_multipart_stream(
    client: Streams, server: FakeServer
) -> None:
    server.send(200, "application/x-ndjson", b"")
    with client.completions.create_answer_multipart_stream(
        recording=Path("file.pdf"),
    ) as stream:
        for item in stream:
            print(item)
    server.check("POST", "/answers")


def test_completions_create_answer_multipart(
    client: Streams, server: FakeServer
) -> None:
    server.answer(200, "…")
    client.completions.create_answer_multipart(recording=Path("file.pdf"))
    server.check("POST", "/answers")


def test_completions_create_answer_stream(client: Streams, server: FakeServer) -> None:
    server.send(200, "application/x-ndjson", b"")
    with client.completions.create_answer_stream(text="Hello") as stream:
        for item in stream:
            print(item)
    server.check("POST", "/answers")


def test_events_watch(client: Streams, server: FakeServer) -> None:
    server.send(200, "text/event-stream", b"")
    with client.events.watch() as stream:
        for item in stream:
            print(item)
    server.check("GET", "/events")


def test_events_watch_notes(client: Streams, server: FakeServer) -> None:
    server.send(200, "text/event-stream", b"")
    with client.events.watch_notes() as stream:
        for item in stream:
            print(item)
    server.check("GET", "/events/notes")


def test_events_watch_raw_events(client: Streams, server: FakeServer) -> None:
    server.send(200, "text/event-stream", b"")
    with client.events.watch_raw_events() as stream:
        for item in stream:
            print(item)
    server.check("GET", "/events/raw")


def test_readings_replace_places(client: Streams, server: FakeServer) -> None:
    server.answer(204)
    client.readings.replace_places()
    server.check("PUT", "/places")


def test_readings_add(client: Streams, server: FakeServer) -> None:
    server.answer(204)
    client.readings.add(
        body=[
            models.Reading(
                sensor=UUID("6f9619ff-8b86-4d01-b42d-00cf4fc964ff"),
                value=1.0,
            ),
        ],
    )
    server.check("POST", "/readings")


def test_readings_list(client: Streams, server: FakeServer) -> None:
    server.send(200, "application/jsonl", b"")
    with client.readings.list() as stream:
        for reading in stream:
            print(reading)
    server.check("GET", "/readings")
