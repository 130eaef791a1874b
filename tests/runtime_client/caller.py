"""Calls operations of a runtime as its users do, synchronously and asynchronously."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from types import ModuleType
from typing import Any

import httpx2

Handler = Callable[[httpx2.Request], httpx2.Response]


class Caller:
    """Calls operations of a synchronous or an asynchronous client, and keeps the requests."""

    def __init__(self, rt: ModuleType, *, is_async: bool) -> None:
        self.rt = rt
        self.is_async = is_async
        self.requests: list[httpx2.Request] = []
        self.handler: Handler = lambda request: httpx2.Response(200)

    def _handle(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        return self.handler(request)

    @property
    def request(self) -> httpx2.Request:
        """The newest request."""
        return self.requests[-1]

    @property
    def target(self) -> str:
        """Path and query of the newest request, as they were sent."""
        return self.request.url.raw_path.decode("ascii")

    def http_client(self, **settings: Any) -> Any:
        """An HTTP client that sends to the handler."""
        make = httpx2.AsyncClient if self.is_async else httpx2.Client
        return make(transport=httpx2.MockTransport(self._handle), **settings)

    def client(self, **settings: Any) -> Any:
        """A client of the runtime; see its constructor."""
        make = self.rt.AsyncClient if self.is_async else self.rt.SyncClient
        settings = {"base_url": "https://api.test/v1", **settings}
        settings.setdefault("http_client", self.http_client())
        return make(**settings)

    def run(self, result: Any) -> Any:
        """The value of a call, awaited where it must be."""

        async def wait() -> Any:
            return await result

        return asyncio.run(wait()) if self.is_async else result

    def call(
        self,
        method: str = "GET",
        path: str = "/x",
        *,
        client: Any = None,
        answer: httpx2.Response | Handler | None = None,
        values: dict[str, Any] | None = None,
        **descriptor: Any,
    ) -> Any:
        """Call an operation that `descriptor` describes with the arguments in `values`."""
        if answer is not None:
            self.handler = answer if callable(answer) else lambda request: answer
        descriptor.setdefault("responses", {200: self.rt.NOTHING})
        operation = self.rt.Operation(method, path, **descriptor)
        return self.run((client or self.client()).request(operation, **(values or {})))
