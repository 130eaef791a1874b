"""Streamed responses, which are read while they arrive and resumed after a lost connection."""

from __future__ import annotations

import re
import sys
from collections.abc import AsyncIterator, Coroutine, Generator, Iterator, Mapping
from contextlib import nullcontext, suppress
from dataclasses import replace
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from anyio import fail_after

from ..errors import APIError
from ..http import httpx
from ..responses import declared_responses
from .call import TRANSPORT_ERRORS, Call, TransportError
from .sending import (
    AsyncConnection,
    Connection,
    FinalResponse,
    SyncConnection,
    limiting,
    load,
    notify,
    run,
    send,
)

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop

_NUMBER = re.compile(r"[0-9]{1,18}")


def content_length(headers: httpx.Headers) -> int | None:
    """Return the `Content-Length` of a response in bytes as sent; None if there is none."""
    text = headers.get("content-length", "").strip()
    return int(text) if _NUMBER.fullmatch(text) else None


class StreamedCall(Call):
    """A call whose successful response is read while it arrives; after a lost connection it may
    continue."""

    __slots__ = ("_is_owing",)

    _is_owing: bool
    """True if the call has a successful response whose content is still to be read."""

    def stays_open(self, response: httpx.Response) -> bool:
        """Return whether the content of a response is left to be streamed."""
        return declared_responses(self.operation).is_success(response.status_code)

    def responded(self, response: httpx.Response, content: bytes) -> float | None:
        wait = super().responded(response, content)
        if response.status_code < 300:
            self._is_owing = not response.is_closed
        return wait

    def progressed(self) -> None:
        """Reset the retry count and refund the last retry: a streamed response has made
        progress."""
        self._retries = 0
        self._response_time = self.settings.response_time
        self._is_renewed = False
        if self._is_owing:
            self._is_owing = False
            self._shared.budget.refund(self._budget_cost)

    def begin_again(self) -> None:
        """Go back to the URL of the first request, unless that would repeat a side effect."""
        redirections = self._redirections
        first = None if redirections is None else redirections.first
        # Redirects may be temporary; but going back after a 303 would repeat a side effect.
        if first is not None and first.method == self.prepared.method:
            self.prepared = first
            self._redirections = None


async def load_rest(
    connection: Connection, call: StreamedCall, final: FinalResponse
) -> FinalResponse:
    """Return a streamed response with its content read.

    Raises:
        APIError: The content could not be read.
    """
    if not call.stays_open(final.response):
        return final
    try:
        with limiting(call):
            content = await load(connection, call, final.response)
    except TRANSPORT_ERRORS as error:
        raise call.failure(error, final.response) from error
    return FinalResponse(final.response, content)


class _Incoming:
    """Base class of both kinds: everything but reading and sending."""

    def __init__(self, call: StreamedCall, response: httpx.Response) -> None:
        self.call = call
        self._size = 0
        """Bytes received so far, including those of earlier responses."""

        self._added: frozenset[bytes] = frozenset()
        """Lower-case names of the headers added to the newest request."""

        self._take(response)

    def _take(self, response: httpx.Response) -> None:
        self.response = response
        """The newest response of the call."""

        self._is_at_hand = response.is_stream_consumed
        """True if the content is available without reading, as in mocks."""

    def _counted(self, chunk: bytes) -> bytes:
        """Count a chunk of the content, and return it.

        Raises:
            APITimeoutError: No time is left for the call.
            ResponseTooLargeError: The response is too large.
        """
        self._size += len(chunk)
        self.call.check(self.response, self._size)
        return chunk

    def _check_whole(self) -> None:
        """Check at the end that the whole content has arrived: HTTP/1.1 libraries do, other
        transports may not."""
        if self._is_at_hand:
            return
        announced = content_length(self.response.headers)
        came = self.response.num_bytes_downloaded
        if announced is not None and came < announced:
            raise httpx.RemoteProtocolError(f"received {came} of {announced} bytes")

    def _failure(self, cause: TransportError) -> APIError:
        return self.call.failure(cause, self.response)

    def _wait(self, error: APIError | None, least: float, *, may_repeat: bool) -> float:
        """Return the seconds to wait before the call continues.

        Raises:
            APIError: `error`, if the call cannot continue, or no time is left.
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
        """Note that the next `size` bytes are a repetition, so that they are counted once."""
        self._size -= size

    def _begin_again(self, headers: Mapping[bytes, bytes]) -> None:
        """Prepare the request of the call to be sent again, with some headers added."""
        self.call.begin_again()
        prepared = self.call.prepared
        before, self._added = self._added, frozenset(name.lower() for name in headers)
        names = before | self._added
        kept = [each for each in prepared.headers if each[0].lower() not in names]
        self.call.prepared = replace(prepared, headers=[*kept, *headers.items()])


class Incoming(_Incoming):
    """Content of a response, in chunks."""

    def __init__(
        self,
        call: StreamedCall,
        response: httpx.Response,
        connection: SyncConnection,
    ) -> None:
        """Begin to read.

        Args:
            call: Call that the response belongs to.
            response: Response whose content is still to be read.
            connection: Sends the request of the call again.
        """
        super().__init__(call, response)
        self.connection = connection
        self._chunks: Iterator[bytes] = response.iter_bytes()

    def next(self) -> bytes | None:
        """Return the next chunk, decompressed; None at the end. The response is closed at the end
        and after errors.

        Raises:
            APIError: The connection was lost, timed out, or the response is too large.
        """
        try:
            is_bounded = self.call.left() is not None
            with limiting(self.call) if is_bounded else nullcontext():
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
    ) -> FinalResponse:
        """Send the request again for the rest; the response may be an error.

        Args:
            error: Reason for the request; None if the response has ended.
            headers: Headers to add to the request; None if it cannot be sent again.
            least: Minimum seconds to wait before the request.

        Raises:
            APIError: `error`, if another attempt makes no sense, or the error of the attempt.
        """
        try:
            wait = self._wait(error, least, may_repeat=headers is not None)
        finally:
            if error is not None:
                run(notify(self.connection, self.call, "failed"))
        self._begin_again(headers or {})
        if wait > 0:
            self.call.clock.sleep(wait)
        final = run(send(self.connection, self.call))
        self._take(final.response)
        self._chunks = final.response.iter_bytes()
        return final

    def close(self) -> None:
        """Close the connection if it is open."""
        self.response.close()

    def __del__(self) -> None:
        response = getattr(self, "response", None)
        if response is not None and not response.is_closed:
            with suppress(Exception):
                response.close()


class AsyncIncoming(_Incoming):
    """Content of a response, in chunks, read asynchronously."""

    def __init__(
        self,
        call: StreamedCall,
        response: httpx.Response,
        connection: AsyncConnection,
    ) -> None:
        """Begin to read; see `Incoming`."""
        super().__init__(call, response)
        self.connection = connection
        self._chunks: AsyncIterator[bytes] = response.aiter_bytes()
        self._loop = _running_loop()

    async def next(self) -> bytes | None:
        """Return the next chunk, decompressed; None at the end. The response is closed at the end
        and after errors.

        Raises:
            APIError: The connection was lost, timed out, or the response is too large.
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
    ) -> FinalResponse:
        """Send the request again for the rest; the response may be an error.

        Args:
            error: Reason for the request; None if the response has ended.
            headers: Headers to add to the request; None if it cannot be sent again.
            least: Minimum seconds to wait before the request.

        Raises:
            APIError: `error`, if another attempt makes no sense, or the error of the attempt.
        """
        try:
            wait = self._wait(error, least, may_repeat=headers is not None)
        finally:
            if error is not None:
                await notify(self.connection, self.call, "failed")
        self._begin_again(headers or {})
        if wait > 0:
            await self.call.clock.asleep(wait)
        final = await send(self.connection, self.call)
        self._take(final.response)
        self._chunks = final.response.aiter_bytes()
        return final

    async def aclose(self) -> None:
        """Close the connection if it is open."""
        await self.response.aclose()

    def __del__(self) -> None:
        response, loop = getattr(self, "response", None), getattr(self, "_loop", None)
        if response is None or response.is_closed or loop is None or loop.is_closed():
            return
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(_close_later, response)


_closing: set[Any] = set()
"""Tasks that close abandoned responses; the event loop itself holds no reference to them."""


class _Closable(Protocol):
    async def aclose(self) -> None: ...


S_co = TypeVar("S_co", bound=_Closable, covariant=True)


class Opening(Generic[S_co]):
    """Asynchronous stream or download that is requested by `async with`, which closes it, or by
    `await`."""

    def __init__(self, opening: Coroutine[Any, Any, S_co]) -> None:
        """Create it; clients do this."""
        self._opening = opening
        self._opened: S_co | None = None

    def __await__(self) -> Generator[Any, Any, S_co]:
        return self._opening.__await__()

    async def __aenter__(self) -> S_co:
        self._opened = opened = await self._opening
        return opened

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc_value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._opened is not None:
            await self._opened.aclose()


def _close_later(response: httpx.Response) -> None:
    from asyncio import get_running_loop

    task = get_running_loop().create_task(response.aclose())
    _closing.add(task)
    task.add_done_callback(_closing.discard)


def _running_loop() -> AbstractEventLoop | None:
    """Return the running event loop of asyncio; None if there is none."""
    if "asyncio" not in sys.modules:
        return None
    from asyncio import get_running_loop

    try:
        return get_running_loop()
    except RuntimeError:
        return None
