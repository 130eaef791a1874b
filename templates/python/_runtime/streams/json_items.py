"""JSON Lines and JSON text sequences (RFC 7464): from bytes to documents, and back."""

from __future__ import annotations

import json
from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator, Mapping
from typing import Any

from ..errors import InvalidRequestError
from ..files import File, Source
from ..http.media_types import essence
from ..requests.values import json_bytes
from .splitting import Delimited

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
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
