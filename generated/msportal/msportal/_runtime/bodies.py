"""Request bodies: JSON, forms, multipart, text and binary data."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import unquote

from .errors import InvalidRequestError
from .files import File, Source, file_media_type, is_file_input
from .media_types import essence, is_json, is_wildcard
from .model import APIModel
from .multipart import MultipartWriter
from .operation import Body, Encoding
from .parameters import styled_pairs
from .unset import UNSET
from .values import encode, is_left_out, is_scalar, json_bytes, plain, text_of, utf8


class Chunks(Protocol):
    """A body that is sent piece by piece, as often as it is iterated."""

    @property
    def length(self) -> int | None:
        """Number of bytes; None where it is not known."""
        ...

    @property
    def is_async(self) -> bool:
        """Whether only an event loop can read it."""
        ...

    def __iter__(self) -> Iterator[bytes]: ...
    def __aiter__(self) -> AsyncIterator[bytes]: ...


@dataclass(frozen=True, slots=True)
class Payload:
    """A body as it is sent."""

    content_type: str
    data: bytes | Chunks


def write_body(body: Body, value: Any) -> Payload | None:
    """Write a body as its operation declares; None where there is nothing to send.

    Raises:
        InvalidRequestError: a required body is missing, or the value does not fit the media type.
    """
    if value is UNSET or (value is None and not _null_is_a_value(body)):
        if body.required:
            raise InvalidRequestError("The body of this operation must be given.")
        return None
    kind = essence(body.media_type)
    if is_json(kind):
        return _json(body, value)
    if kind == "application/x-www-form-urlencoded":
        return _form(body, value)
    if kind.startswith("multipart/"):
        return _multipart(body, value)
    return _document(body, value)


def _null_is_a_value(body: Body) -> bool:
    """Whether None is sent as null: of an optional body, only where its type says so."""
    nullable = body.required or body.type.endswith("| None")
    return nullable and is_json(body.media_type)


def _may_be_left_out(body: Body, value: Any) -> bool:
    """Whether a body without content counts as not given: a model whose fields were not given."""
    return not body.required and isinstance(value, APIModel)


def _json(body: Body, value: Any) -> Payload | None:
    data = json_bytes(value, body.type)
    if data == b"{}" and _may_be_left_out(body, value):
        return None
    return Payload(body.media_type, data)


def _fields(body: Body, value: Any) -> dict[str, Any]:
    """The properties of an object by their names on the wire, files as they are."""
    # `Any` would encode the bytes of a file like those of a JSON document.
    is_untyped = isinstance(value, Mapping) and body.type.rstrip("]").endswith("Any")
    fields = value if is_untyped else encode(value, body.type)
    if not isinstance(fields, Mapping):
        raise InvalidRequestError(
            f"A body of type {body.media_type} must be an object."
        )
    return {str(name): item for name, item in fields.items() if not is_left_out(item)}


def _encodings(body: Body) -> dict[str, Encoding]:
    return {encoding.property: encoding for encoding in body.encodings}


# --- forms ------------------------------------------------------------------------------------------


def _form(body: Body, value: Any) -> Payload | None:
    encodings = _encodings(body)
    pairs: list[str] = []
    for name, item in _fields(body, value).items():
        pairs.extend(_form_pairs(name, plain(item), encodings.get(name)))
    if not pairs and _may_be_left_out(body, value):
        return None
    return Payload(body.media_type, "&".join(pairs).encode("ascii"))


def _form_pairs(name: str, value: Any, encoding: Encoding | None) -> Iterator[str]:
    """A property as pairs: styled where a style is declared, else arrays repeated and objects as
    JSON, which is the default content type of an object."""
    if encoding is not None and _is_styled(encoding):
        return styled_pairs(name, value, encoding)
    content_type = encoding.content_type if encoding is not None else None
    if isinstance(value, dict) or is_json(content_type or ""):
        return styled_pairs(name, json_bytes(value, Any).decode(), None)
    return styled_pairs(name, value, None)


def _is_styled(encoding: Encoding) -> bool:
    return (
        bool(encoding.style) or encoding.explode is not None or encoding.allow_reserved
    )


# --- multipart ----------------------------------------------------------------------------------------


def _multipart(body: Body, value: Any) -> Payload | None:
    encodings = _encodings(body)
    writer = MultipartWriter()
    for name, item in _fields(body, value).items():
        _add_part(writer, name, item, encodings.get(name))
    if writer.is_empty and _may_be_left_out(body, value):
        return None
    return Payload(f"{body.media_type}; boundary={writer.boundary}", writer.finish())


def _add_part(
    writer: MultipartWriter, name: str, item: Any, encoding: Encoding | None
) -> None:
    """A property as parts: files as they are, lists one part an item, objects as JSON."""
    content_type = (encoding.content_type if encoding else None) or ""
    if encoding is not None and _is_styled(encoding):
        for pair in styled_pairs(name, plain(item), encoding):
            key, _, text = pair.partition("=")
            writer.add_text(unquote(key), unquote(text), content_type)
    elif is_json(content_type):
        writer.add_text(name, json_bytes(item, Any).decode(), content_type)
    elif isinstance(item, (list, tuple)):
        for each in item:
            if not is_left_out(each):
                _add_part(writer, name, each, encoding)
    elif isinstance(item, (Mapping, APIModel)):
        writer.add_text(
            name, json_bytes(item, Any).decode(), content_type or "application/json"
        )
    elif is_scalar(item):
        writer.add_text(name, text_of(item), content_type)
    else:
        writer.add_file(name, item, content_type)


# --- text and binary data -------------------------------------------------------------------------------


def _document(body: Body, value: Any) -> Payload:
    """Text, bytes or a file; a value with structure, where any media type will do, is JSON."""
    media_type = body.media_type
    if isinstance(value, str):
        return _text(media_type if not is_wildcard(media_type) else "text/plain", value)
    if (
        is_wildcard(media_type)
        and "FileInput" not in body.type
        and not is_file_input(value)
    ):
        return Payload("application/json", json_bytes(value, body.type))
    value = value if is_file_input(value) else encode(value, body.type)
    if is_scalar(value):
        return _text(media_type, text_of(value))
    source = Source(value.content if isinstance(value, File) else value)
    content_type = file_media_type(value, media_type)
    return Payload(
        content_type, source if source.in_memory is None else source.in_memory
    )


def _text(media_type: str, text: str) -> Payload:
    if (
        not text.isascii()
        and media_type.startswith("text/")
        and "charset" not in media_type
    ):
        media_type += "; charset=utf-8"
    return Payload(media_type, utf8(text))
