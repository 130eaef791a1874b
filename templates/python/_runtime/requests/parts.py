"""Multipart bodies: what becomes a part, and how each part is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import unquote

from ..errors import InvalidRequestError
from ..files import CONTENT_TYPE_SEPARATOR, is_file_input
from ..http.media_types import essence, is_json, is_text, is_wildcard, is_xml
from ..models.base import APIModel
from ..operations import Body, Encoding
from .bodies import (
    Payload,
    encodings_of,
    fields_of,
    form_text,
    is_styled,
    may_be_left_out,
)
from .multipart import MultipartWriter
from .parameters import styled_pairs
from .values import encode, is_left_out, is_scalar, json_bytes, plain, text_of

_PLAIN = Encoding("")
_FORM = "application/x-www-form-urlencoded"


def write_multipart(body: Body, value: Any) -> Payload | None:
    """Write a multipart body: an object's properties by name, a list's items one after the other;
    None for a model of which nothing was given where the body is optional.

    Raises:
        InvalidRequestError: the value does not fit.
    """
    writer = MultipartWriter(body.media_type)
    if isinstance(value, list | tuple):
        # `Any` would encode the bytes of a file like those of a JSON document.
        items = (
            value if body.type.rstrip("]").endswith("Any") else encode(value, body.type)
        )
        _add_items(writer, items, body.prefix_encodings, body.item_encoding)
    else:
        _add_fields(writer, fields_of(body, value), encodings_of(body.encodings))
    if writer.is_empty and may_be_left_out(body, value):
        return None
    return Payload(writer.content_type, writer.finish())


def _add_fields(
    writer: MultipartWriter,
    fields: Mapping[str, Any],
    encodings: Mapping[str, Encoding],
) -> None:
    for name, item in fields.items():
        if not is_left_out(item):
            _add(writer, str(name), item, encodings.get(name, _PLAIN))


def _add_items(
    writer: MultipartWriter,
    items: Iterable[Any],
    prefix: tuple[Encoding, ...],
    rest: Encoding | None,
) -> None:
    """Parts without names, each written as its position says (OpenAPI 3.2, `prefixEncoding`)."""
    for index, item in enumerate(items):
        encoding = prefix[index] if index < len(prefix) else rest or _PLAIN
        if isinstance(item, list | tuple) and not _is_nested(encoding):
            _add_text(
                writer, "", json_bytes(item, Any).decode(), encoding, "application/json"
            )
        else:
            _add(writer, "", item, encoding)


def _add(writer: MultipartWriter, name: str, item: Any, encoding: Encoding) -> None:
    """A value as parts: files as they are, lists one part an item, objects as JSON, unless the
    encoding says otherwise."""
    declared = encoding.content_type or ""
    if is_styled(encoding):
        for pair in styled_pairs(name, plain(item), encoding):
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
    elif isinstance(item, Mapping | APIModel):
        _add_object(writer, name, item, encoding)
    elif is_scalar(item):
        media_type = _choice(declared, is_text)
        text = text_of(item)
        if is_json(media_type):
            text = json_bytes(item, Any).decode()
        _add_text(writer, name, text, encoding, media_type)
    else:
        writer.add_file(name, item, declared, encoding.headers)


def _add_object(
    writer: MultipartWriter,
    name: str,
    item: Mapping[str, Any] | APIModel,
    encoding: Encoding,
) -> None:
    media_type = _choice(encoding.content_type or "", is_json)
    if media_type == _FORM:
        fields = plain(item)
        text = form_text(fields, encodings_of(encoding.encodings))
    elif is_xml(media_type):
        from ..xml import encode_xml

        text = encode_xml(item, Any, None)
    else:
        text = json_bytes(item, Any).decode()
    _add_text(writer, name, text, encoding, media_type or "application/json")


def _add_text(
    writer: MultipartWriter, name: str, text: str, encoding: Encoding, media_type: str
) -> None:
    writer.add_text(name, text, media_type, encoding.headers)


def _choice(declared: str, fits: Any) -> str:
    """The media type of a part that is no file: of several the one that fits; a range says
    nothing."""
    named = [
        each.strip()
        for each in declared.split(CONTENT_TYPE_SEPARATOR)
        if each.strip() and not is_wildcard(each)
    ]
    return next(filter(fits, named), named[0] if named else "")


def _is_nested(encoding: Encoding) -> bool:
    return essence(encoding.content_type or "").startswith("multipart/")


def _nested(item: Any, encoding: Encoding) -> MultipartWriter:
    """A part that is a multipart document itself."""
    writer = MultipartWriter(encoding.content_type or "")
    if isinstance(item, list | tuple):
        _add_items(writer, item, encoding.prefix_encodings, encoding.item_encoding)
    elif isinstance(item, Mapping | APIModel):
        fields = encode(item, Any) if isinstance(item, APIModel) else item
        _add_fields(writer, fields, encodings_of(encoding.encodings))
    elif is_file_input(item):
        raise InvalidRequestError(
            "A part that has parts itself must be an object or a list."
        )
    else:
        _add(writer, "", item, _PLAIN)
    return writer
