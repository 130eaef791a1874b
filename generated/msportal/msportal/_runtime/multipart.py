"""Writes multipart bodies (RFC 2046, RFC 7578), whose files are read only while they are sent."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from secrets import token_hex

from .errors import InvalidRequestError
from .fields import has_control_character, is_field_name
from .files import File, FileInput, Source, file_media_type, file_name
from .values import utf8

_ESCAPES = str.maketrans({'"': "%22", "\r": "%0D", "\n": "%0A"})
"""As HTML writes the names of parts and files."""


class MultipartStream:
    """A multipart body, which can be sent as often as its files can be read."""

    __slots__ = ("_pieces", "length")

    length: int | None
    """Number of bytes; None where the size of a file is not known."""

    def __init__(self, pieces: Iterable[Source]) -> None:
        self._pieces = tuple(pieces)
        lengths = [piece.length for piece in self._pieces]
        self.length = (
            None if None in lengths else sum(length or 0 for length in lengths)
        )

    @property
    def is_async(self) -> bool:
        """Whether only an event loop can read it."""
        return any(piece.is_async for piece in self._pieces)

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            yield from piece

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self._pieces:
            async for chunk in piece:
                yield chunk


class MultipartWriter:
    """Puts the parts of a multipart body together."""

    def __init__(self) -> None:
        self.boundary = token_hex(16)
        self._pieces: list[bytes | Source] = []

    @property
    def is_empty(self) -> bool:
        """Whether there is no part yet."""
        return not self._pieces

    def add_text(self, name: str, text: str, content_type: str = "") -> None:
        """Add a part that holds text."""
        self._add(name, "", content_type, {}, Source(utf8(text)))

    def add_file(self, name: str, file: FileInput, declared_type: str = "") -> None:
        """Add a part that holds a file.

        Args:
            name: of the property.
            file: what to upload.
            declared_type: media type that the API declares, perhaps a range or a list.

        Raises:
            InvalidRequestError: the file is no source of bytes, or a name or header cannot be sent.
        """
        content = file.content if isinstance(file, File) else file
        headers = file.headers if isinstance(file, File) else {}
        filename = (file.filename if isinstance(file, File) else None) or file_name(
            content
        )
        content_type = file_media_type(file, declared_type)
        self._add(name, filename or "upload", content_type, headers, Source(content))

    def finish(self) -> bytes | MultipartStream:
        """The whole body: bytes, or a stream where there are files to be read."""
        pieces = [*self._pieces, f"--{self.boundary}--\r\n".encode("ascii")]
        if any(isinstance(piece, Source) for piece in pieces):
            return MultipartStream(
                piece if isinstance(piece, Source) else Source(piece)
                for piece in pieces
            )
        return b"".join(piece for piece in pieces if isinstance(piece, bytes))

    def _add(
        self,
        name: str,
        filename: str,
        content_type: str,
        headers: Mapping[str, str],
        content: Source,
    ) -> None:
        disposition = f'form-data; name="{name.translate(_ESCAPES)}"'
        if filename:
            disposition += f'; filename="{filename.translate(_ESCAPES)}"'
        lines = {"Content-Disposition": disposition}
        if content_type:
            lines["Content-Type"] = content_type
        lines.update(headers)
        for key, value in lines.items():
            if not is_field_name(key) or has_control_character(value):
                raise InvalidRequestError(
                    f"The header {key!r} of part {name!r} cannot be sent."
                )
        head = "".join(f"{key}: {value}\r\n" for key, value in lines.items())
        self._pieces.append(utf8(f"--{self.boundary}\r\n{head}\r\n"))
        data = content.in_memory
        self._pieces.append(content if data is None else data)
        self._pieces.append(b"\r\n")
