"""An API that answers what a test says, called as users of the two clients call it."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from importlib import import_module
from types import ModuleType
from typing import Any, TypeVar

import httpx2

from support.waits import Waits

T = TypeVar("T")

Piece = bytes | Exception


class Pieces(httpx2.SyncByteStream, httpx2.AsyncByteStream):
    """The content of an answer, piece by piece; an exception among the pieces is raised."""

    def __init__(self, *pieces: Piece) -> None:
        self.pieces = pieces
        self.taken = 0
        self.is_closed = False

    def __iter__(self) -> Iterator[bytes]:
        for piece in self.pieces:
            self.taken += 1
            if isinstance(piece, Exception):
                raise piece
            yield piece

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self:
            yield piece

    def close(self) -> None:
        self.is_closed = True

    async def aclose(self) -> None:
        self.close()


CUT = httpx2.RemoteProtocolError("cut")


class Api:
    """Answers one request after the other, and keeps them."""

    def __init__(self, runtime: Callable[[str], ModuleType], *, is_async: bool) -> None:
        self.runtime = runtime
        self.rt = runtime("")
        self.is_async = is_async
        self.requests: list[httpx2.Request] = []
        self.bodies: list[bytes] = []
        self.contents: list[Pieces] = []
        """Of all answers."""

        self.waits = Waits(import_module(self.rt.__name__.removesuffix("._runtime")))
        self._answers: list[httpx2.Response | Exception] = []

    def answer(
        self, status: int, *pieces: Piece, headers: dict[str, str] | None = None
    ) -> httpx2.Response:
        """One more answer."""
        content = Pieces(*pieces)
        self.contents.append(content)
        response = httpx2.Response(status, headers=headers or {}, stream=content)
        self._answers.append(response)
        return response

    def add(self, response: httpx2.Response) -> None:
        """One more answer, made elsewhere."""
        self._answers.append(response)

    def fail(self, error: Exception) -> None:
        """One more request without an answer."""
        self._answers.append(error)

    def _next(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        self.bodies.append(request.content)
        answer = self._answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def _handle(self, request: httpx2.Request) -> httpx2.Response:
        request.read()
        return self._next(request)

    async def _handle_async(self, request: httpx2.Request) -> httpx2.Response:
        await request.aread()
        return self._next(request)

    def client(self, **options: Any) -> Any:
        """A client of the runtime."""
        make = self.rt.AsyncClient if self.is_async else self.rt.SyncClient
        handler = self._handle_async if self.is_async else self._handle
        options = {
            "base_url": "https://api.test/v1",
            "transport": httpx2.MockTransport(handler),
            "clock": self.waits.clock,
            **options,
        }
        return make(**options)

    def operation(self, method: str = "GET", content: Any = None, **described: Any) -> Any:
        """An operation that succeeds with such content, by default binary."""
        content = self.rt.BINARY if content is None else content
        responses = {200: content} if content is not self.rt.NOTHING else {"2XX": content}
        return self.rt.Operation(method, "/x", responses=responses, **described)

    def run(self, test: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """Run a test that awaits what the clients give by `of`."""
        return asyncio.run(test())

    async def of(self, value: Any) -> Any:
        """What a call gives, awaited where it must be."""
        return await value if inspect.isawaitable(value) else value

    async def items(self, stream: Any) -> list[Any]:
        """All that is left of an iterator."""
        return [item async for item in stream] if self.is_async else list(stream)

    async def next(self, stream: Any) -> Any:
        """The next item of an iterator."""
        return await anext(stream) if self.is_async else next(stream)

    async def close(self, opened: Any) -> None:
        """Close a stream, a download or a client."""
        await self.of(opened.aclose() if self.is_async else opened.close())
