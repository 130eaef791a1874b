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
from signatures_client import (
    APIStatusError,
    AsyncSignatures,
    AuthenticationError,
    BadRequestError,
    InternalServerError,
    NotFoundError,
    Signatures,
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
def client(server: FakeServer) -> Iterator[Signatures]:
    with Signatures(
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
    package = importlib.import_module("signatures_client")
    for module in pkgutil.walk_packages(package.__path__, "signatures_client."):
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
    client: Signatures, server: FakeServer, status: int, error: type[APIStatusError]
) -> None:
    server.answer(status, {"message": "no"})
    with pytest.raises(error) as caught:
        client.notes.replace(body="text")
    assert caught.value.status_code == status


def test_asynchronous(server: FakeServer) -> None:
    async def call() -> None:
        async with AsyncSignatures(
            base_url="https://api.test/",
            transport=httpx2.MockTransport(server),
            retries=0,
        ) as client:
            await client.notes.replace(body="text")

    server.answer(204)
    asyncio.run(call())
    server.check("PUT", "/notes")


def test_notes_replace(client: Signatures, server: FakeServer) -> None:
    server.answer(204)
    client.notes.replace(body="text")
    server.check("PUT", "/notes")


def test_notes_create(client: Signatures, server: FakeServer) -> None:
    server.answer(204)
    client.notes.create(body={})
    server.check("POST", "/notes")


def test_notes_create_binary(client: Signatures, server: FakeServer) -> None:
    server.answer(204)
    client.notes.create_binary(body=Path("file.pdf"))
    server.check("POST", "/notes")


def test_notes_create_text(client: Signatures, server: FakeServer) -> None:
    server.answer(204)
    client.notes.create_text(body="text")
    server.check("POST", "/notes")


def test_pets_get_part(client: Signatures, server: FakeServer) -> None:
    server.answer(204)
    client.pets.get_part("id")
    server.check("GET", "/{version}/pets/{id}/{part}")


def test_pets_sell(client: Signatures, server: FakeServer) -> None:
    server.answer(204)
    client.pets.sell("id", email="name@example.com")
    server.check("POST", "/pets/{id}/sale")


def test_pets_replace(client: Signatures, server: FakeServer) -> None:
    server.answer(204)
    client.pets.replace("id", body_id="id", name="Example")
    server.check("PUT", "/pets/{id}")
