"""A client with an operation for each way from one page to the next."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx2
import pytest

from support.clients import generate_to, import_from

Handler = Callable[[httpx2.Request], httpx2.Response]

PACKAGE = "pagination_shop"


class Shop:
    """A synchronous or an asynchronous client, whose requests a function answers."""

    def __init__(self, package: ModuleType, *, is_async: bool, **options: Any) -> None:
        self.package = package
        self.is_async = is_async
        self.requests: list[httpx2.Request] = []
        self.handler: Handler = lambda request: httpx2.Response(500)
        transport = httpx2.MockTransport(self._handle)
        if is_async:
            self.client = package.AsyncShop(
                http_client=httpx2.AsyncClient(transport=transport), **options
            )
        else:
            self.client = package.Shop(http_client=httpx2.Client(transport=transport), **options)

    def _handle(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        return self.handler(request)

    def answers(self, *bodies: Any) -> None:
        """Answer the requests one after the other; the last body holds for all that follow."""
        left = list(bodies)

        def answer(request: httpx2.Request) -> httpx2.Response:
            body = left.pop(0) if len(left) > 1 else left[0]
            if isinstance(body, httpx2.Response):
                return httpx2.Response(body.status_code, headers=body.headers, content=body.content)
            return httpx2.Response(200, json=body)

        self.handler = answer

    @property
    def targets(self) -> list[str]:
        """Path and query of every request."""
        return [request.url.raw_path.decode() for request in self.requests]

    @property
    def bodies(self) -> list[Any]:
        """The JSON body of every request."""
        return [json.loads(request.content) for request in self.requests]

    def items(self, pages: Any) -> list[Any]:
        """All items of all pages."""
        if not self.is_async:
            return list(pages)

        async def collect() -> list[Any]:
            return [item async for item in pages]

        return asyncio.run(collect())

    def names(self, pages: Any) -> list[str]:
        """The names of all items."""
        return [item.name for item in self.items(pages)]

    def pages(self, pages: Any) -> list[Any]:
        """All pages."""
        return self.items(pages.pages())

    def first_page(self, pages: Any) -> Any:
        """The first page."""
        found = pages.first_page()

        async def wait() -> Any:
            return await found

        return asyncio.run(wait()) if self.is_async else found


def pets(*names: str) -> list[dict[str, str]]:
    """Pets as the API writes them."""
    return [{"name": name} for name in names]


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    """The package, imported."""
    folder = tmp_path_factory.mktemp("pages")
    spec = Path(__file__).parents[1] / "cases" / "pagination" / "openapi.yaml"
    generate_to(spec, folder, package=PACKAGE, client_class="Shop")
    return import_from(folder, PACKAGE)


@pytest.fixture(params=["sync", "async"])
def shop(request: pytest.FixtureRequest, package: ModuleType) -> Shop:
    """Each test runs with the synchronous and with the asynchronous client."""
    return Shop(package, is_async=request.param == "async")
