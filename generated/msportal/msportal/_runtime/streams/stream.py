"""Streams: the items of an answer, read while they come."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, cast

from ..capture import RawResponse
from ..failures import failure
from ..http import httpx
from ..prepare import Prepared
from .reading import Reader
from .server_sent_events import ServerSentEvent

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop

T_co = TypeVar("T_co", covariant=True)

_NO_ITEMS: Iterator[Any] = iter(())


class _Stream(Generic[T_co]):
    """What both kinds of streams share."""

    def __init__(
        self,
        reader: Reader,
        prepared: Prepared,
        response: RawResponse,
        answer: httpx.Response,
    ) -> None:
        """Streams are made by the clients.

        Args:
            reader: turns chunks into items.
            prepared: the request.
            response: the head of the answer.
            answer: where chunks come from; it is closed when nothing more comes.
        """
        self.response = response
        """The answer without its content: status, headers, request id."""

        self._reader = reader
        self._prepared = prepared
        self._answer = answer
        self._ready: Iterator[T_co] = _NO_ITEMS
        self._is_over = False
        """Whether there are no chunks any more."""

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.response.method} {self.response.url}>"

    @property
    def last_event(self) -> ServerSentEvent | None:
        """The server-sent event that the newest item comes from; None in other formats."""
        return self._reader.last_event

    @property
    def last_event_id(self) -> str:
        """The id of the newest event that has one, which a server takes as `Last-Event-ID` to go
        on behind it; empty where there is none."""
        return self._reader.last_event_id

    @property
    def retry(self) -> int | None:
        """Milliseconds to wait before connecting anew, as the server said last."""
        return self._reader.retry

    def _take(self) -> tuple[T_co, ...]:
        """The next item that came already, if there is one."""
        for item in self._ready:
            return (item,)
        if self._reader.is_over:
            self._is_over = True
        return ()

    def _end(self) -> None:
        """No chunk comes any more; what it ends is ready."""
        self._is_over = True
        self._ready = self._reader.finish()


class Stream(_Stream[T_co]):
    """The items of an answer, read while they come.

    It is closed when it has been read to its end, when reading it fails, and by `with`.

    Raises:
        APIConnectionLostError: the connection broke.
        APITimeoutError: nothing came for as long as the timeout allows.
        DecodeError: an item is not what the API declares.
    """

    def __init__(
        self,
        reader: Reader,
        prepared: Prepared,
        response: RawResponse,
        answer: httpx.Response,
    ) -> None:
        super().__init__(reader, prepared, response, answer)
        self._chunks = answer.iter_bytes()

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> T_co:
        try:
            while True:
                for item in self._take():
                    return item
                if self._is_over:
                    break
                try:
                    self._ready = cast(
                        Iterator[T_co], self._reader.feed(next(self._chunks))
                    )
                except StopIteration:
                    self._end()
        except httpx.HTTPError as error:
            self.close()
            raise failure(self._prepared, error, self._answer) from error
        except BaseException:
            self.close()
            raise
        self.close()
        raise StopIteration

    def close(self) -> None:
        """Close the connection, unless that has happened; there are no items any more."""
        self._is_over, self._ready = True, _NO_ITEMS
        self._answer.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc_value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def __del__(self) -> None:
        answer = getattr(self, "_answer", None)
        if answer is not None and not answer.is_closed:
            with suppress(Exception):
                answer.close()


class AsyncStream(_Stream[T_co]):
    """The items of an answer, read while they come, without blocking.

    It is closed when it has been read to its end, when reading it fails, and by `async with`.

    Raises:
        APIConnectionLostError: the connection broke.
        APITimeoutError: nothing came for as long as the timeout allows.
        DecodeError: an item is not what the API declares.
    """

    def __init__(
        self,
        reader: Reader,
        prepared: Prepared,
        response: RawResponse,
        answer: httpx.Response,
    ) -> None:
        super().__init__(reader, prepared, response, answer)
        self._chunks: AsyncIterator[bytes] = answer.aiter_bytes()
        self._loop = _running_loop()

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> T_co:
        try:
            while True:
                for item in self._take():
                    return item
                if self._is_over:
                    break
                try:
                    self._ready = cast(
                        Iterator[T_co], self._reader.feed(await anext(self._chunks))
                    )
                except StopAsyncIteration:
                    self._end()
        except httpx.HTTPError as error:
            await self.aclose()
            raise failure(self._prepared, error, self._answer) from error
        except BaseException:
            await self.aclose()
            raise
        await self.aclose()
        raise StopAsyncIteration

    async def aclose(self) -> None:
        """Close the connection, unless that has happened; there are no items any more."""
        self._is_over, self._ready = True, _NO_ITEMS
        await self._answer.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc_value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.aclose()

    def __del__(self) -> None:
        answer, loop = getattr(self, "_answer", None), getattr(self, "_loop", None)
        if answer is None or answer.is_closed or loop is None or loop.is_closed():
            return
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(_close_later, answer)


_closing: set[Any] = set()
"""Tasks that close what was forgotten; the event loop itself does not hold them."""


def _close_later(answer: httpx.Response) -> None:
    from asyncio import get_running_loop

    task = get_running_loop().create_task(answer.aclose())
    _closing.add(task)
    task.add_done_callback(_closing.discard)


def _running_loop() -> AbstractEventLoop | None:
    """The event loop of asyncio, where that is what runs."""
    if "asyncio" not in sys.modules:
        return None
    from asyncio import get_running_loop

    try:
        return get_running_loop()
    except RuntimeError:
        return None
