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
from pagination_client import (
    APIStatusError,
    AsyncShop,
    AuthenticationError,
    BadRequestError,
    InternalServerError,
    NotFoundError,
    Shop,
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
def client(server: FakeServer) -> Iterator[Shop]:
    with Shop(
        base_url="https://api.test/",
        transport=httpx2.MockTransport(server),
        retries=0,
    ) as client:
        yield client


def test_every_module_imports() -> None:
    package = importlib.import_module("pagination_client")
    for module in pkgutil.walk_packages(package.__path__, "pagination_client."):
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
    client: Shop, server: FakeServer, status: int, error: type[APIStatusError]
) -> None:
    server.answer(status, {"message": "no"})
    with pytest.raises(error) as caught:
        for page in client.pages.list():
            print(page)
    assert caught.value.status_code == status


def test_asynchronous(server: FakeServer) -> None:
    async def call() -> None:
        async with AsyncShop(
            base_url="https://api.test/",
            transport=httpx2.MockTransport(server),
            retries=0,
        ) as client:
            async for page in client.pages.list():
                print(page)

    server.answer(200, [])
    asyncio.run(call())
    server.check("GET", "/pages")


def test_pages_list(client: Shop, server: FakeServer) -> None:
    server.answer(200, [])
    for page in client.pages.list():
        print(page)
    server.check("GET", "/pages")


def test_pages_best(client: Shop, server: FakeServer) -> None:
    server.answer(200, [{"name": "…"}])
    client.pages.best()
    server.check("GET", "/best")


def test_pets_by_cursor(client: Shop, server: FakeServer) -> None:
    server.answer(200, {"data": []})
    for item in client.pets.by_cursor():
        print(item)
    server.check("GET", "/cursor")


def test_pets_search(client: Shop, server: FakeServer) -> None:
    server.answer(200, {})
    for item in client.pets.search(query="example"):
        print(item)
    server.check("POST", "/search")


def test_pets_by_deep_object(client: Shop, server: FakeServer) -> None:
    server.answer(200, {})
    for item in client.pets.by_deep_object():
        print(item)
    server.check("GET", "/deep")


def test_pets_search_logs(client: Shop, server: FakeServer) -> None:
    server.answer(200, {})
    for item in client.pets.search_logs(query="example"):
        print(item)
    server.check("POST", "/logs/search")


def test_pets_by_end_cursor(client: Shop, server: FakeServer) -> None:
    server.answer(200, {})
    for item in client.pets.by_end_cursor():
        print(item)
    server.check("GET", "/end")


def test_pets_by_header(client: Shop, server: FakeServer) -> None:
    server.answer(200, [])
    for item in client.pets.by_header():
        print(item)
    server.check("GET", "/headers")


def test_pets_by_last_item(client: Shop, server: FakeServer) -> None:
    server.answer(200, {})
    for item in client.pets.by_last_item():
        print(item)
    server.check("GET", "/last")


def test_pets_by_number(client: Shop, server: FakeServer) -> None:
    server.answer(200, {})
    for item in client.pets.by_number():
        print(item)
    server.check("GET", "/numbers")


def test_pets_by_offset(client: Shop, server: FakeServer) -> None:
    server.answer(200, {"results": []})
    for item in client.pets.by_offset():
        print(item)
    server.check("GET", "/offset")


def test_pets_by_pageable(client: Shop, server: FakeServer) -> None:
    server.answer(200, {})
    for item in client.pets.by_pageable():
        print(item)
    server.check("GET", "/pageable")


def test_pets_by_told_number(client: Shop, server: FakeServer) -> None:
    server.answer(200, {})
    for item in client.pets.by_told_number():
        print(item)
    server.check("GET", "/told")


def test_pets_by_url(client: Shop, server: FakeServer) -> None:
    server.answer(200, {})
    for item in client.pets.by_url():
        print(item)
    server.check("GET", "/next")


def test_pets_export(client: Shop, server: FakeServer) -> None:
    server.answer(200, {})
    for item in client.pets.export():
        print(item)
    server.check("GET", "/export")


def test_pets_from_zero(client: Shop, server: FakeServer) -> None:
    server.answer(200, [])
    for item in client.pets.from_zero():
        print(item)
    server.check("GET", "/zero")


def test_pets_in_two_modes(client: Shop, server: FakeServer) -> None:
    server.answer(200, {})
    for item in client.pets.in_two_modes():
        print(item)
    server.check("GET", "/modes")


def test_pets_by_link(client: Shop, server: FakeServer) -> None:
    server.answer(200, [])
    for item in client.pets.by_link("shelf"):
        print(item)
    server.check("GET", "/linked/{shelf}")


def test_pets_by_rows(client: Shop, server: FakeServer) -> None:
    server.answer(200, [])
    for item in client.pets.by_rows():
        print(item)
    server.check("GET", "/rows")
