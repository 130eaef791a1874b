"""Request bodies of many items, which are serialized while they are sent."""

from __future__ import annotations

from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeVar

from ..bodies import Payload, TextBody
from ..errors import InvalidRequestError
from ..files import File, Source, payload_of
from ..http import essence
from ..parameters import json_bytes
from .formats import RECORD_SEPARATOR

T = TypeVar("T")

ItemSource: TypeAlias = Iterable[T] | AsyncIterable[T] | File
"""Source of a streamed body: an iterable of items, or a `File` with serialized items. An
`AsyncIterable` is for the asynchronous client only."""


@dataclass(frozen=True, slots=True)
class ItemsBody(TextBody):
    """Body of many JSON documents, each of the given type: JSON Lines or a JSON text sequence."""

    def payload(self, value: Any) -> Payload | None:
        """Serialize the items: of a list at once, of an iterator while they are sent; a file is
        sent unchanged."""
        if isinstance(value, File):
            source = Source(value.content)
            content = source if source.in_memory is None else source.in_memory
            return payload_of(self.media_type, content)
        items = WrittenItems(value, self.media_type, self.type)
        is_list = isinstance(value, (list, tuple))
        return payload_of(self.media_type, b"".join(items) if is_list else items)


class WrittenItems:
    """A streamed body, whose items are serialized while they are sent.

    Raises:
        InvalidRequestError: The value is not iterable.
    """

    __slots__ = ("_items", "_prefix", "_type")

    def __init__(self, items: Any, media_type: str, type_: str) -> None:
        is_single = isinstance(items, (str, bytes, bytearray, Mapping))
        if is_single or not isinstance(items, (Iterable, AsyncIterable)):
            raise InvalidRequestError(
                f"A body of type {media_type} requires an iterable of items or a File, not "
                f"{type(items).__name__}."
            )
        self._items: Any = items
        is_sequence = essence(media_type).endswith("json-seq")
        self._prefix = RECORD_SEPARATOR if is_sequence else b""
        self._type = type_

    @property
    def length(self) -> None:
        """Length in bytes, which is unknown before the items are serialized."""
        return None

    @property
    def is_async(self) -> bool:
        """True if only an event loop can read it."""
        return not isinstance(self._items, Iterable)

    @property
    def is_replayable(self) -> bool:
        """True if it gives the same items again: only lists do."""
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
