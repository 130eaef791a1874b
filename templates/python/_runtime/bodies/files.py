"""Files to upload: `FileInput`, streamed reading of its bytes, and bodies that are a file."""

from __future__ import annotations

import mimetypes
import os
from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from io import TextIOBase
from pathlib import Path
from typing import Annotated, Any, Protocol, TypeAlias

from anyio import to_thread

from ..codec.uploads import is_file_tuple
from ..errors import InvalidRequestError
from ..http import is_in_range, is_wildcard
from ..models import Upload
from ..parameters import encode, is_scalar
from . import CHUNK_SIZE, Body, FileContent, Payload, Progress, TextBody

CONTENT_TYPE_SEPARATOR = ","
"""Separates alternative media types of a part."""


@dataclass(frozen=True, slots=True)
class File:
    """A file to upload, with its name and media type."""

    content: FileContent
    """The bytes, or their source."""

    filename: str | None = field(default=None, kw_only=True)
    """File name; by default that of the path or the file object; empty for none."""

    content_type: str | None = field(default=None, kw_only=True)
    """Media type; by default the one that the API declares, else guessed from the name."""

    headers: Mapping[str, Any] = field(default_factory=dict, kw_only=True)
    """Additional headers of the part, in multipart bodies only; values are text, numbers, dates and
    the like."""


FileTuple: TypeAlias = (
    tuple[str | None, FileContent]
    | tuple[str | None, FileContent, str | None]
    | tuple[str | None, FileContent, str | None, Mapping[str, Any]]
)
"""Name, content, media type and headers of a file, as requests and httpx take them."""

FileInput: TypeAlias = Annotated[FileContent | File | FileTuple, Upload()]
"""Argument for binary data: bytes, a path, a binary file object, an iterator of bytes, a `File` around
one of them, or a tuple of name, content and media type."""


class InvalidFileError(InvalidRequestError, TypeError):
    """A value is given for a file that is none, such as text."""


def file_of(value: Any) -> File:
    """Return an upload as a `File`."""
    if isinstance(value, File):
        return value
    if is_file_tuple(value):
        name, content, *more = value
        media_type, headers = (*more, None, None)[:2]
        return File(
            content, filename=name, content_type=media_type, headers=headers or {}
        )
    return File(value)


def is_file_input(value: object) -> bool:
    """Return whether a value can only be the content of a file."""
    return isinstance(value, (bytes, bytearray, memoryview, Path, File)) or hasattr(
        value, "read"
    )


def file_name(content: FileContent) -> str | None:
    """Return the name of a path or file object, without folders."""
    name = content if isinstance(content, Path) else getattr(content, "name", None)
    return os.path.basename(name) if isinstance(name, (str, Path)) else None


def file_media_type(file: FileContent | File, declared: str) -> str:
    """Return the media type of an upload: its own, else the declared one, else guessed from its
    name. Declared are one, a range such as `image/*`, several separated by commas, or none.
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
    """Bytes of an upload, which are read in chunks without blocking an event loop.

    Raises:
        InvalidRequestError: The content is neither bytes nor a source of bytes.
        OSError: The file cannot be read.
    """

    __slots__ = ("_content", "_is_file", "_start", "length")

    length: int | None
    """Length in bytes; None if it is unknown without reading."""

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
            raise InvalidFileError(
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
            hint = ""
            if isinstance(content, str):
                hint = " Use Path(…) for the file with that name, or bytes for its content."
            raise InvalidFileError(
                "Expected bytes, a path, a binary file object or an iterator of bytes, "
                f"got {type(content).__name__}.{hint}"
            )

    @property
    def is_async(self) -> bool:
        """True if only an event loop can read it."""
        return isinstance(self._content, AsyncIterable) and not isinstance(
            self._content, Iterable
        )

    @property
    def is_replayable(self) -> bool:
        """True if reading it again gives the same bytes: not for iterators and files that cannot
        seek."""
        if self._is_file:
            return self._start is not None
        return isinstance(self._content, (bytes, Path, list, tuple))

    @property
    def in_memory(self) -> bytes | None:
        """Return the bytes if they are in memory."""
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
        """Yield as many bytes as announced, even if the file has grown."""
        left = self.length
        while left != 0:
            chunk = file.read(CHUNK_SIZE if left is None else min(left, CHUNK_SIZE))
            if not chunk:
                break
            if left is not None:
                left -= len(chunk)
            yield chunk
        if left:
            raise InvalidRequestError(
                f"A file became {left} bytes shorter while it was sent."
            )


async def _next_piece(pieces: Iterator[bytes]) -> bytes | None:
    """Read a chunk in a thread; a cancelled task does not wait for a blocked reader."""
    return await to_thread.run_sync(next, pieces, None, abandon_on_cancel=True)


def _measure(file: Any) -> tuple[int | None, int | None]:
    """Return position and remaining bytes of a file object; None for each if unknown."""
    try:
        start = file.tell()
        end = file.seek(0, os.SEEK_END)
        file.seek(start)
    except (AttributeError, OSError, ValueError):
        return None, None
    return start, end - start


# --- bodies ---------------------------------------------------------------------------


class Chunks(Protocol):
    """A body that is sent in chunks."""

    @property
    def length(self) -> int | None:
        """Length in bytes; None if unknown."""
        ...

    @property
    def is_async(self) -> bool:
        """True if only an event loop can read it."""
        ...

    @property
    def is_replayable(self) -> bool:
        """True if iterating it again gives the same bytes."""
        ...

    def __iter__(self) -> Iterator[bytes]: ...
    def __aiter__(self) -> AsyncIterator[bytes]: ...


@dataclass(frozen=True, slots=True)
class StreamedPayload(Payload):
    """A body that is read while it is sent."""

    chunks: Chunks

    @property
    def length(self) -> int | None:
        return self.chunks.length

    @property
    def is_replayable(self) -> bool:
        return self.chunks.is_replayable

    @property
    def is_whole(self) -> bool:
        return False

    def content(self) -> bytes | Iterator[bytes]:
        if self.chunks.is_async:
            raise InvalidRequestError(
                "An asynchronous iterator requires the asynchronous client."
            )
        if self.on_progress is not None:
            return self.reported(self.on_progress)
        return iter(self.chunks)

    def async_content(self) -> bytes | AsyncIterator[bytes]:
        if self.on_progress is not None:
            return self.reported_async(self.on_progress)
        return aiter(self.chunks)

    def reported(self, on_progress: Progress) -> Iterator[bytes]:
        sent = 0
        for chunk in self.chunks:
            yield chunk
            sent += len(chunk)
            on_progress(sent, self.length)

    async def reported_async(self, on_progress: Progress) -> AsyncIterator[bytes]:
        sent = 0
        async for chunk in self.chunks:
            yield chunk
            sent += len(chunk)
            on_progress(sent, self.length)


def payload_of(content_type: str, data: bytes | Chunks) -> Payload:
    """Return a body of bytes, or of chunks that are read while it is sent."""
    if isinstance(data, bytes):
        return Payload(content_type, data)
    return StreamedPayload(content_type, b"", data)


@dataclass(frozen=True, slots=True)
class FileBody(TextBody):
    """A file, or text, as the whole body."""

    is_chosen: bool = field(default=False, kw_only=True)
    """True if the caller has chosen the media type, so that the file does not determine it."""

    @classmethod
    def of_raw(cls, value: Any, media_type: str) -> Body | None:
        """Return the body of a request that the API does not describe, if it is a file."""
        if not is_file_input(value):
            return None
        return cls(media_type or "application/octet-stream", "FileInput")

    def media_type_of(self, value: Any) -> str:
        """Return the media type that a file has by itself; empty for other values."""
        return file_media_type(value, "") if is_file_input(value) else ""

    def chosen(self, media_type: str) -> Body:
        """Return the body as a media type that the caller has chosen."""
        return replace(self, media_type=media_type, is_chosen=True)

    def payload(self, value: Any) -> Payload | None:
        """Return the content of a file, which is read while it is sent."""
        is_text = is_wildcard(self.media_type) or self.media_type.startswith("text/")
        if issubclass(type(value), str) and (is_text or self.is_chosen):
            return TextBody.payload(self, value)
        if not is_file_input(value):
            value = encode(value, self.type)
            if is_scalar(value) or isinstance(value, Mapping):
                return TextBody.payload(self, value)
        if self.is_chosen and isinstance(value, File):
            value = replace(value, content_type=None)
        source = Source(value.content if isinstance(value, File) else value)
        data = source if source.in_memory is None else source.in_memory
        return payload_of(file_media_type(value, self.media_type), data)
