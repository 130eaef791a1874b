"""Stream formats: server-sent events, JSON Lines and JSON text sequences (RFC 7464)."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias, TypeVar

from ..errors import InvalidRequestError
from ..files import File, Source
from ..http import essence
from ..requests.parameters import json_bytes

T = TypeVar("T")

ItemSource: TypeAlias = Iterable[T] | AsyncIterable[T] | File
"""What a body of many items is made from: anything that gives them one by one, or a `File` with
items that are written already. An `AsyncIterable` is for the async client only."""


@dataclass(frozen=True, slots=True)
class ServerSentEvents:
    """Server-sent events (WHATWG HTML, 9.2)."""

    type: str | None = None
    """Type expression of an item in the namespace of `models`; None where an item is the event as
    it came, a `ServerSentEvent`."""

    is_whole: bool = field(default=False, kw_only=True)
    """Whether the type is that of an object with the properties `event`, `data`, `id` and `retry`
    of an event, rather than that of its data."""

    json: bool | tuple[str, ...] = field(default=True, kw_only=True)
    """Whether the data are JSON rather than text, or the names of those events whose data are."""

    media_type: str = field(default="text/event-stream", kw_only=True)


@dataclass(frozen=True, slots=True)
class JSONLines:
    """JSON documents, each on a line of its own."""

    type: str
    """Type expression of an item in the namespace of `models`."""

    media_type: str = field(default="application/jsonl", kw_only=True)


@dataclass(frozen=True, slots=True)
class JSONSequence:
    """JSON documents, each behind a record separator (RFC 7464)."""

    type: str
    """Type expression of an item in the namespace of `models`."""

    media_type: str = field(default="application/json-seq", kw_only=True)


Sequence: TypeAlias = ServerSentEvents | JSONLines | JSONSequence
"""How a media type of many items is read."""


# --- splitting of bytes ---------------------------------------------------------------

LARGEST_ITEM = 64 * 1024 * 1024
"""Bytes that one item of a stream may have."""


class TooLarge(Exception):
    """One item is larger than a stream may hold in memory."""


class _Unfinished:
    """The bytes behind the last split, which may be the beginning of something."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._pieces: list[bytes] = []
        self.size = 0
        """Number of its bytes."""

    def add(self, piece: bytes) -> None:
        """Take more of it.

        Raises:
            TooLarge: it is more than one item may be.
        """
        self.size += len(piece)
        if self.size > self._limit:
            raise TooLarge
        self._pieces.append(piece)

    def ends_with(self, end: bytes) -> bool:
        """Whether its last piece ends like that."""
        return bool(self._pieces) and self._pieces[-1].endswith(end)

    def whole(self) -> bytes:
        """All of it, which is kept."""
        if len(self._pieces) != 1:
            self._pieces[:] = [b"".join(self._pieces)]
        return self._pieces[0]

    def take(self) -> bytes:
        """All of it; nothing is left."""
        whole = self.whole()
        self._pieces.clear()
        self.size = 0
        return whole


class Delimited:
    """Splits at one byte."""

    def __init__(self, delimiter: bytes, limit: int) -> None:
        self._delimiter = delimiter
        self._unfinished = _Unfinished(limit)

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """What ends in a chunk.

        Raises:
            TooLarge: one piece is more than may be held.
        """
        *ended, rest = chunk.split(self._delimiter)
        for piece in ended:
            self._unfinished.add(piece)
            yield self._unfinished.take()
        self._unfinished.add(rest)

    @property
    def rest_size(self) -> int:
        """Number of bytes that came behind the last delimiter."""
        return self._unfinished.size

    def rest_ending_with(self, end: bytes) -> bytes:
        """What came behind the last delimiter, where it ends like that; else nothing."""
        return self._unfinished.whole() if self._unfinished.ends_with(end) else b""

    def take_rest(self) -> bytes:
        """What came behind the last delimiter, which begins anew."""
        return self._unfinished.take()


class Lines:
    """Splits at ends of lines: CR LF, LF or CR, a pair of which may be torn apart by chunks."""

    def __init__(self, limit: int) -> None:
        self._unfinished = _Unfinished(limit)
        self._is_behind_cr = False

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """The lines that end in a chunk, each given as soon as its end is there.

        Raises:
            TooLarge: one line is more than may be held.
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
"""Digits and nothing else; a number that no machine could wait for counts as no number."""


@dataclass(frozen=True, slots=True)
class ServerSentEvent:
    """One event as it came."""

    data: str
    """Its lines joined by line feeds."""

    event: str = "message"
    """Its name; `message` where the server gives none."""

    id: str | None = None
    """None where the event brings no id of its own."""

    retry: int | None = None
    """Milliseconds to wait before connecting anew; None where the event does not say."""


class EventParser:
    """Reads events; one that is not ended by an empty line is dropped."""

    def __init__(
        self,
        limit: int = LARGEST_ITEM,
        *,
        last_event_id: str = "",
        retry: int | None = None,
    ) -> None:
        """Begin with an answer.

        Args:
            limit: how many bytes a line, and the data of an event, may have.
            last_event_id: the id of the last event of the answer before.
            retry: what the server said before.
        """
        self.last_event_id = last_event_id
        """What a client would send as `Last-Event-ID`; empty where there is nothing to send."""

        self.retry = retry
        """Milliseconds to wait before connecting anew, as the server said last."""

        self._limit = limit
        self._lines = Lines(limit)
        self._is_at_start = True
        self._data: list[str] = []
        self._size = 0
        self._event = ""
        self._id: str | None = None
        self._retry: int | None = None

    def feed(self, chunk: bytes) -> Iterator[ServerSentEvent]:
        """The events that end in a chunk.

        Raises:
            TooLarge: a line or the data of an event are more than may be held.
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
        """What the end of the stream completes: nothing."""
        return iter(())

    def _field(self, line: bytes) -> None:
        """Take a line that is not empty; one that begins with a colon is a comment."""
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
        """The event that an empty line ends; None where it has no data."""
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


class Repetition:
    """Tells events that come once more from new ones: a server that does not understand
    `Last-Event-ID` begins again with the first event, or with the last one."""

    def __init__(self) -> None:
        self._first: str | None = None
        self._last = ""
        """The event behind which new ones come; empty when they do."""

        self._is_at_start = False

    @property
    def is_going_on(self) -> bool:
        """Whether what comes now came before."""
        return bool(self._last) and not self._is_at_start

    def begin(self, last_event_id: str) -> None:
        """A new answer begins, which should go on behind an event."""
        self._last = last_event_id
        self._is_at_start = True

    def holds(self, event: ServerSentEvent) -> bool:
        """Whether an event came before."""
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

_RECORD_SEPARATOR = b"\x1e"
_SPACE = b" \t\r\n"
_ALWAYS_LOOKED_AT = 65_536
"""Bytes of a document that may be read anew whenever more of it comes."""

_ENDS_ITSELF = (b"{", b"[", b'"')
"""How a document begins whose end shows by itself; a number and a word may go on."""


class LineParser:
    """Reads documents that end with their lines; empty lines are none."""

    def __init__(self, limit: int) -> None:
        self._lines = Delimited(b"\n", limit)
        self._is_at_start = True

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """The documents that end in a chunk.

        Raises:
            TooLarge: one is more than may be held.
        """
        for line in self._lines.feed(chunk):
            yield from self._document(line)

    def finish(self) -> Iterator[bytes]:
        """The document that only the end of the stream ends."""
        yield from self._document(self._lines.take_rest())

    def _document(self, line: bytes) -> Iterator[bytes]:
        if self._is_at_start:
            self._is_at_start = False
            line = line.removeprefix(_BYTE_ORDER_MARK)
        line = line.strip(_SPACE)
        if line:
            yield line


class SequenceParser:
    """Reads documents that stand behind record separators; a document is given as soon as it is
    whole, even if what ends it has not come yet."""

    def __init__(self, limit: int) -> None:
        self._records = Delimited(_RECORD_SEPARATOR, limit)
        self._least = 0
        """Bytes that a document must have before one looks once more whether it is whole: with twice
        as many each time, a large one of many lines is not read over and over."""

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """The documents that end in a chunk, those included that cannot be read.

        Raises:
            TooLarge: one is more than may be held.
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
        """The document that the end of the stream ends."""
        record = self._records.take_rest()
        if record.strip(_SPACE):
            yield record


def is_truncated(record: bytes) -> bool:
    """Whether a document of a sequence may go on: a number or a word without white space behind it
    (RFC 7464, 2.4)."""
    return not record.lstrip(_SPACE).startswith(_ENDS_ITSELF) and not record.endswith(
        tuple(bytes([each]) for each in _SPACE)
    )


def _is_whole(record: bytes) -> bool:
    """Whether what came of a document, up to the line feed behind it, is all of it."""
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


# --- writing --------------------------------------------------------------------------------------


class WrittenItems:
    """A body of many items, each written when it is sent.

    Raises:
        InvalidRequestError: the value gives no items.
    """

    __slots__ = ("_items", "_prefix", "_type")

    def __init__(self, items: Any, media_type: str, type_: str) -> None:
        is_single = isinstance(items, (str, bytes, bytearray, Mapping))
        if is_single or not isinstance(items, (Iterable, AsyncIterable)):
            raise InvalidRequestError(
                f"A body of type {media_type} is made from something that gives its items one by "
                f"one, or from a File; got {type(items).__name__}."
            )
        self._items: Any = items
        is_sequence = essence(media_type).endswith("json-seq")
        self._prefix = _RECORD_SEPARATOR if is_sequence else b""
        self._type = type_

    @property
    def length(self) -> None:
        """Number of bytes, which nobody knows before they are written."""
        return None

    @property
    def is_async(self) -> bool:
        """Whether only an event loop can read it."""
        return not isinstance(self._items, Iterable)

    @property
    def is_replayable(self) -> bool:
        """Whether it gives the same items each time: what is no list may be used up."""
        return isinstance(self._items, (list, tuple))

    def __iter__(self) -> Iterator[bytes]:
        for item in self._items:
            yield self._written(item)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        if isinstance(self._items, AsyncIterable):
            async for item in self._items:
                yield self._written(item)
        else:
            for piece in self:
                yield piece

    def _written(self, item: Any) -> bytes:
        return b"%b%b\n" % (self._prefix, json_bytes(item, self._type))


def written_items(
    items: Any, media_type: str, type_: str
) -> bytes | Source | WrittenItems:
    """The content of a body of many items: a file as it is, what is in memory at once, anything
    else item by item.

    Raises:
        InvalidRequestError: the value gives no items, or an item cannot be sent.
    """
    if isinstance(items, File):
        source = Source(items.content)
        return source if source.in_memory is None else source.in_memory
    written = WrittenItems(items, media_type, type_)
    return b"".join(written) if isinstance(items, (list, tuple)) else written
