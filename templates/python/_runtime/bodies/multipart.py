"""Multipart bodies (RFC 2046, RFC 7578), whose files are read while they are sent."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from secrets import token_hex
from typing import Any, Protocol
from urllib.parse import unquote

from ..errors import InvalidRequestError
from ..http import (
    essence,
    has_control_character,
    is_field_name,
    is_json,
    is_text,
    is_wildcard,
)
from ..models import BareAPIModel
from ..parameters import (
    encode,
    header_text,
    is_left_out,
    is_scalar,
    json_bytes,
    plain,
    text_of,
    utf8,
)
from . import FileContent, Payload
from .encodings import PLAIN, Encoding, encodings_of
from .files import (
    CONTENT_TYPE_SEPARATOR,
    File,
    Source,
    file_media_type,
    file_name,
    is_file_input,
    payload_of,
)
from .forms import FORM, FormBody, form_text

_ESCAPES = str.maketrans({'"': "%22", "\r": "%0D", "\n": "%0A"})
"""Escapes in names of parts and files, as in HTML."""

_NO_HEADERS: Mapping[str, Any] = {}


class BodyPiece(Protocol):
    """Part of a body: bytes in memory, or a source that is read while it is sent."""

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
    """A multipart body, which can be sent again if its files can be read again."""

    __slots__ = ("_pieces", "length")

    length: int | None
    """Length in bytes; None if the size of a file is unknown."""

    def __init__(self, pieces: Iterable[BodyPiece]) -> None:
        self._pieces = tuple(pieces)
        lengths = [piece.length for piece in self._pieces]
        self.length = (
            None if None in lengths else sum(length or 0 for length in lengths)
        )

    @property
    def is_async(self) -> bool:
        """True if only an event loop can read it."""
        return any(piece.is_async for piece in self._pieces)

    @property
    def is_replayable(self) -> bool:
        """True if all of its files can be read again."""
        return all(piece.is_replayable for piece in self._pieces)

    @property
    def in_memory(self) -> bytes | None:
        """Return None: the body is read while it is sent."""
        return None

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            yield from piece

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self._pieces:
            async for chunk in piece:
                yield chunk


class MultipartWriter:
    """Assembles a multipart body."""

    def __init__(self, media_type: str) -> None:
        """Create an empty body; `media_type` may have parameters."""
        self._media_type = media_type
        self._is_form = essence(media_type) == "multipart/form-data"
        self._parts: list[tuple[bytes, BodyPiece]] = []
        self._first_type = "text/plain"
        self._boundary = token_hex(16)

    @property
    def is_empty(self) -> bool:
        """True if there are no parts yet."""
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
        """Add a text part; without a name, it is identified by its position."""
        self._add(name, "", content_type, headers, Source(utf8(text)))

    def add_file(
        self,
        name: str,
        file: FileContent | File,
        declared_type: str = "",
        headers: Mapping[str, Any] = _NO_HEADERS,
    ) -> None:
        """Add a file part.

        Args:
            name: Name of the property; empty for a part that is identified by its position.
            file: The upload.
            declared_type: Declared media type, possibly a range or a list.
            headers: Declared headers; those of the file override them.

        Raises:
            InvalidRequestError: The file is not a source of bytes, or a name or header cannot be
                sent.
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
        """Add a part that is a multipart document itself."""
        data = writer.finish()
        content = Source(data) if isinstance(data, bytes) else data
        self._add(name, "", writer.content_type, headers, content)

    def finish(self) -> bytes | MultipartStream:
        """Return the whole body: bytes, or a stream if there are files to read."""
        boundary = self._chosen_boundary().encode("ascii")
        pieces: list[bytes | BodyPiece] = []
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
        """Return a boundary that does not occur in content in memory; for files, it is random."""
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
        content: BodyPiece,
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
        """Return the `Content-Disposition` of a part; empty if there is none."""
        kind = "form-data" if self._is_form or name else "attachment"
        parts = [f'name="{name.translate(_ESCAPES)}"'] if name else []
        parts += [f'filename="{filename.translate(_ESCAPES)}"'] if filename else []
        return "; ".join((kind, *parts)) if parts else ""


# --- parts of typed bodies ------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MultipartBody(FormBody):
    """A multipart body: an object's properties by name, or a list's items in order."""

    encodings: tuple[Encoding, ...] = field(default=(), kw_only=True)
    """Encodings of the properties."""

    prefix_encodings: tuple[Encoding, ...] = field(default=(), kw_only=True)
    """Encodings of the leading items of a list."""

    item_encoding: Encoding | None = field(default=None, kw_only=True)
    """Encoding of all further items."""

    @classmethod
    def fits(cls, media_type: str) -> bool:
        """Return whether a media type is that of multipart bodies."""
        return essence(media_type).startswith("multipart/")

    def payload(self, value: Any) -> Payload | None:
        """Serialize the parts; None for an empty model if the body is optional."""
        writer = MultipartWriter(self.media_type)
        if isinstance(value, list | tuple):
            # `Any` would encode the bytes of a file like those of a JSON document.
            is_untyped = self.type.rstrip("]").endswith("Any")
            items = value if is_untyped else encode(value, self.type)
            _add_items(writer, items, self.prefix_encodings, self.item_encoding)
        else:
            _add_fields(writer, self.fields(value), encodings_of(self.encodings))
        if writer.is_empty and self.may_be_left_out(value):
            return None
        return payload_of(writer.content_type, writer.finish())


def _add_fields(
    writer: MultipartWriter,
    fields: Mapping[str, Any],
    encodings: Mapping[str, Encoding],
) -> None:
    for name, item in fields.items():
        if not is_left_out(item):
            _add(writer, str(name), item, encodings.get(name, PLAIN))


def _add_items(
    writer: MultipartWriter,
    items: Iterable[Any],
    prefix: tuple[Encoding, ...],
    rest: Encoding | None,
) -> None:
    """Add parts without names, each serialized by its position (OpenAPI 3.2, `prefixEncoding`)."""
    for index, item in enumerate(items):
        encoding = prefix[index] if index < len(prefix) else rest or PLAIN
        if isinstance(item, list | tuple) and not _is_nested(encoding):
            _add_text(
                writer, "", json_bytes(item, Any).decode(), encoding, "application/json"
            )
        else:
            _add(writer, "", item, encoding)


def _add(writer: MultipartWriter, name: str, item: Any, encoding: Encoding) -> None:
    """Add a value as parts: files unchanged, lists as one part per item, objects as JSON, unless
    the encoding says otherwise."""
    declared = encoding.content_type or ""
    if encoding.is_styled() and not _has_file(item):
        for pair in encoding.pairs(name, plain(item)):
            key, _, text = pair.partition("=")
            _add_text(writer, unquote(key), unquote(text), encoding, declared)
    elif _is_nested(encoding):
        writer.add_nested(name, _nested(item, encoding), encoding.headers)
    elif isinstance(item, list | tuple):
        if is_json(declared):
            _add_text(writer, name, json_bytes(item, Any).decode(), encoding, declared)
            return
        for each in item:
            if not is_left_out(each):
                _add(writer, name, each, encoding)
    elif isinstance(item, Mapping | BareAPIModel):
        _add_object(writer, name, item, encoding)
    elif is_scalar(item):
        media_type = _choice(declared, is_text)
        text = text_of(item)
        if is_json(media_type):
            text = json_bytes(item, Any).decode()
        _add_text(writer, name, text, encoding, media_type)
    else:
        writer.add_file(name, item, declared, encoding.headers)


def _has_file(item: Any) -> bool:
    """Return whether a value is a file, or a list with one: a style is for text."""
    return any(map(is_file_input, item if isinstance(item, list | tuple) else (item,)))


def _add_object(
    writer: MultipartWriter,
    name: str,
    item: Mapping[str, Any] | BareAPIModel,
    encoding: Encoding,
) -> None:
    media_type = _choice(encoding.content_type or "", is_json)
    if media_type == FORM:
        text = form_text(plain(item), encoding.encodings)
    elif encoding.serialize is not None:
        text = encoding.serialize(item)
    else:
        text = json_bytes(item, Any).decode()
    _add_text(writer, name, text, encoding, media_type or "application/json")


def _add_text(
    writer: MultipartWriter, name: str, text: str, encoding: Encoding, media_type: str
) -> None:
    writer.add_text(name, text, media_type, encoding.headers)


def _choice(declared: str, fits: Any) -> str:
    """Return the media type of a part that is not a file: the first suitable one; ranges are
    ignored."""
    named = [
        each.strip()
        for each in declared.split(CONTENT_TYPE_SEPARATOR)
        if each.strip() and not is_wildcard(each)
    ]
    return next(filter(fits, named), named[0] if named else "")


def _is_nested(encoding: Encoding) -> bool:
    return essence(encoding.content_type or "").startswith("multipart/")


def _nested(item: Any, encoding: Encoding) -> MultipartWriter:
    """Return a part that is a multipart document itself."""
    writer = MultipartWriter(encoding.content_type or "")
    if isinstance(item, list | tuple):
        _add_items(writer, item, encoding.prefix_encodings, encoding.item_encoding)
    elif isinstance(item, Mapping | BareAPIModel):
        fields = encode(item, Any) if isinstance(item, BareAPIModel) else item
        _add_fields(writer, fields, encodings_of(encoding.encodings))
    elif is_file_input(item):
        raise InvalidRequestError(
            "A nested multipart part must be an object or a list."
        )
    else:
        _add(writer, "", item, PLAIN)
    return writer
