"""Calls operations of the runtime, synchronously or asynchronously, and answers the requests."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from types import ModuleType
from typing import Any

import httpx2

from support.descriptions import body as describe_body

from .watch import Watch

Answer = httpx2.Response | Exception | Callable[[httpx2.Request], httpx2.Response]

TOKEN, KEY = "secret-token", "secret-key"


class Api:
    """Clients of one kind, on a clock that does not wait."""

    def __init__(self, runtime: Callable[[str], ModuleType], *, is_async: bool) -> None:
        self.runtime = runtime
        self.is_async = is_async
        self.watch = Watch()
        self.clock = self.watch.clock(runtime("client.options"))
        self.requests: list[httpx2.Request] = []
        self.answers: list[Answer] = []
        """What comes next; afterwards an empty list (JSON) with status 200."""

        rt = runtime("")
        content = {200: rt.JSON("list[str]")}
        self.list_pets = rt.Operation("GET", "/pets", responses=content)
        self.get_pet = rt.Operation("GET", "/pets/{petId}", responses=content)
        self.create_pet = rt.Operation(
            "POST", "/pets", body=describe_body(rt, "application/json", "Any"), responses=content
        )
        self.search = rt.Operation("GET", "/search", responses=content, security=(("key",),))

    def client(self, **options: Any) -> Any:
        """A client with a token, and with a key that goes into the query."""
        rt = self.runtime("")
        options.setdefault("clock", self.clock)
        options.setdefault("transport", httpx2.MockTransport(self._answer))
        return (rt.AsyncClient if self.is_async else rt.SyncClient)(
            base_url="https://user:secret-password@api.test/v1",
            credentials={
                "token": rt.Bearer(TOKEN),
                "key": rt.APIKey(KEY, location="query", name="api_key"),
            },
            security=(("token",),),
            version="1.2.3",
            **options,
        )

    def _answer(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        answer = self.answers.pop(0) if self.answers else httpx2.Response(200, json=[])
        if isinstance(answer, Exception):
            raise answer
        return answer if isinstance(answer, httpx2.Response) else answer(request)

    def call(self, client: Any, operation: Any = None, **arguments: Any) -> Any:
        """The result of an operation, by default of one that needs no arguments."""
        return self.wait(client.request(operation or self.list_pets, **arguments))

    def wait(self, result: Any) -> Any:
        """The result of a method, awaited where it must be."""

        async def wait() -> Any:
            return await result

        return asyncio.run(wait()) if self.is_async else result
