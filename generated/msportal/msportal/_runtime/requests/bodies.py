"""Request bodies: JSON, forms, text and binary data."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol, TypeAlias, TypeVar

from .. import codec
from ..codec import is_model
from ..codec.models import Model, Property
from ..codec.shape import CATCH_ALL
from ..errors import InvalidRequestError
from ..files import (
    CHUNK_SIZE,
    File,
    FileInput,
    Source,
    file_media_type,
    is_file_input,
)
from ..http import charset, essence, is_in_range, is_json, is_wildcard
from ..models.unset import UNSET, Unset
from ..operations import Body, Encoding
from .parameters import (
    encode,
    is_left_out,
    is_scalar,
    json_bytes,
    plain,
    styled_pairs,
    text_of,
    utf8,
)

T = TypeVar("T")


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
class Payload:
    """A serialized body."""

    content_type: str
    data: bytes | Chunks


class SpecialBody(Body):
    """Base class of bodies that subjects of their own serialize, such as XML."""

    __slots__ = ()

    def payload(self, value: Any) -> Payload | None:
        """Serialize a value; None if there is nothing to send.

        Raises:
            InvalidRequestError: The value does not fit the media type.
        """
        raise NotImplementedError


def write_body(
    body: Body | tuple[Body, ...], value: Any, content_type: str | None = None
) -> Payload | None:
    """Serialize a body; None if there is nothing to send.

    Args:
        body: Declared body of the operation.
        value: Given value.
        content_type: Chosen media type.

    Raises:
        InvalidRequestError: A required body is missing, or the value does not fit the media type.
    """
    if content_type is not None or isinstance(body, tuple):

        body, value = choose_body(body, value, content_type)
    if value is UNSET or (value is None and not null_is_a_value(body)):
        if body.required:
            raise InvalidRequestError("This operation requires a body.")
        return None
    if isinstance(body, SpecialBody):
        return body.payload(value)
    kind = essence(body.media_type)
    if is_json(kind):
        is_file = body.type.startswith("FileInput")
        return _document(body, value) if is_file else _json(body, value)
    if kind == "application/x-www-form-urlencoded":
        return _form(body, value)
    if kind.startswith("multipart/"):
        # Imported when it is needed: most calls have no parts.
        from .multipart import write_multipart

        return write_multipart(body, value)
    return _document(body, value)


def null_is_a_value(body: Body) -> bool:
    """Return whether None is sent as null: for an optional body, only if its type includes null."""
    if not is_json(body.media_type):
        return False
    type_ = body.type
    return body.required or type_ in ("Any", "None") or type_.endswith("| None")


def may_be_left_out(body: Body, value: Any) -> bool:
    """Return whether a body without content counts as omitted: a model without any fields."""
    return not body.required and is_model(value, body.type)


def _json(body: Body, value: Any) -> Payload | None:
    data = json_bytes(value, body.type)
    if data == b"{}" and may_be_left_out(body, value):
        return None
    return Payload(body.media_type, data)


def optional_body(
    model: type[T], make: Callable[..., T] | None = None, /, **values: Any
) -> T | Unset:
    """Create an optional body from the arguments of a method; UNSET if none of them is given.

    Args:
        model: Class of the body.
        make: Creates an instance from the class and values; by default the class itself does.
        values: Values of the fields.

    Raises:
        InvalidRequestError: Some are given, but not all that are required.
    """
    shape = codec.shape(model)
    assert isinstance(shape, Model), "a body with properties is a model"
    layout = shape.layout
    missing = [
        each.name
        for each in layout.required
        if each.default is None and values.get(each.name, UNSET) is UNSET
    ]
    if not missing:
        return model(**values) if make is None else make(model, **values)
    given = [
        each.name
        for each in layout.properties
        if _is_given(values.get(each.name, UNSET), each)
    ]
    if values.get(CATCH_ALL):
        given.append(CATCH_ALL)
    if given:
        raise InvalidRequestError(
            f"The body has {_listed(given)}, so it needs {_listed(missing)} as well."
        )
    return UNSET


def _is_given(value: Any, field: Property) -> bool:
    """Return whether an argument has another value than its default."""
    if value is UNSET or (value is None and field.absent is None):
        return False
    return field.default is None or value != field.default


def _listed(names: list[str]) -> str:
    return ", ".join(map(repr, names))


def fields_of(body: Body, value: Any) -> dict[str, Any]:
    """Return the properties of an object by their names on the wire; files are kept."""
    # `Any` would encode the bytes of a file like those of a JSON document.
    is_untyped = isinstance(value, Mapping) and body.type.rstrip("]").endswith("Any")
    fields = value if is_untyped else encode(value, body.type)
    if not isinstance(fields, Mapping):
        raise InvalidRequestError(
            f"A body of type {body.media_type} must be an object."
        )
    return {str(name): item for name, item in fields.items() if not is_left_out(item)}


def encodings_of(encodings: tuple[Encoding, ...]) -> dict[str, Encoding]:
    """Return encodings by the names of properties on the wire."""
    return {encoding.property: encoding for encoding in encodings}


# --- forms ------------------------------------------------------------------------------------------


def _form(body: Body, value: Any) -> Payload | None:
    text = form_text(plain(fields_of(body, value)), encodings_of(body.encodings))
    if not text and may_be_left_out(body, value):
        return None
    return Payload(body.media_type, text.encode("ascii"))


def form_text(fields: Mapping[str, Any], encodings: Mapping[str, Encoding]) -> str:
    """Serialize plain fields as `application/x-www-form-urlencoded`."""
    pairs: list[str] = []
    for name, item in fields.items():
        pairs.extend(_form_pairs(name, item, encodings.get(name)))
    return "&".join(pairs)


def _form_pairs(name: str, value: Any, encoding: Encoding | None) -> Iterator[str]:
    """Yield the pairs of a property: styled if a style is declared, else arrays repeated and
    objects as JSON, the default content type of objects."""
    if encoding is not None and is_styled(encoding):
        return styled_pairs(name, value, encoding)
    content_type = encoding.content_type if encoding is not None else None
    if isinstance(value, dict) or is_json(content_type or ""):
        return styled_pairs(name, json_bytes(value, Any).decode(), None)
    return styled_pairs(name, value, None)


def is_styled(encoding: Encoding) -> bool:
    """Return whether a property is serialized like a query parameter."""
    return (
        bool(encoding.style) or encoding.explode is not None or encoding.allow_reserved
    )


# --- text and binary data -------------------------------------------------------------------------------


def _document(body: Body, value: Any) -> Payload:
    """Serialize text, bytes or a file; structured values are sent as JSON if any media type is
    accepted."""
    media_type = body.media_type
    if isinstance(value, str):
        return text_payload(
            media_type if not is_wildcard(media_type) else "text/plain", value
        )
    if (
        is_wildcard(media_type)
        and "FileInput" not in body.type
        and not is_file_input(value)
    ):
        return Payload("application/json", json_bytes(value, body.type))
    value = value if is_file_input(value) else encode(value, body.type)
    if is_scalar(value):
        return text_payload(media_type, text_of(value))
    if isinstance(value, Mapping):
        raise InvalidRequestError(
            f"A body of type {media_type} must be text, bytes or a file, not an object."
        )
    source = Source(value.content if isinstance(value, File) else value)
    content_type = file_media_type(value, media_type)
    return Payload(
        content_type, source if source.in_memory is None else source.in_memory
    )


def text_payload(media_type: str, text: str) -> Payload:
    """Encode text in the encoding of its media type, by default UTF-8."""
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


# --- choice of a media type -----------------------------------------------------------


def choose_body(
    body: Body | tuple[Body, ...], value: Any, content_type: str | None
) -> tuple[Body, Any]:
    """Return the body declaration for a value, and the value.

    Args:
        body: Declared bodies of the operation, the preferred one first.
        value: Given value; a file has its own media type if none is chosen.
        content_type: Chosen media type.
    """
    forms = body if isinstance(body, tuple) else (body,)
    if content_type is None:
        told = file_media_type(value, "") if is_file_input(value) else ""
        return next(_matches(forms, told), forms[0]), value
    form = next(_matches(forms, content_type), forms[0])
    if isinstance(value, File) and value.content_type is not None:
        value = replace(value, content_type=None)
    return replace(form, media_type=content_type), value


def _matches(forms: tuple[Body, ...], media_type: str) -> Iterator[Body]:
    """Yield the declarations for a media type, exact matches before ranges."""
    name = essence(media_type)
    for form in forms:
        if essence(form.media_type) == name:
            yield form
    for form in forms:
        if is_wildcard(form.media_type) and is_in_range(name, form.media_type):
            yield form


# --- further members of a body --------------------------------------------------------


def write_content(
    content: FileInput | str, members: Mapping[str, Any] | None
) -> Payload:
    """Serialize content that replaces a body: bytes, a file or text.

    Raises:
        InvalidRequestError: It is something else, or there are additional members, too.
    """
    if members:
        raise InvalidRequestError(
            "RequestOptions has `content` and `body`: one replaces the body, the other adds to it."
        )
    if isinstance(content, str):
        return _document(Body("text/plain", "str"), content)
    if not is_file_input(content):
        raise InvalidRequestError(
            f"`content` must be bytes, a file or text, not {type(content).__name__}."
        )
    return _document(Body("application/octet-stream", "FileInput"), content)


def write_with_members(
    body: Body | tuple[Body, ...] | None,
    value: Any,
    members: Mapping[str, Any],
    content_type: str | None = None,
) -> Payload | None:
    """Serialize a body with additional members, which override its own.

    Args:
        body: Declared body of the operation; None stands for a JSON object.
        value: Given value; None and `UNSET` stand for an empty object.
        members: Values by their names on the wire.
        content_type: Chosen media type.

    Raises:
        InvalidRequestError: The body is neither a JSON object nor a form, or cannot be serialized.
    """
    if body is None:
        return Payload("application/json", json_bytes(dict(members), Any))
    form, value = choose_body(body, value, content_type)
    merged = {**_members_of(form, value), **members}
    return write_body(replace(form, type="dict[str, Any]"), merged)


def _members_of(body: Body, value: Any) -> Mapping[str, Any]:
    """Return the members of a value by their names on the wire."""
    kind = essence(body.media_type)
    if is_json(kind) and not isinstance(body, SpecialBody):
        fields = {} if value is None or value is UNSET else encode(value, body.type)
        if isinstance(fields, Mapping):
            return fields
    elif kind.startswith("multipart/") or kind == "application/x-www-form-urlencoded":
        return {} if value is None or value is UNSET else fields_of(body, value)
    raise InvalidRequestError(
        f"Additional members require a JSON object or a form, not a body of type {kind}."
    )


# --- upload progress ------------------------------------------------------------------

Progress: TypeAlias = Callable[[int, int | None], None]
"""Called with the number of bytes so far, and the total; None if unknown."""


class ReportedChunks:
    """A body that reports each chunk after it was sent; when the body is sent again, counting
    restarts. An exception of the callback cancels the request.

    What the function raises breaks off the request.
    """

    __slots__ = ("_chunks", "_on_progress")

    def __init__(self, chunks: Chunks, on_progress: Progress) -> None:
        self._chunks = chunks
        self._on_progress = on_progress

    @property
    def length(self) -> int | None:
        """Length in bytes; None if unknown."""
        return self._chunks.length

    @property
    def is_async(self) -> bool:
        """True if only an event loop can read it."""
        return self._chunks.is_async

    @property
    def is_replayable(self) -> bool:
        """True if iterating it again gives the same bytes."""
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
    """Bytes in memory, in chunks, so that progress can be reported."""

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
    """Return the same body, which reports its progress."""
    data = payload.data
    chunks = Slices(data) if isinstance(data, bytes) else data
    return Payload(payload.content_type, ReportedChunks(chunks, on_progress))
