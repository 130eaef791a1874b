"""Progress of uploads: a body that tells how much of it was sent."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from typing import TypeAlias

from ..files import CHUNK_SIZE
from .bodies import Chunks, Payload

Progress: TypeAlias = Callable[[int, int | None], None]
"""Called with the number of bytes so far, and of all; None where that is not known."""


class ReportedChunks:
    """A body that tells of each piece once it was sent; whenever the body is sent anew, counting
    begins at zero.

    What the function raises breaks off the request.
    """

    __slots__ = ("_chunks", "_on_progress")

    def __init__(self, chunks: Chunks, on_progress: Progress) -> None:
        self._chunks = chunks
        self._on_progress = on_progress

    @property
    def length(self) -> int | None:
        """Number of bytes; None where it is not known."""
        return self._chunks.length

    @property
    def is_async(self) -> bool:
        """Whether only an event loop can read it."""
        return self._chunks.is_async

    @property
    def is_replayable(self) -> bool:
        """Whether it gives the same bytes each time that it is iterated."""
        return self._chunks.is_replayable

    def __iter__(self) -> Iterator[bytes]:
        sent = 0
        for chunk in self._chunks:
            yield chunk
            sent += len(chunk)
            self._on_progress(sent, self.length)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        sent = 0
        async for chunk in self._chunks:
            yield chunk
            sent += len(chunk)
            self._on_progress(sent, self.length)


class Slices:
    """Bytes at hand, piece by piece, for the sake of those who want to know how far they are."""

    __slots__ = ("_data", "length")

    is_async = False
    is_replayable = True

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.length = len(data)

    def __iter__(self) -> Iterator[bytes]:
        for start in range(0, self.length, CHUNK_SIZE):
            yield self._data[start : start + CHUNK_SIZE]

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self:
            yield piece


def with_progress(payload: Payload, on_progress: Progress) -> Payload:
    """The same body, which tells how much of it was sent."""
    data = payload.data
    chunks = Slices(data) if isinstance(data, bytes) else data
    return Payload(payload.content_type, ReportedChunks(chunks, on_progress))
