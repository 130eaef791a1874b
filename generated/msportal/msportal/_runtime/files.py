"""What may be uploaded: `FileInput`, and how its bytes are read piece by piece."""

from __future__ import annotations

import mimetypes
import os
from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from io import TextIOBase
from pathlib import Path
from typing import IO, Annotated, Any, TypeAlias

from anyio import to_thread

from .errors import InvalidRequestError
from .http import is_in_range, is_wildcard
from .models.wire_types import Upload

CONTENT_TYPE_SEPARATOR = ","
"""Stands between the media types that a part may have."""

CHUNK_SIZE = 262_144
"""Bytes that are read from a file at a time."""

FileContent: TypeAlias = (
    bytes
    | bytearray
    | memoryview
    | Path
    | IO[bytes]
    | Iterable[bytes]
    | AsyncIterable[bytes]
)
"""Where the bytes of an upload come from; an `AsyncIterable` is for the async client only."""


@dataclass(frozen=True, slots=True)
class File:
    """Something to upload, with the name and the type that the server is told."""

    content: FileContent
    """The bytes, or where they come from."""

    filename: str | None = field(default=None, kw_only=True)
    """By default the name of the path or of the file object; empty for no name."""

    content_type: str | None = field(default=None, kw_only=True)
    """Media type; by default what the API declares, else guessed from the name."""

    headers: Mapping[str, Any] = field(default_factory=dict, kw_only=True)
    """Further headers of the part, in a multipart body only; text, numbers, dates and the like."""


FileInput: TypeAlias = Annotated[FileContent | File, Upload()]
"""What an argument for binary data takes: bytes, a path, a binary file object, an iterator of
bytes, or a `File` around one of them."""


def is_file_input(value: object) -> bool:
    """Whether a value can only be meant as the content of a file."""
    return isinstance(value, (bytes, bytearray, memoryview, Path, File)) or hasattr(
        value, "read"
    )


def file_name(content: FileContent) -> str | None:
    """The name that a path or a file object brings along, without folders."""
    name = content if isinstance(content, Path) else getattr(content, "name", None)
    return os.path.basename(name) if isinstance(name, (str, Path)) else None


def file_media_type(file: FileInput, declared: str) -> str:
    """The media type of an upload: its own, else the declared one, else what its name suggests.

    Args:
        file: what is uploaded.
        declared: what the API takes: a media type, a range such as `image/*`, several separated by
            commas, or nothing.
    """
    if isinstance(file, File) and file.content_type:
        return file.content_type
    accepted = [
        each.strip() for each in declared.split(CONTENT_TYPE_SEPARATOR) if each.strip()
    ]
    if len(accepted) == 1 and not is_wildcard(declared):
        return declared
    named = [each for each in accepted if not is_wildcard(each)]
    name = file.filename if isinstance(file, File) else None
    name = name or file_name(file.content if isinstance(file, File) else file)
    guessed, compression = mimetypes.guess_type(name or "")
    if guessed is not None and compression is None:
        fits = any(is_in_range(guessed, each) for each in accepted)
        return guessed if fits or not named else named[0]
    return next(iter(named), "application/octet-stream")


class Source:
    """The bytes of an upload, which can be read piece by piece without blocking an event loop.

    Raises:
        InvalidRequestError: the content is neither bytes nor a source of bytes.
        OSError: the file cannot be read.
    """

    __slots__ = ("_content", "_is_file", "_start", "length")

    length: int | None
    """Number of bytes; None where it cannot be known without reading them."""

    def __init__(self, content: FileContent) -> None:
        self._content: Any = content
        self._is_file = False
        self._start: int | None = None
        if isinstance(content, (bytes, bytearray, memoryview)):
            self._content = bytes(content)
            self.length = len(self._content)
        elif isinstance(content, Path):
            self.length = content.stat().st_size
        elif isinstance(content, TextIOBase):
            raise InvalidRequestError(
                "A file to upload must be opened in binary mode ('rb')."
            )
        elif isinstance(content, AsyncIterable):
            self.length = None
        elif hasattr(content, "read"):
            self._is_file = True
            self._start, self.length = _measure(content)
        elif isinstance(content, Iterable) and not isinstance(content, (str, Mapping)):
            self.length = None
        else:
            raise InvalidRequestError(
                "Expected bytes, a path, a binary file object or an iterator of bytes, "
                f"got {type(content).__name__}."
            )

    @property
    def is_async(self) -> bool:
        """Whether only an event loop can read it."""
        return isinstance(self._content, AsyncIterable) and not isinstance(
            self._content, Iterable
        )

    @property
    def is_replayable(self) -> bool:
        """Whether it gives the same bytes each time that it is read: an iterator does not, and
        neither does a file that cannot go back to where it stood."""
        if self._is_file:
            return self._start is not None
        return isinstance(self._content, (bytes, Path, list, tuple))

    @property
    def in_memory(self) -> bytes | None:
        """The bytes, where they are at hand."""
        return self._content if isinstance(self._content, bytes) else None

    def __iter__(self) -> Iterator[bytes]:
        content = self._content
        if isinstance(content, bytes):
            yield content
        elif isinstance(content, Path):
            with content.open("rb") as file:
                yield from self._read(file)
        elif self._is_file:
            if self._start is not None:
                content.seek(self._start)
            yield from self._read(content)
        else:
            yield from content

    async def __aiter__(self) -> AsyncIterator[bytes]:
        content = self._content
        if isinstance(content, bytes):
            yield content
        elif isinstance(content, AsyncIterable):
            async for chunk in content:
                yield chunk
        else:
            pieces = iter(self)
            while (piece := await _next_piece(pieces)) is not None:
                yield piece

    def _read(self, file: Any) -> Iterator[bytes]:
        """As many bytes as were announced, even where the file has grown since."""
        left = self.length
        while left != 0:
            chunk = file.read(CHUNK_SIZE if left is None else min(left, CHUNK_SIZE))
            if not chunk:
                break
            if left is not None:
                left -= len(chunk)
            yield chunk
        if left:
            raise InvalidRequestError(f"A file lost {left} bytes while it was sent.")


async def _next_piece(pieces: Iterator[bytes]) -> bytes | None:
    """Read in a thread; a cancelled task does not wait for a reader that blocks."""
    return await to_thread.run_sync(next, pieces, None, abandon_on_cancel=True)


def _measure(file: Any) -> tuple[int | None, int | None]:
    """Where a file object stands, and how many bytes are left; None for each where it cannot say."""
    try:
        start = file.tell()
        end = file.seek(0, os.SEEK_END)
        file.seek(start)
    except (AttributeError, OSError, ValueError):
        return None, None
    return start, end - start
