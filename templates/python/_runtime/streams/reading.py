"""Decodes the items of streamed responses; does no I/O, and is shared by both clients."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from typing import Any, Protocol

from ..codec import TypeMismatchError, decode_bytes
from ..errors import APIError, DecodeError
from ..http import essence, httpx
from ..requests import Operation
from ..responses import NOTHING, RawResponse, declared_responses, status_error
from .formats import (
    LARGEST_ITEM,
    EventParser,
    JSONLines,
    JSONSequence,
    LineParser,
    RepeatedEvents,
    Sequence,
    SequenceParser,
    ServerSentEvent,
    ServerSentEvents,
    TooLarge,
    is_truncated,
)

_logger = logging.getLogger(__name__.partition("._runtime")[0])

_END_MARK = re.compile(r"\[[A-Za-z][A-Za-z _-]*\]")
"""A word in brackets, such as `[DONE]`: the usual last event, which is not JSON."""

_LONGEST_EXCERPT = 2_000
_MOST_DEVIATIONS = 5
_UNLABELLED = ("", "application/octet-stream", "text/plain")
_NO_ITEMS = JSONLines("Any")
"""Format of responses without content."""


class StreamReader(Protocol):
    """Decodes the chunks of a response to items."""

    is_over: bool
    """True if an item marked the end."""

    last_event: ServerSentEvent | None
    """Event of the newest item; None in other formats."""

    @property
    def last_event_id(self) -> str:
        """Value for `Last-Event-ID`; empty if there is none."""
        ...

    @property
    def retry(self) -> int | None:
        """Milliseconds to wait before reconnecting, as last sent by the server."""
        ...

    def feed(self, chunk: bytes) -> Iterator[Any]:
        """Yield the items completed by a chunk.

        Raises:
            DecodeError: An item does not match the API description.
        """
        ...

    def finish(self) -> Iterator[Any]:
        """Yield the items completed by the end of the stream.

        Raises:
            DecodeError: An item does not match the API description.
        """
        ...


def content_of(
    operation: Operation[Any], status: int, headers: httpx.Headers
) -> Sequence | None:
    """Return the declared format of a response's items by its `Content-Type`; None for errors and
    other contents."""
    expected = declared_responses(operation)
    if not expected.is_success(status):
        return None
    content = expected.success(status)
    contents = () if content is None else content.parts
    found = [
        each
        for each in contents
        if isinstance(each, (ServerSentEvents, JSONLines, JSONSequence))
    ]
    if not found:
        return _NO_ITEMS if NOTHING in contents else None
    label = essence(headers.get("content-type", ""))
    exact = (each for each in found if each.media_type == label)
    similar = (each for each in found if _can_be(each, label))
    return next(exact, None) or next(similar, None)


def reader_of(
    content: Sequence, response: RawResponse, *, strict: bool
) -> StreamReader:
    """Return the reader of a response.

    Args:
        content: Format of the response.
        response: Head of the response.
        strict: Whether an item that does not match the API description is an error; otherwise it is
            read as far as possible, and a warning is logged.
    """
    items = _ItemReader(response, strict)
    if isinstance(content, ServerSentEvents):
        return EventReader(content, items)
    return _JSONReader(content, items)


def response_error(
    operation: Operation[Any], response: RawResponse, secrets: tuple[str, ...]
) -> APIError:
    """Return the error of a response without items.

    Args:
        operation: The called operation.
        response: The response, including its content.
        secrets: Parts that must not appear in messages.
    """
    if not declared_responses(operation).is_success(response.status_code):
        return status_error(operation, response, secrets)
    label = essence(response.headers.get("content-type", ""))
    problem = f"expected a stream of items, got a response labelled {label!a:.60}"
    return _ItemReader(response, strict=True).error(problem, response.content)


def _can_be(content: Sequence, label: str) -> bool:
    """Return whether a format can have a media type other than the declared one."""
    if label in _UNLABELLED:
        return True
    return not isinstance(content, ServerSentEvents) and "json" in label


class _ItemReader:
    """Base class of readers."""

    def __init__(self, response: RawResponse, strict: bool) -> None:
        self.strict = strict
        self._response = response
        self._count = 0

    def next(self) -> None:
        """Count an item, for messages."""
        self._count += 1

    def accept(self, deviations: list[str], type_: str, document: bytes) -> None:
        """Handle the deviations of an item.

        Raises:
            DecodeError: There are some, and reading is strict.
        """
        if not deviations:
            return
        if self.strict:
            try:
                decode_bytes(type_, document, strict=True)
            except TypeMismatchError as error:
                raise self.error(error.message, document, error.path) from error
        self.warn("; ".join(deviations[:_MOST_DEVIATIONS]))

    def warn(self, problem: str) -> None:
        """Log that an item does not match the API description."""
        response = self._response
        _logger.warning(
            "%s %s: item %d of the response does not match the API description: %s",
            response.method,
            response.url,
            self._count,
            problem,
        )

    def error(self, problem: str, data: bytes, path: str = "$") -> DecodeError:
        """Return the error for an item, or for the response as a whole."""
        response = self._response
        where = f"item {self._count} of the response" if self._count else "the response"
        return DecodeError(
            f"{response.method} {response.url}: {where} does not match the API description: "
            f"{path}: {problem}",
            path=path,
            status_code=response.status_code,
            headers=response.headers,
            body=data[:_LONGEST_EXCERPT].decode("utf-8", "replace") or None,
            method=response.method,
            url=response.url,
            attempts=response.attempts,
        )

    def too_large(self) -> DecodeError:
        """Return the error for an item that is too large."""
        self.next()
        return self.error(f"it has more than {LARGEST_ITEM} bytes", b"")


class _JSONReader:
    """Reads JSON Lines and JSON text sequences."""

    is_over = False
    last_event: ServerSentEvent | None = None
    last_event_id = ""
    retry: int | None = None

    def __init__(self, content: JSONLines | JSONSequence, items: _ItemReader) -> None:
        self._type = content.type
        self._items = items
        self._is_sequence = isinstance(content, JSONSequence)
        parser = SequenceParser if self._is_sequence else LineParser
        self._parser: SequenceParser | LineParser = parser(LARGEST_ITEM)

    def feed(self, chunk: bytes) -> Iterator[Any]:
        try:
            for document in self._parser.feed(chunk):
                yield from self._read(document)
        except TooLarge:
            raise self._items.too_large() from None

    def finish(self) -> Iterator[Any]:
        for document in self._parser.finish():
            yield from self._read(document)

    def _read(self, document: bytes) -> Iterator[Any]:
        """Decode a document. Truncated documents of a sequence are skipped, as RFC 7464 requires,
        unless reading is strict."""
        self._items.next()
        deviations: list[str] = []
        try:
            if self._is_sequence and is_truncated(document):
                raise TypeMismatchError("the document may have been truncated")
            item = decode_bytes(self._type, document, deviations=deviations)
        except TypeMismatchError as error:
            if self._is_sequence and not self._items.strict:
                self._items.warn(str(error))
                return
            raise self._items.error(error.message, document, error.path) from error
        self._items.accept(deviations, self._type, document)
        yield item


class EventReader:
    """Reads server-sent events."""

    def __init__(self, content: ServerSentEvents, items: _ItemReader) -> None:
        self.is_over = False
        self.last_event: ServerSentEvent | None = None
        self.last_event_id = ""
        self._content = content
        self._items = items
        self._parser = EventParser(LARGEST_ITEM)
        self._repetition = RepeatedEvents()

    @property
    def retry(self) -> int | None:
        return self._parser.retry

    def restart(self) -> None:
        """Continue with the response to another request; an incomplete event is dropped."""
        self._repetition.begin(self.last_event_id)
        self._parser = EventParser(
            LARGEST_ITEM, last_event_id=self.last_event_id, retry=self.retry
        )

    def feed(self, chunk: bytes) -> Iterator[Any]:
        try:
            for event in self._parser.feed(chunk):
                if self._repetition.holds(event):
                    continue
                self.last_event = event
                self.last_event_id = self._parser.last_event_id
                yield from self._read(event)
                if self.is_over:
                    return
        except TooLarge:
            raise self._items.too_large() from None
        if not self._repetition.is_going_on:
            self.last_event_id = self._parser.last_event_id

    def finish(self) -> Iterator[Any]:
        return iter(())

    def _read(self, event: ServerSentEvent) -> Iterator[Any]:
        """Yield the item of an event; none if it marks the end."""
        content = self._content
        if content.type is None:
            yield event
            return
        self._items.next()
        document, is_mislabelled = self._document(event)
        if is_mislabelled and _END_MARK.fullmatch(event.data):
            self.is_over = True
            return
        deviations: list[str] = []
        item = decode_bytes(content.type, document, deviations=deviations)
        if deviations and _END_MARK.fullmatch(event.data):
            self.is_over = True
            return
        if deviations and is_mislabelled:
            raise self._items.error("expected a JSON document", document)
        self._items.accept(deviations, content.type, document)
        yield item

    def _document(self, event: ServerSentEvent) -> tuple[bytes, bool]:
        """Return the JSON document to decode, and whether data are text that should be JSON."""
        is_whole = self._content.is_whole
        if is_whole is None:
            is_whole = not _has_data(event.data)
            if not is_whole:
                return event.data.encode(), False
        json_events = self._content.json
        is_json = (
            json_events if isinstance(json_events, bool) else event.event in json_events
        )
        data = event.data.encode()
        is_mislabelled = is_json and not _is_document(data)
        if is_mislabelled or not is_json:
            data = json.dumps(event.data).encode()
        return _whole(event, data) if is_whole else data, is_mislabelled


def _has_data(text: str) -> bool:
    """Return whether a text is a JSON object with the property `data`."""
    try:
        value = decode_bytes(Any, text.encode())
    except TypeMismatchError:
        return False
    return isinstance(value, dict) and "data" in value


def _is_document(data: bytes) -> bool:
    try:
        decode_bytes(Any, data)
    except TypeMismatchError:
        return False
    return True


def _whole(event: ServerSentEvent, document: bytes) -> bytes:
    """Return an event as a JSON object, whose data are a valid document."""
    rest: dict[str, Any] = {"event": event.event}
    if event.id is not None:
        rest["id"] = event.id
    if event.retry is not None:
        rest["retry"] = event.retry
    return b'%b,"data":%b}' % (json.dumps(rest).encode()[:-1], document)
