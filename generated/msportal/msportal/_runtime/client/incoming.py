"""An answer on its way: content that is read while it comes, and asked for anew where it broke off."""

from __future__ import annotations

import re
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import nullcontext, suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from anyio import fail_after

from ..errors import APIError
from ..http import httpx
from .call import TRANSPORT_ERRORS, Call, TransportError, failure
from .sending import Answer, tell_failed, tell_failed_async, within

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop

_NUMBER = re.compile(r"[0-9]{1,18}")


def content_length(headers: httpx.Headers) -> int | None:
    """Number of bytes that an answer announces, as they are sent; None where it tells none."""
    text = headers.get("content-length", "").strip()
    return int(text) if _NUMBER.fullmatch(text) else None


class _Incoming:
    """What both kinds share: everything but reading and sending."""

    def __init__(self, call: Call, response: httpx.Response) -> None:
        self.call = call
        self._size = 0
        """Bytes that came so far, those of earlier answers included."""

        self._added: frozenset[bytes] = frozenset()
        """Lower-case names of the headers that the newest request got on top."""

        self._take(response)

    def _take(self, response: httpx.Response) -> None:
        self.response = response
        """The newest answer of the call."""

        self._is_at_hand = response.is_stream_consumed
        """Whether its content was there before it was read, as mocks may have it."""

    def _counted(self, chunk: bytes) -> bytes:
        """A piece of the content that came.

        Raises:
            APITimeoutError: no time is left for the call.
            ResponseTooLargeError: it is more than the answer may have.
        """
        self._size += len(chunk)
        self.call.check(self.response, self._size)
        return chunk

    def _check_whole(self) -> None:
        """Check at the end that all came that was announced: HTTP/1.1 libraries do, other
        transports may not."""
        if self._is_at_hand:
            return
        announced = content_length(self.response.headers)
        came = self.response.num_bytes_downloaded
        if announced is not None and came < announced:
            raise httpx.RemoteProtocolError(f"{came} of {announced} bytes came")

    def _failure(self, cause: TransportError) -> APIError:
        call = self.call
        return failure(call.prepared, cause, self.response, call.attempts)

    def _wait(self, error: APIError | None, least: float, *, may_repeat: bool) -> float:
        """Seconds to wait before the call goes on.

        Raises:
            APIError: `error`, where it cannot go on, or that no time is left.
        """
        if error is not None:
            error, wait = self.call.failed(error, self.response, may_repeat=may_repeat)
            if wait is None:
                raise error
            least = max(wait, least)
        left = self.call.left()
        if left is not None and least >= left:
            raise error or self.call.out_of_time()
        return least

    def repeats(self, size: int) -> None:
        """Take note that so many bytes of what comes now came before, which count once."""
        self._size -= size

    def _begin_again(self, headers: Mapping[bytes, bytes]) -> None:
        """Make the request of the call the next one, with some headers on top."""
        self.call.begin_again()
        prepared = self.call.prepared
        before, self._added = self._added, frozenset(name.lower() for name in headers)
        names = before | self._added
        kept = [each for each in prepared.headers if each[0].lower() not in names]
        self.call.prepared = replace(prepared, headers=[*kept, *headers.items()])


class Incoming(_Incoming):
    """The content of an answer, piece by piece."""

    def __init__(
        self, call: Call, response: httpx.Response, send: Callable[[Call], Answer]
    ) -> None:
        """Begin to read.

        Args:
            call: what was answered.
            response: the answer, whose content is still to be read.
            send: sends the request of the call once more.
        """
        super().__init__(call, response)
        self._send = send
        self._chunks: Iterator[bytes] = response.iter_bytes()

    def next(self) -> bytes | None:
        """What came since, compression undone; None at the end. It is closed then, and by errors.

        Raises:
            APIError: the connection broke, nothing came in time, or too much came.
        """
        try:
            is_bounded = self.call.left() is not None
            with within(self.call.left) if is_bounded else nullcontext():
                chunk = next(self._chunks, None)
            if chunk is not None:
                return self._counted(chunk)
            self._check_whole()
        except TRANSPORT_ERRORS as cause:
            self.close()
            raise self._failure(cause) from cause
        except BaseException:
            self.close()
            raise
        self.close()
        return None

    def resume(
        self,
        error: APIError | None,
        headers: Mapping[bytes, bytes] | None,
        least: float = 0.0,
    ) -> Answer:
        """Send the request once more, for what is left; the answer may be an error.

        Args:
            error: why that is needed; None where the answer came to its end.
            headers: what the request gets on top; None where it cannot be sent once more.
            least: seconds to wait before it at least.

        Raises:
            APIError: `error`, where no further attempt makes sense, or that of the attempt.
        """
        try:
            wait = self._wait(error, least, may_repeat=headers is not None)
        finally:
            if error is not None:
                tell_failed(self.call)
        self._begin_again(headers or {})
        if wait > 0:
            self.call.clock.sleep(wait)
        answer = self._send(self.call)
        self._take(answer.response)
        self._chunks = answer.response.iter_bytes()
        return answer

    def close(self) -> None:
        """Close the connection, unless that has happened."""
        self.response.close()

    def __del__(self) -> None:
        response = getattr(self, "response", None)
        if response is not None and not response.is_closed:
            with suppress(Exception):
                response.close()


class AsyncIncoming(_Incoming):
    """The content of an answer, piece by piece, read without blocking."""

    def __init__(
        self,
        call: Call,
        response: httpx.Response,
        send: Callable[[Call], Awaitable[Answer]],
    ) -> None:
        """Begin to read; the arguments are those of `Incoming`."""
        super().__init__(call, response)
        self._send = send
        self._chunks: AsyncIterator[bytes] = response.aiter_bytes()
        self._loop = _running_loop()

    async def next(self) -> bytes | None:
        """What came since, compression undone; None at the end. It is closed then, and by errors.

        Raises:
            APIError: the connection broke, nothing came in time, or too much came.
        """
        try:
            left = self.call.left()
            try:
                with nullcontext() if left is None else fail_after(left):
                    chunk = await anext(self._chunks, None)
            except TimeoutError:
                raise self.call.out_of_time() from None
            if chunk is not None:
                return self._counted(chunk)
            self._check_whole()
        except TRANSPORT_ERRORS as cause:
            await self.aclose()
            raise self._failure(cause) from cause
        except BaseException:
            await self.aclose()
            raise
        await self.aclose()
        return None

    async def resume(
        self,
        error: APIError | None,
        headers: Mapping[bytes, bytes] | None,
        least: float = 0.0,
    ) -> Answer:
        """Send the request once more, for what is left; the answer may be an error.

        Args:
            error: why that is needed; None where the answer came to its end.
            headers: what the request gets on top; None where it cannot be sent once more.
            least: seconds to wait before it at least.

        Raises:
            APIError: `error`, where no further attempt makes sense, or that of the attempt.
        """
        try:
            wait = self._wait(error, least, may_repeat=headers is not None)
        finally:
            if error is not None:
                await tell_failed_async(self.call)
        self._begin_again(headers or {})
        if wait > 0:
            await self.call.clock.asleep(wait)
        answer = await self._send(self.call)
        self._take(answer.response)
        self._chunks = answer.response.aiter_bytes()
        return answer

    async def aclose(self) -> None:
        """Close the connection, unless that has happened."""
        await self.response.aclose()

    def __del__(self) -> None:
        response, loop = getattr(self, "response", None), getattr(self, "_loop", None)
        if response is None or response.is_closed or loop is None or loop.is_closed():
            return
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(_close_later, response)


_closing: set[Any] = set()
"""Tasks that close what was forgotten; the event loop itself does not hold them."""


def _close_later(response: httpx.Response) -> None:
    from asyncio import get_running_loop

    task = get_running_loop().create_task(response.aclose())
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
