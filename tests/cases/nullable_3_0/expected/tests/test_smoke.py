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
from uuid import UUID

import httpx2
import pytest
from nullable_3_0_client import (
    APIStatusError,
    AsyncNullable,
    AuthenticationError,
    BadRequestError,
    InternalServerError,
    NotFoundError,
    Nullable,
    models,
)

DOCUMENT: object = {
    "id": "6f9619ff-8b86-4d01-b42d-00cf4fc964ff",
    "status": None,
    "note": None,
    "due": None,
}


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
def client(server: FakeServer) -> Iterator[Nullable]:
    with Nullable(
        base_url="https://api.test/",
        transport=httpx2.MockTransport(server),
        retries=0,
    ) as client:
        yield client


def test_every_module_imports() -> None:
    package = importlib.import_module("nullable_3_0_client")
    for module in pkgutil.walk_packages(package.__path__, "nullable_3_0_client."):
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
    client: Nullable, server: FakeServer, status: int, error: type[APIStatusError]
) -> None:
    server.answer(status, {"message": "no"})
    with pytest.raises(error) as caught:
        client.goals.update(
            UUID("6f9619ff-8b86-4d01-b42d-00cf4fc964ff"),
            title="Example",
        )
    assert caught.value.status_code == status


def test_asynchronous(server: FakeServer) -> None:
    async def call() -> None:
        async with AsyncNullable(
            base_url="https://api.test/",
            transport=httpx2.MockTransport(server),
            retries=0,
        ) as client:
            await client.goals.update(
                UUID("6f9619ff-8b86-4d01-b42d-00cf4fc964ff"),
                title="Example",
            )

    server.answer(200, DOCUMENT)
    asyncio.run(call())
    server.check("PATCH", "/goals/{id}")


def test_goals_update(client: Nullable, server: FakeServer) -> None:
    server.answer(200, DOCUMENT)
    result = client.goals.update(
        UUID("6f9619ff-8b86-4d01-b42d-00cf4fc964ff"),
        title="Example",
    )
    assert isinstance(result, models.Goal)
    server.check("PATCH", "/goals/{id}")
