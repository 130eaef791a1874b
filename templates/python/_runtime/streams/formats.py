"""Stream formats: server-sent events, JSON Lines and JSON text sequences (RFC 7464)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from ..responses import Content


@dataclass(frozen=True, slots=True)
class ServerSentEvents(Content):
    """Server-sent events (WHATWG HTML, 9.2)."""

    type: str | None = None
    """Type expression of an item in the namespace of `models`; None if an item is a
    `ServerSentEvent`."""

    is_whole: bool | None = field(default=False, kw_only=True)
    """True if the type is an object with the properties `event`, `data`, `id` and `retry` of an
    event, rather than its data. None if it has only `data`: then it describes the data of events
    that contain an object with this property, and other events as a whole."""

    json: bool | tuple[str, ...] = field(default=True, kw_only=True)
    """True if the data are JSON rather than text, or the names of the events whose data are."""

    media_type: str = field(default="text/event-stream", kw_only=True)


@dataclass(frozen=True, slots=True)
class JSONLines(Content):
    """JSON documents, one per line."""

    type: str
    """Type expression of an item in the namespace of `models`."""

    media_type: str = field(default="application/jsonl", kw_only=True)


@dataclass(frozen=True, slots=True)
class JSONSequence(Content):
    """JSON documents, each after a record separator (RFC 7464)."""

    type: str
    """Type expression of an item in the namespace of `models`."""

    media_type: str = field(default="application/json-seq", kw_only=True)


Sequence: TypeAlias = ServerSentEvents | JSONLines | JSONSequence
"""Format of a stream."""


# --- splitting of bytes ---------------------------------------------------------------

LARGEST_ITEM = 64 * 1024 * 1024
"""Maximum size of one item in bytes."""


class TooLarge(Exception):
    """An item is too large to be held in memory."""


class _Unfinished:
    """Bytes after the last split."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._pieces: list[bytes] = []
        self.size = 0
        """Number of bytes."""

    def add(self, piece: bytes) -> None:
        """Append bytes.

        Raises:
            TooLarge: The item is too large.
        """
        self.size += len(piece)
        if self.size > self._limit:
            raise TooLarge
        self._pieces.append(piece)

    def ends_with(self, end: bytes) -> bool:
        """Return whether the last chunk ends with some bytes."""
        return bool(self._pieces) and self._pieces[-1].endswith(end)

    def whole(self) -> bytes:
        """Return all bytes, which are kept."""
        if len(self._pieces) != 1:
            self._pieces[:] = [b"".join(self._pieces)]
        return self._pieces[0]

    def take(self) -> bytes:
        """Return all bytes, and clear the buffer."""
        whole = self.whole()
        self._pieces.clear()
        self.size = 0
        return whole


class Delimited:
    """Splits at a delimiter of one byte."""

    def __init__(self, delimiter: bytes, limit: int) -> None:
        self._delimiter = delimiter
        self._unfinished = _Unfinished(limit)

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """Yield the pieces completed by a chunk.

        Raises:
            TooLarge: A piece is too large.
        """
        *ended, rest = chunk.split(self._delimiter)
        for piece in ended:
            self._unfinished.add(piece)
            yield self._unfinished.take()
        self._unfinished.add(rest)

    @property
    def rest_size(self) -> int:
        """Number of bytes after the last delimiter."""
        return self._unfinished.size

    def rest_ending_with(self, end: bytes) -> bytes:
        """Return the bytes after the last delimiter if they end with some bytes; else nothing."""
        return self._unfinished.whole() if self._unfinished.ends_with(end) else b""

    def take_rest(self) -> bytes:
        """Return the bytes after the last delimiter, and clear them."""
        return self._unfinished.take()


class Lines:
    """Splits at line ends: CR LF, LF or CR; a CR LF may be split across chunks."""

    def __init__(self, limit: int) -> None:
        self._unfinished = _Unfinished(limit)
        self._is_behind_cr = False

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """Yield the lines completed by a chunk, each as soon as its end arrives.

        Raises:
            TooLarge: A line is too large.
        """
        if not chunk:
            return
        if self._is_behind_cr and chunk.startswith(b"\n"):
            chunk = chunk[1:]
        self._is_behind_cr = chunk.endswith(b"\r")
        # Of bytes, these are the only ends of lines that `splitlines` knows.
        lines = chunk.splitlines()
        rest = b"" if chunk.endswith((b"\r", b"\n")) or not lines else lines.pop()
        for line in lines:
            self._unfinished.add(line)
            yield self._unfinished.take()
        self._unfinished.add(rest)


# --- server-sent events (WHATWG HTML, 9.2) --------------------------------------------

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_MILLISECONDS = re.compile(r"[0-9]{1,18}")
"""Digits only; larger numbers are ignored."""


@dataclass(frozen=True, slots=True)
class ServerSentEvent:
    """One server-sent event."""

    data: str
    """Data lines, joined by line feeds."""

    event: str = "message"
    """Name of the event; `message` if the server sends none."""

    id: str | None = None
    """Id of the event; None if it has none."""

    retry: int | None = None
    """Milliseconds to wait before reconnecting; None if the event has none."""


class EventParser:
    """Parses events; one without a terminating empty line is dropped."""

    def __init__(
        self,
        limit: int = LARGEST_ITEM,
        *,
        last_event_id: str = "",
        retry: int | None = None,
    ) -> None:
        """Begin with a response.

        Args:
            limit: Maximum bytes of a line, and of the data of an event.
            last_event_id: Id of the last event of the previous response.
            retry: Last reconnection time from the server.
        """
        self.last_event_id = last_event_id
        """Value for `Last-Event-ID`; empty if there is none."""

        self.retry = retry
        """Milliseconds to wait before reconnecting, as last sent by the server."""

        self._limit = limit
        self._lines = Lines(limit)
        self._is_at_start = True
        self._data: list[str] = []
        self._size = 0
        self._event = ""
        self._id: str | None = None
        self._retry: int | None = None

    def feed(self, chunk: bytes) -> Iterator[ServerSentEvent]:
        """Yield the events completed by a chunk.

        Raises:
            TooLarge: A line or the data of an event are too large.
        """
        for line in self._lines.feed(chunk):
            if self._is_at_start:
                self._is_at_start = False
                line = line.removeprefix(_BYTE_ORDER_MARK)
            if line:
                self._field(line)
            elif (event := self._ended()) is not None:
                yield event

    def finish(self) -> Iterator[ServerSentEvent]:
        """Yield nothing: the end of the stream completes no event."""
        return iter(())

    def _field(self, line: bytes) -> None:
        """Process a non-empty line; lines that start with a colon are comments."""
        name, _, rest = line.partition(b":")
        text = rest.removeprefix(b" ").decode("utf-8", "replace")
        match name:
            case b"data":
                self._size += len(rest) + 1  # with the line feed that joins lines
                if self._size > self._limit:
                    raise TooLarge
                self._data.append(text)
            case b"event":
                self._event = text
            case b"id" if "\0" not in text:
                self._id = text
            case b"retry" if _MILLISECONDS.fullmatch(text):
                self._retry = self.retry = int(text)

    def _ended(self) -> ServerSentEvent | None:
        """Return the event that an empty line completes; None if it has no data."""
        if self._id is not None:
            self.last_event_id = self._id
        event = None
        if self._data:
            event = ServerSentEvent(
                data="\n".join(self._data),
                event=self._event or "message",
                id=self._id,
                retry=self._retry,
            )
        self._data, self._size, self._event = [], 0, ""
        self._id = self._retry = None
        return event


class RepeatedEvents:
    """Detects repeated events: a server that ignores `Last-Event-ID` starts again with the first
    event, or with the last."""

    def __init__(self) -> None:
        self._first: str | None = None
        self._last = ""
        """Event after which new ones follow; empty once they do."""

        self._is_at_start = False

    @property
    def is_going_on(self) -> bool:
        """True if the following events are repetitions."""
        return bool(self._last) and not self._is_at_start

    def begin(self, last_event_id: str) -> None:
        """Begin a new response, which should continue after an event."""
        self._last = last_event_id
        self._is_at_start = True

    def holds(self, event: ServerSentEvent) -> bool:
        """Return whether an event is a repetition."""
        if self._first is None:
            self._first = event.id
        if not self._last:
            return False
        if self._is_at_start and event.id not in (self._first, self._last):
            self._last = ""
            return False
        self._is_at_start = False
        if event.id == self._last:
            self._last = ""
        return True


# --- JSON Lines and JSON text sequences -----------------------------------------------

RECORD_SEPARATOR = b"\x1e"
_SPACE = b" \t\r\n"
_ALWAYS_LOOKED_AT = 65_536
"""Bytes of a document that may be parsed again whenever more of it arrives."""

_ENDS_ITSELF = (b"{", b"[", b'"')
"""First characters of documents that show their own end; numbers and words may continue."""


class LineParser:
    """Parses documents separated by line ends; empty lines are skipped."""

    def __init__(self, limit: int) -> None:
        self._lines = Delimited(b"\n", limit)
        self._is_at_start = True

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """Yield the documents completed by a chunk.

        Raises:
            TooLarge: A document is too large.
        """
        for line in self._lines.feed(chunk):
            yield from self._document(line)

    def finish(self) -> Iterator[bytes]:
        """Yield the document completed by the end of the stream."""
        yield from self._document(self._lines.take_rest())

    def _document(self, line: bytes) -> Iterator[bytes]:
        if self._is_at_start:
            self._is_at_start = False
            line = line.removeprefix(_BYTE_ORDER_MARK)
        line = line.strip(_SPACE)
        if line:
            yield line


class SequenceParser:
    """Parses documents after record separators; a document is yielded as soon as it is complete,
    even before its terminator arrives."""

    def __init__(self, limit: int) -> None:
        self._records = Delimited(RECORD_SEPARATOR, limit)
        self._least = 0
        """Bytes that a document must have before it is checked again for completeness; the number
        doubles, so that a large document with many lines is not parsed over and over."""

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """Yield the documents completed by a chunk, including invalid ones.

        Raises:
            TooLarge: A document is too large.
        """
        for record in self._records.feed(chunk):
            self._least = 0
            if record.strip(_SPACE):
                yield record
        if self._records.rest_size < self._least:
            return
        record = self._records.rest_ending_with(b"\n")
        is_whole = _is_whole(record)
        is_large = len(record) > _ALWAYS_LOOKED_AT
        self._least = 2 * len(record) if is_large and not is_whole else 0
        if is_whole:
            yield self._records.take_rest()

    def finish(self) -> Iterator[bytes]:
        """Yield the document completed by the end of the stream."""
        record = self._records.take_rest()
        if record.strip(_SPACE):
            yield record


def is_truncated(record: bytes) -> bool:
    """Return whether a document may be truncated: a number or a word without white space after it
    (RFC 7464, 2.4)."""
    return not record.lstrip(_SPACE).startswith(_ENDS_ITSELF) and not record.endswith(
        tuple(bytes([each]) for each in _SPACE)
    )


def _is_whole(record: bytes) -> bool:
    """Return whether the received part of a document, up to its line feed, is complete."""
    text = record.strip(_SPACE)
    if not text:
        return False
    if text[:1] in (b"{", b"[") and text[-1:] not in (b"}", b"]"):
        return False
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
