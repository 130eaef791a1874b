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
from openapi_3_2_client import (
    APIStatusError,
    AsyncCafe,
    AuthenticationError,
    BadRequestError,
    Cafe,
    InternalServerError,
    NotFoundError,
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
def client(server: FakeServer) -> Iterator[Cafe]:
    with Cafe(
        base_url="https://api.test/",
        transport=httpx2.MockTransport(server),
        retries=0,
    ) as client:
        yield client


def test_every_module_imports() -> None:
    package = importlib.import_module("openapi_3_2_client")
    for module in pkgutil.walk_packages(package.__path__, "openapi_3_2_client."):
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
    client: Cafe, server: FakeServer, status: int, error: type[APIStatusError]
) -> None:
    server.answer(status, {"message": "no"})
    with pytest.raises(error) as caught:
        client.drinks.search(name="Example")
    assert caught.value.status_code == status


def test_asynchronous(server: FakeServer) -> None:
    async def call() -> None:
        async with AsyncCafe(
            base_url="https://api.test/",
            transport=httpx2.MockTransport(server),
            retries=0,
        ) as client:
            await client.drinks.search(name="Example")

    server.answer(200, [{"name": "…"}])
    asyncio.run(call())
    server.check("QUERY", "/drinks")


def test_drinks_search(client: Cafe, server: FakeServer) -> None:
    server.answer(200, [{"name": "…"}])
    result = client.drinks.search(name="Example")
    assert isinstance(result, list)
    server.check("QUERY", "/drinks")


def test_drinks_purge(client: Cafe, server: FakeServer) -> None:
    server.answer(204)
    client.drinks.purge()
    server.check("PURGE", "/drinks")
