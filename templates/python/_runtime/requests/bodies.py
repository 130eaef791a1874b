"""Request bodies: JSON, forms, multipart, text and binary data."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from ..codec import is_model
from ..errors import InvalidRequestError
from ..files import File, Source, file_media_type, is_file_input
from ..http.media_types import charset, essence, is_json, is_wildcard, is_xml
from ..models.unset import UNSET
from ..operations import Body, Encoding
from .parameters import styled_pairs
from .values import encode, is_left_out, is_scalar, json_bytes, plain, text_of, utf8

_WITHOUT_STRUCTURE = ("str", "FileInput")
"""Types of XML documents that are sent as they are given."""


class Chunks(Protocol):
    """A body that is sent piece by piece."""

    @property
    def length(self) -> int | None:
        """Number of bytes; None where it is not known."""
        ...

    @property
    def is_async(self) -> bool:
        """Whether only an event loop can read it."""
        ...

    @property
    def is_replayable(self) -> bool:
        """Whether it gives the same bytes each time that it is iterated."""
        ...

    def __iter__(self) -> Iterator[bytes]: ...
    def __aiter__(self) -> AsyncIterator[bytes]: ...


@dataclass(frozen=True, slots=True)
class Payload:
    """A body as it is sent."""

    content_type: str
    data: bytes | Chunks


def write_body(
    body: Body | tuple[Body, ...], value: Any, content_type: str | None = None
) -> Payload | None:
    """Write a body as its operation declares; None where there is nothing to send.

    Args:
        body: what the operation declares.
        value: what was given.
        content_type: media type that was chosen.

    Raises:
        InvalidRequestError: a required body is missing, or the value does not fit the media type.
    """
    if content_type is not None or isinstance(body, tuple):
        from .body_choice import choose_body

        body, value = choose_body(body, value, content_type)
    if value is UNSET or (value is None and not _null_is_a_value(body)):
        if body.required:
            raise InvalidRequestError("The body of this operation must be given.")
        return None
    kind = essence(body.media_type)
    if body.has_items:
        return _items(body, value)
    if is_json(kind):
        is_file = body.type.startswith("FileInput")
        return _document(body, value) if is_file else _json(body, value)
    if kind == "application/x-www-form-urlencoded":
        return _form(body, value)
    if kind.startswith("multipart/"):
        # Imported when it is needed: most calls have no parts.
        from .parts import write_multipart

        return write_multipart(body, value)
    if is_xml(kind) and body.type not in _WITHOUT_STRUCTURE:
        return _xml(body, value)
    return _document(body, value)


def _null_is_a_value(body: Body) -> bool:
    """Whether None is sent as null: of an optional body, only where its type says so."""
    nullable = body.required or body.type.endswith("| None")
    return nullable and is_json(body.media_type)


def may_be_left_out(body: Body, value: Any) -> bool:
    """Whether a body without content counts as not given: a model whose fields were not given."""
    return not body.required and is_model(value, body.type)


def _json(body: Body, value: Any) -> Payload | None:
    data = json_bytes(value, body.type)
    if data == b"{}" and may_be_left_out(body, value):
        return None
    return Payload(body.media_type, data)


def fields_of(body: Body, value: Any) -> dict[str, Any]:
    """The properties of an object by their names on the wire, files as they are."""
    # `Any` would encode the bytes of a file like those of a JSON document.
    is_untyped = isinstance(value, Mapping) and body.type.rstrip("]").endswith("Any")
    fields = value if is_untyped else encode(value, body.type)
    if not isinstance(fields, Mapping):
        raise InvalidRequestError(
            f"A body of type {body.media_type} must be an object."
        )
    return {str(name): item for name, item in fields.items() if not is_left_out(item)}


def encodings_of(encodings: tuple[Encoding, ...]) -> dict[str, Encoding]:
    """How properties are written, by their names on the wire."""
    return {encoding.property: encoding for encoding in encodings}


def _xml(body: Body, value: Any) -> Payload | None:
    # Imported when it is needed: most packages never are in touch with XML.
    from ..xml import encode_xml

    if may_be_left_out(body, value) and not encode(value, body.type):
        return None
    return _text(body.media_type, encode_xml(value, body.type, body.root))


def _items(body: Body, value: Any) -> Payload:
    from ..streams.json_items import written_items

    return Payload(body.media_type, written_items(value, body.media_type, body.type))


# --- forms ------------------------------------------------------------------------------------------


def _form(body: Body, value: Any) -> Payload | None:
    text = form_text(plain(fields_of(body, value)), encodings_of(body.encodings))
    if not text and may_be_left_out(body, value):
        return None
    return Payload(body.media_type, text.encode("ascii"))


def form_text(fields: Mapping[str, Any], encodings: Mapping[str, Encoding]) -> str:
    """Plain fields as `application/x-www-form-urlencoded` has them."""
    pairs: list[str] = []
    for name, item in fields.items():
        pairs.extend(_form_pairs(name, item, encodings.get(name)))
    return "&".join(pairs)


def _form_pairs(name: str, value: Any, encoding: Encoding | None) -> Iterator[str]:
    """A property as pairs: styled where a style is declared, else arrays repeated and objects as
    JSON, which is the default content type of an object."""
    if encoding is not None and is_styled(encoding):
        return styled_pairs(name, value, encoding)
    content_type = encoding.content_type if encoding is not None else None
    if isinstance(value, dict) or is_json(content_type or ""):
        return styled_pairs(name, json_bytes(value, Any).decode(), None)
    return styled_pairs(name, value, None)


def is_styled(encoding: Encoding) -> bool:
    """Whether a property is written like a query parameter."""
    return (
        bool(encoding.style) or encoding.explode is not None or encoding.allow_reserved
    )


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
    if isinstance(value, Mapping):
        raise InvalidRequestError(
            f"A body of type {media_type} must be text, bytes or a file, not an object."
        )
    source = Source(value.content if isinstance(value, File) else value)
    content_type = file_media_type(value, media_type)
    return Payload(
        content_type, source if source.in_memory is None else source.in_memory
    )


def _text(media_type: str, text: str) -> Payload:
    """Text in the encoding that the media type names, else in UTF-8."""
    named = charset(media_type)
    if named is not None:
        try:
            return Payload(media_type, text.encode(named))
        except UnicodeEncodeError as error:
            raise InvalidRequestError(
                f"A text of type {media_type} cannot hold {text[error.start]!r}."
            ) from None
    is_plain = text.isascii() or "charset" in media_type
    if media_type.startswith("text/") and not is_plain:
        media_type += "; charset=utf-8"
    return Payload(media_type, utf8(text))
