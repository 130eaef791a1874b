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
        client.best.list()
    assert caught.value.status_code == status


def test_asynchronous(server: FakeServer) -> None:
    async def call() -> None:
        async with AsyncShop(
            base_url="https://api.test/",
            transport=httpx2.MockTransport(server),
            retries=0,
        ) as client:
            await client.best.list()

    server.answer(200, [{"name": "…"}])
    asyncio.run(call())
    server.check("GET", "/best")


def test_best_list(client: Shop, server: FakeServer) -> None:
    server.answer(200, [{"name": "…"}])
    client.best.list()
    server.check("GET", "/best")


def test_cursor_list(client: Shop, server: FakeServer) -> None:
    server.answer(200, {"data": []})
    for item in client.cursor.list():
        print(item)
    server.check("GET", "/cursor")


def test_deep_list(client: Shop, server: FakeServer) -> None:
    server.answer(200, {})
    for item in client.deep.list():
        print(item)
    server.check("GET", "/deep")


def test_end_list(client: Shop, server: FakeServer) -> None:
    server.answer(200, {})
    for item in client.end.list():
        print(item)
    server.check("GET", "/end")


def test_export_list(client: Shop, server: FakeServer) -> None:
    server.answer(200, {})
    for item in client.export.list():
        print(item)
    server.check("GET", "/export")


def test_headers_list(client: Shop, server: FakeServer) -> None:
    server.answer(200, [])
    for header in client.headers.list():
        print(header)
    server.check("GET", "/headers")


def test_last_list(client: Shop, server: FakeServer) -> None:
    server.answer(200, {})
    for item in client.last.list():
        print(item)
    server.check("GET", "/last")


def test_linked_list(client: Shop, server: FakeServer) -> None:
    server.answer(200, [])
    for item in client.linked.list("shelf"):
        print(item)
    server.check("GET", "/linked/{shelf}")


def test_logs_search(client: Shop, server: FakeServer) -> None:
    server.answer(200, {})
    for item in client.logs.search(query="…"):
        print(item)
    server.check("POST", "/logs/search")


def test_modes_list(client: Shop, server: FakeServer) -> None:
    server.answer(200, {})
    for mode in client.modes.list():
        print(mode)
    server.check("GET", "/modes")


def test_next_list(client: Shop, server: FakeServer) -> None:
    server.answer(200, {})
    for item in client.next.list():
        print(item)
    server.check("GET", "/next")


def test_numbers_list(client: Shop, server: FakeServer) -> None:
    server.answer(200, {})
    for number in client.numbers.list():
        print(number)
    server.check("GET", "/numbers")


def test_offset_list(client: Shop, server: FakeServer) -> None:
    server.answer(200, {"results": []})
    for item in client.offset.list():
        print(item)
    server.check("GET", "/offset")


def test_pageable_list(client: Shop, server: FakeServer) -> None:
    server.answer(200, {})
    for item in client.pageable.list():
        print(item)
    server.check("GET", "/pageable")


def test_pages_list(client: Shop, server: FakeServer) -> None:
    server.answer(200, [])
    for page in client.pages.list():
        print(page)
    server.check("GET", "/pages")


def test_rows_list(client: Shop, server: FakeServer) -> None:
    server.answer(200, [])
    for row in client.rows.list():
        print(row)
    server.check("GET", "/rows")


def test_search_create(client: Shop, server: FakeServer) -> None:
    server.answer(200, {})
    for item in client.search.create(query="…"):
        print(item)
    server.check("POST", "/search")


def test_told_get(client: Shop, server: FakeServer) -> None:
    server.answer(200, {})
    for item in client.told.get():
        print(item)
    server.check("GET", "/told")


def test_zero_list(client: Shop, server: FakeServer) -> None:
    server.answer(200, [])
    for item in client.zero.list():
        print(item)
    server.check("GET", "/zero")
