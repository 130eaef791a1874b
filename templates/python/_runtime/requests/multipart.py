"""Writes multipart bodies (RFC 2046, RFC 7578), whose files are read only while they are sent."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from secrets import token_hex
from typing import Any, Protocol

from ..errors import InvalidRequestError
from ..files import File, FileInput, Source, file_media_type, file_name
from ..http.headers import has_control_character, is_field_name
from ..http.media_types import essence
from .parameters import header_text
from .values import utf8

_ESCAPES = str.maketrans({'"': "%22", "\r": "%0D", "\n": "%0A"})
"""As HTML writes the names of parts and files."""

_NO_HEADERS: Mapping[str, Any] = {}


class Piece(Protocol):
    """A stretch of a body: bytes that are at hand, or are read when they are sent."""

    @property
    def length(self) -> int | None: ...
    @property
    def is_async(self) -> bool: ...
    @property
    def is_replayable(self) -> bool: ...
    @property
    def in_memory(self) -> bytes | None: ...
    def __iter__(self) -> Iterator[bytes]: ...
    def __aiter__(self) -> AsyncIterator[bytes]: ...


class MultipartStream:
    """A multipart body, which can be sent as often as its files can be read."""

    __slots__ = ("_pieces", "length")

    length: int | None
    """Number of bytes; None where the size of a file is not known."""

    def __init__(self, pieces: Iterable[Piece]) -> None:
        self._pieces = tuple(pieces)
        lengths = [piece.length for piece in self._pieces]
        self.length = (
            None if None in lengths else sum(length or 0 for length in lengths)
        )

    @property
    def is_async(self) -> bool:
        """Whether only an event loop can read it."""
        return any(piece.is_async for piece in self._pieces)

    @property
    def is_replayable(self) -> bool:
        """Whether each of its files can be read once more."""
        return all(piece.is_replayable for piece in self._pieces)

    @property
    def in_memory(self) -> bytes | None:
        """None: some of it is yet to be read."""
        return None

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            yield from piece

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self._pieces:
            async for chunk in piece:
                yield chunk


class MultipartWriter:
    """Puts the parts of a multipart body together."""

    def __init__(self, media_type: str) -> None:
        """`media_type` is that of the body, perhaps with parameters."""
        self._media_type = media_type
        self._is_form = essence(media_type) == "multipart/form-data"
        self._parts: list[tuple[bytes, Piece]] = []
        self._first_type = "text/plain"
        self._boundary = token_hex(16)

    @property
    def is_empty(self) -> bool:
        """Whether there is no part yet."""
        return not self._parts

    @property
    def content_type(self) -> str:
        """Media type of the body with its boundary; a compound object names the type of its root
        (RFC 2387, 3.1)."""
        text = f"{self._media_type}; boundary={self._chosen_boundary()}"
        is_compound = essence(self._media_type) == "multipart/related"
        if is_compound and "type=" not in self._media_type:
            text += f'; type="{self._first_type}"'
        return text

    def add_text(
        self,
        name: str,
        text: str,
        content_type: str = "",
        headers: Mapping[str, Any] = _NO_HEADERS,
    ) -> None:
        """Add a part that holds text; no name stands for a part that is told by its position."""
        self._add(name, "", content_type, headers, Source(utf8(text)))

    def add_file(
        self,
        name: str,
        file: FileInput,
        declared_type: str = "",
        headers: Mapping[str, Any] = _NO_HEADERS,
    ) -> None:
        """Add a part that holds a file.

        Args:
            name: of the property; empty for a part that is told by its position.
            file: what to upload.
            declared_type: media type that the API declares, perhaps a range or a list.
            headers: what the API declares of further headers; those of the file come on top.

        Raises:
            InvalidRequestError: the file is no source of bytes, or a name or header cannot be sent.
        """
        content = file.content if isinstance(file, File) else file
        own = file.headers if isinstance(file, File) else {}
        filename = file.filename if isinstance(file, File) else None
        if filename is None:
            filename = file_name(content) or ("upload" if name else "")
        content_type = file_media_type(file, declared_type)
        self._add(name, filename, content_type, {**headers, **own}, Source(content))

    def add_nested(
        self,
        name: str,
        writer: MultipartWriter,
        headers: Mapping[str, Any] = _NO_HEADERS,
    ) -> None:
        """Add a part that has parts itself."""
        data = writer.finish()
        content = Source(data) if isinstance(data, bytes) else data
        self._add(name, "", writer.content_type, headers, content)

    def finish(self) -> bytes | MultipartStream:
        """The whole body: bytes, or a stream where there are files to be read."""
        boundary = self._chosen_boundary().encode("ascii")
        pieces: list[bytes | Piece] = []
        for head, content in self._parts:
            data = content.in_memory
            pieces += [b"--%b\r\n%b\r\n" % (boundary, head)]
            pieces += [content if data is None else data, b"\r\n"]
        pieces.append(b"--%b--\r\n" % boundary)
        if all(isinstance(piece, bytes) for piece in pieces):
            return b"".join(piece for piece in pieces if isinstance(piece, bytes))
        return MultipartStream(
            Source(piece) if isinstance(piece, bytes) else piece for piece in pieces
        )

    def _chosen_boundary(self) -> str:
        """A boundary that is in no content at hand; of a file to be read, chance takes care."""
        contents = [content.in_memory or b"" for _, content in self._parts]
        while any(self._boundary.encode("ascii") in content for content in contents):
            self._boundary = token_hex(16)
        return self._boundary

    def _add(
        self,
        name: str,
        filename: str,
        content_type: str,
        headers: Mapping[str, Any],
        content: Piece,
    ) -> None:
        lines = {
            "content-disposition": (
                "Content-Disposition",
                self._disposition(name, filename),
            ),
            "content-type": ("Content-Type", content_type),
        }
        for key, value in headers.items():
            lines[key.lower()] = (key, header_text(value))
        head = ""
        for key, text in lines.values():
            if not is_field_name(key) or has_control_character(text):
                raise InvalidRequestError(
                    f"The header {key!r} of part {name!r} cannot be sent."
                )
            head += f"{key}: {text}\r\n" if text else ""
        if not self._parts:
            self._first_type = content_type or "text/plain"
        self._parts.append((utf8(head), content))

    def _disposition(self, name: str, filename: str) -> str:
        """Empty where there is nothing to say."""
        kind = "form-data" if self._is_form or name else "attachment"
        parts = [f'name="{name.translate(_ESCAPES)}"'] if name else []
        parts += [f'filename="{filename.translate(_ESCAPES)}"'] if filename else []
        return "; ".join((kind, *parts)) if parts else ""
