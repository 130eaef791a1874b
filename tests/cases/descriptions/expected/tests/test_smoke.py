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

import httpx2
import pytest
from descriptions_client import (
    APIStatusError,
    AsyncDescriptions,
    AuthenticationError,
    BadRequestError,
    Descriptions,
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
def client(server: FakeServer) -> Iterator[Descriptions]:
    with Descriptions(
        base_url="https://api.test/",
        transport=httpx2.MockTransport(server),
        retries=0,
    ) as client:
        yield client


def test_every_module_imports() -> None:
    package = importlib.import_module("descriptions_client")
    for module in pkgutil.walk_packages(package.__path__, "descriptions_client."):
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
    client: Descriptions, server: FakeServer, status: int, error: type[APIStatusError]
) -> None:
    server.answer(status, {"message": "no"})
    with pytest.raises(error) as caught:
        client.basic.get_all()
    assert caught.value.status_code == status


def test_asynchronous(server: FakeServer) -> None:
    async def call() -> None:
        async with AsyncDescriptions(
            base_url="https://api.test/",
            transport=httpx2.MockTransport(server),
            retries=0,
        ) as client:
            await client.basic.get_all()

    server.answer(204)
    asyncio.run(call())
    server.check("GET", "/basic")


def test_basic_get_all(client: Descriptions, server: FakeServer) -> None:
    server.answer(204)
    client.basic.get_all()
    server.check("GET", "/basic")


def test_code_get_open(client: Descriptions, server: FakeServer) -> None:
    server.answer(200, {})
    result = client.code.get_open()
    assert isinstance(result, models.Thing)
    server.check("GET", "/code/open")


def test_code_get_first(client: Descriptions, server: FakeServer) -> None:
    server.answer(204)
    client.code.get_first()
    server.check("GET", "/code/first")


def test_code_get_lists(client: Descriptions, server: FakeServer) -> None:
    server.answer(204)
    client.code.get_lists()
    server.check("GET", "/code/lists")


def test_code_get_tests(client: Descriptions, server: FakeServer) -> None:
    server.answer(204)
    client.code.get_tests()
    server.check("GET", "/code/tests")


def test_pages_get_files(client: Descriptions, server: FakeServer) -> None:
    server.answer(204)
    client.pages.get_files()
    server.check("GET", "/pages/files")


def test_pages_get_hidden(client: Descriptions, server: FakeServer) -> None:
    server.answer(204)
    client.pages.get_hidden()
    server.check("GET", "/pages/hidden")


def test_pages_get_html(client: Descriptions, server: FakeServer) -> None:
    server.answer(204)
    client.pages.get_html()
    server.check("GET", "/pages/html")


def test_pages_get_sections(client: Descriptions, server: FakeServer) -> None:
    server.answer(204)
    client.pages.get_sections()
    server.check("GET", "/pages/sections")
