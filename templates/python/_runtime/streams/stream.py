"""Streams: iteration over the items of a response while they arrive."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import TracebackType
from typing import Any, Generic, Self, TypeVar, Unpack, cast

from ..client import AsyncClient, SyncClient
from ..client.incoming import (
    AsyncIncoming,
    Incoming,
    Opening,
    StreamedCall,
    load_rest,
)
from ..client.prepare import CallArguments
from ..client.sending import FinalResponse, raw_response, run
from ..errors import APIConnectionLostError, APIError, APITimeoutError
from ..http import has_control_character
from ..requests import Operation
from ..responses import RawResponse
from .formats import ServerSentEvent, ServerSentEvents
from .reading import (
    EventReader,
    StreamReader,
    content_of,
    reader_of,
    response_error,
)

_INTERRUPTIONS = (APIConnectionLostError, APITimeoutError)
_USUAL_WAIT = 1.0
"""Default reconnection time in seconds."""


class Reconnection:
    """Reconnection of a stream after its connection has ended.

    By default a stream reconnects only if no event can be lost or repeated: if the response to a
    GET is interrupted and its events have ids, or before its first event. A response that ends
    normally is the end of the stream.
    """

    def __init__(
        self, reader: EventReader, call: StreamedCall, wanted: bool | None
    ) -> None:
        """Begin; `wanted` is True to reconnect whatever the request and the events are, also after
        a normal end; False for never; None for the default."""
        self._reader = reader
        self._call = call
        self._wanted = wanted
        self._ends = 0
        """Number of normal ends since the last event."""

    def request(self, error: APIError | None) -> Mapping[bytes, bytes] | None:
        """Return the headers of the next request; None if there is none.

        Args:
            error: Reason for the end of the connection; None for a normal end.
        """
        policy = self._call.settings.retries
        if error is None:
            self._ends += 1
        if (
            not self._is_wanted(error)
            or self._ends > policy.max_retries
            or self.wait > policy.max_retry_after
        ):
            return None
        last = self._reader.last_event_id
        return {b"Last-Event-ID": last.encode()} if last else {}

    @property
    def wait(self) -> float:
        """Return the minimum seconds before the next request."""
        retry = self._reader.retry
        return _USUAL_WAIT if retry is None else retry / 1000

    def progressed(self) -> None:
        """Reset the count of normal ends after an event."""
        self._ends = 0

    def _is_wanted(self, error: APIError | None) -> bool:
        if error is not None and not isinstance(error, _INTERRUPTIONS):
            return False
        reader = self._reader
        if has_control_character(reader.last_event_id):
            return False
        if self._wanted is not None:
            return self._wanted
        if error is None or self._call.prepared.method != "GET":
            return False
        return bool(reader.last_event_id) or reader.last_event is None


# --- streams --------------------------------------------------------------------------

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
R = TypeVar("R", Incoming, AsyncIncoming)

_NO_ITEMS: Iterator[Any] = iter(())


class _Stream(Generic[T_co, R]):
    """Base class of streams."""

    def __init__(
        self,
        reader: StreamReader,
        incoming: R,
        response: RawResponse,
        reconnect: bool | None = None,
    ) -> None:
        """Create a stream; clients do this.

        Args:
            reader: Decodes chunks to items.
            incoming: Source of chunks, which is closed at the end.
            response: Head of the response.
            reconnect: See `RequestOptions.reconnect`.
        """
        self.response = response
        """The response without its content: status, headers, request id."""

        self._reader = reader
        self._incoming: R = incoming
        self._reconnection: Reconnection | None = None
        if isinstance(reader, EventReader):
            self._reconnection = Reconnection(reader, incoming.call, reconnect)
        self._ready: Iterator[T_co] = _NO_ITEMS
        self._is_over = False
        """True if there are no more chunks."""

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.response.method} {self.response.url}>"

    @property
    def last_event(self) -> ServerSentEvent | None:
        """The server-sent event of the newest item; None in other formats."""
        return self._reader.last_event

    @property
    def last_event_id(self) -> str:
        """Id of the newest event with an id, which servers accept as `Last-Event-ID` to continue
        after it; empty if there is none."""
        return self._reader.last_event_id

    @property
    def retry(self) -> int | None:
        """Milliseconds to wait before reconnecting, as last sent by the server."""
        return self._reader.retry

    def _take(self) -> tuple[T_co, ...]:
        """Return the next decoded item, if there is one."""
        for item in self._ready:
            self._incoming.call.progressed()
            if self._reconnection is not None:
                self._reconnection.progressed()
            return (item,)
        if self._reader.is_over:
            self._is_over = True
        return ()

    def _feed(self, chunk: bytes) -> None:
        self._ready = cast(Iterator[T_co], self._reader.feed(chunk))

    def _end(self) -> None:
        """Handle the end of the chunks, which may complete an item."""
        self._is_over = True
        self._ready = self._reader.finish()

    def _request_after(
        self, error: APIError | None
    ) -> tuple[Mapping[bytes, bytes] | None, float]:
        """Return the headers of another request, None if there is none, and the seconds to wait
        before it."""
        if self._reconnection is None:
            return None, 0.0
        return self._reconnection.request(error), self._reconnection.wait

    def _reconnected(self, final: FinalResponse) -> bool:
        """Return whether the response to another request continues the stream, or ends it (204);
        any other response is an error."""
        response, operation = final.response, self._incoming.call.operation
        if response.status_code == 204:
            self._end()
            return True
        content = content_of(operation, response.status_code, response.headers)
        if not isinstance(content, ServerSentEvents):
            return False
        assert isinstance(self._reader, EventReader)  # others do not reconnect
        self._reader.restart()
        return True

    def _refusal(self, final: FinalResponse) -> APIError:
        call = self._incoming.call
        raw = raw_response(call, final)
        return response_error(call.operation, raw, call.prepared.secrets)


class Stream(_Stream[T_co, Incoming]):
    """Items of a response, decoded while they arrive.

    It is closed when it has been read to the end, when reading fails, and by `with`.

    Raises:
        APIConnectionLostError: The connection was lost.
        APITimeoutError: No data arrived within the timeout.
        DecodeError: An item does not match the API description.
        ResponseTooLargeError: The response exceeds `max_response_bytes`.
    """

    @staticmethod
    def open(
        client: SyncClient, operation: Operation[T], **arguments: Unpack[CallArguments]
    ) -> Stream[T]:
        """Call an operation, and stream the items of its response.

        Args:
            client: Client that sends.
            operation: Operation to call; its result is one item.
            arguments: Arguments of the call.

        Raises:
            APIError: The call failed, or the response has no items; see its subclasses.
        """
        call, final = client._send(operation, arguments, StreamedCall)
        content = content_of(
            operation, final.response.status_code, final.response.headers
        )
        if content is None:
            raw = client._record(call, run(load_rest(client._connection, call, final)))
            raise response_error(operation, raw, call.prepared.secrets)
        raw = client._record(call, final)
        options = arguments.get("options")
        return Stream(
            reader_of(content, raw, strict=call.settings.strict_responses),
            Incoming(call, final.response, client._connection),
            raw,
            None if options is None else options.reconnect,
        )

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> T_co:
        try:
            while True:
                for item in self._take():
                    return item
                if self._is_over:
                    break
                self._read()
        except BaseException:
            self.close()
            raise
        self.close()
        raise StopIteration

    def _read(self) -> None:
        """Process the next chunk, or reconnect."""
        error = None
        try:
            chunk = self._incoming.next()
        except APIError as raised:
            if self._is_over:
                return  # it was closed meanwhile
            error = raised
        else:
            if chunk is not None:
                self._feed(chunk)
                return
        request, wait = self._request_after(error)
        if error is None and request is None:
            self._end()
            return
        final = self._incoming.resume(error, request, wait)
        if not self._reconnected(final):
            incoming = self._incoming
            rest = load_rest(incoming.connection, incoming.call, final)
            raise self._refusal(run(rest))

    def close(self) -> None:
        """Close the connection if it is open; there are no items afterwards."""
        self._is_over, self._ready = True, _NO_ITEMS
        self._incoming.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc_value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


class AsyncStream(_Stream[T_co, AsyncIncoming]):
    """Items of a response, decoded asynchronously while they arrive.

    It is closed when it has been read to the end, when reading fails, and by `async with`.

    Raises:
        APIConnectionLostError: The connection was lost.
        APITimeoutError: No data arrived within the timeout.
        DecodeError: An item does not match the API description.
        ResponseTooLargeError: The response exceeds `max_response_bytes`.
    """

    @staticmethod
    def open(
        client: AsyncClient, operation: Operation[T], **arguments: Unpack[CallArguments]
    ) -> Opening[AsyncStream[T]]:
        """Prepare to call an operation, and to stream the items of its response.

        Args:
            client: Client that sends.
            operation: Operation to call; its result is one item.
            arguments: Arguments of the call.

        Raises:
            APIError: The call failed, or the response has no items; see its subclasses.
        """
        return Opening(AsyncStream._open(client, operation, **arguments))

    @staticmethod
    async def _open(
        client: AsyncClient, operation: Operation[T], **arguments: Unpack[CallArguments]
    ) -> AsyncStream[T]:
        call, final = await client._send(operation, arguments, StreamedCall)
        content = content_of(
            operation, final.response.status_code, final.response.headers
        )
        if content is None:
            raw = client._record(call, await load_rest(client._connection, call, final))
            raise response_error(operation, raw, call.prepared.secrets)
        raw = client._record(call, final)
        options = arguments.get("options")
        return AsyncStream(
            reader_of(content, raw, strict=call.settings.strict_responses),
            AsyncIncoming(call, final.response, client._connection),
            raw,
            None if options is None else options.reconnect,
        )

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> T_co:
        try:
            while True:
                for item in self._take():
                    return item
                if self._is_over:
                    break
                await self._read()
        except BaseException:
            await self.aclose()
            raise
        await self.aclose()
        raise StopAsyncIteration

    async def _read(self) -> None:
        """Process the next chunk, or reconnect."""
        error = None
        try:
            chunk = await self._incoming.next()
        except APIError as raised:
            if self._is_over:
                return  # it was closed meanwhile
            error = raised
        else:
            if chunk is not None:
                self._feed(chunk)
                return
        request, wait = self._request_after(error)
        if error is None and request is None:
            self._end()
            return
        final = await self._incoming.resume(error, request, wait)
        if not self._reconnected(final):
            incoming = self._incoming
            rest = load_rest(incoming.connection, incoming.call, final)
            raise self._refusal(await rest)

    async def aclose(self) -> None:
        """Close the connection if it is open; there are no items afterwards."""
        self._is_over, self._ready = True, _NO_ITEMS
        await self._incoming.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc_value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.aclose()
