"""Smoke tests: the package imports, calls send what they should, and errors say what went wrong.

They need no network, for `Server` stands in for it.
"""

from __future__ import annotations

import asyncio
import importlib
import json
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import bodies_client
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


class Server:
    """Gives one answer to every request, and keeps what it was asked."""

    def __init__(self) -> None:
        self.status = 204
        self.content = b""
        self.requests: list[httpx2.Request] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        headers = {"Content-Type": "application/json"} if self.content else {}
        return httpx2.Response(self.status, headers=headers, content=self.content)

    def answer(self, status: int, *document: object) -> None:
        """Give this answer from now on, with a JSON document or without a body."""
        self.status = status
        self.content = json.dumps(document[0]).encode() if document else b""

    def check(self, method: str, path: str) -> None:
        """Check the newest request; `path` may have places such as `{id}`."""
        request = self.requests[-1]
        assert request.method == method
        pattern = re.sub(r"\\\{[^{}]*\\\}", ".+", re.escape(path))
        assert re.fullmatch(pattern, request.url.path, re.DOTALL), request.url.path


@pytest.fixture
def server() -> Server:
    return Server()


@pytest.fixture
def client(server: Server) -> Iterator[Bodies]:
    with Bodies(
        base_url="https://api.test/",
        transport=httpx2.MockTransport(server),
        retries=0,
    ) as client:
        yield client


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file to upload."""
    (tmp_path / "file.pdf").write_bytes(b"%PDF")
    monkeypatch.chdir(tmp_path)


def test_every_module_imports() -> None:
    for module in pkgutil.walk_packages(bodies_client.__path__, "bodies_client."):
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
    client: Bodies, server: Server, status: int, error: type[APIStatusError]
) -> None:
    server.answer(status, {"message": "no"})
    with pytest.raises(error) as caught:
        client.batches.create(body=[models.CreateBatchRequestItem(n=1)])
    assert caught.value.status_code == status


def test_asynchronous(server: Server) -> None:
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


def test_batches_create(client: Bodies, server: Server) -> None:
    server.answer(204)
    client.batches.create(body=[models.CreateBatchRequestItem(n=1)])
    server.check("POST", "/batches")


def test_files_upload(client: Bodies, server: Server) -> None:
    server.answer(201, {"id": "…"})
    result = client.files.upload(file=Path("file.pdf"))
    assert isinstance(result, models.UploadFilesResponse)
    server.check("POST", "/files")


def test_forms_create(client: Bodies, server: Server) -> None:
    server.answer(204)
    client.forms.create(name="…")
    server.check("POST", "/forms")


def test_notes_create(client: Bodies, server: Server) -> None:
    server.answer(204)
    client.notes.create()
    server.check("POST", "/notes")
