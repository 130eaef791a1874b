"""Request bodies: JSON, text and bytes. Modules of their own have the other kinds, as subclasses of
`Body`: `files`, `forms`, `multipart`, `streams.items` and `xml.bodies`."""

from __future__ import annotations

from collections.abc import (
    AsyncIterable,
    AsyncIterator,
    Callable,
    Iterable,
    Iterator,
    Mapping,
)
from dataclasses import dataclass, field, replace
from os import PathLike
from pathlib import Path
from typing import IO, Any, ClassVar, Protocol, TypeAlias

from ..codec import is_model
from ..errors import InvalidRequestError
from ..http import charset, essence, is_in_range, is_json, is_wildcard
from ..models import UNSET
from ..parameters import encode, is_scalar, json_bytes, text_of, utf8

CHUNK_SIZE = 262_144
"""Chunk size in bytes."""

FileContent: TypeAlias = (
    bytes
    | bytearray
    | memoryview
    | Path
    | IO[bytes]
    | Iterable[bytes]
    | AsyncIterable[bytes]
)
"""Content of an upload; an `AsyncIterable` is for the asynchronous client only."""


class HasContent(Protocol):
    """A file with its name and media type."""

    @property
    def content(self) -> FileContent:
        """The bytes, or their source."""
        ...


Progress: TypeAlias = Callable[[int, int | None], None]
"""Called with the number of bytes so far, and the total; None if unknown."""


@dataclass(frozen=True, slots=True)
class Payload:
    """A serialized body; `files` has those that are read while they are sent."""

    content_type: str
    data: bytes
    on_progress: Progress | None = field(default=None, kw_only=True)
    """Called after each chunk was sent; when the body is sent again, counting restarts. An exception
    that it raises breaks off the request."""

    @property
    def length(self) -> int | None:
        """Length in bytes; None if unknown."""
        return len(self.data)

    @property
    def is_replayable(self) -> bool:
        """True if it can be sent again."""
        return True

    @property
    def is_whole(self) -> bool:
        """True if it is sent at once."""
        return self.on_progress is None

    def content(self) -> bytes | Iterator[bytes]:
        """Return the body for the synchronous client.

        Raises:
            InvalidRequestError: Only an event loop can read it.
        """
        return (
            self.data if self.on_progress is None else self.reported(self.on_progress)
        )

    def async_content(self) -> bytes | AsyncIterator[bytes]:
        """Return the body for the asynchronous client."""
        if self.on_progress is None:
            return self.data
        return self.reported_async(self.on_progress)

    def reported(self, on_progress: Progress) -> Iterator[bytes]:
        """Yield the body in chunks, and report each of them once it was sent."""
        total = len(self.data)
        for start in range(0, total, CHUNK_SIZE):
            yield self.data[start : start + CHUNK_SIZE]
            on_progress(min(start + CHUNK_SIZE, total), total)

    async def reported_async(self, on_progress: Progress) -> AsyncIterator[bytes]:
        """Asynchronous version of `reported`."""
        for chunk in self.reported(on_progress):
            yield chunk


# --- kinds of bodies ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Body:
    """Request body of an operation, sent as JSON; subclasses send other media types."""

    media_type: str
    type: str
    """Type expression in the namespace of `models`."""

    required: bool = field(default=True, kw_only=True)

    has_properties: ClassVar[bool] = True
    """True if values are written by their type, rather than sent unchanged."""

    @classmethod
    def fits(cls, media_type: str) -> bool:
        """Return whether this kind of body can be sent as a media type."""
        return is_json(media_type)

    @classmethod
    def of_raw(cls, value: Any, media_type: str) -> Body | None:
        """Return the body of a request that the API does not describe, whose media type may be
        empty; None if it is of another kind."""
        return cls(media_type, "Any") if cls.fits(media_type) else None

    @property
    def takes_null(self) -> bool:
        """True if None is sent as null: for an optional body, only if its type includes null."""
        type_ = self.type
        return self.required or type_ in ("Any", "None") or type_.endswith("| None")

    def media_type_of(self, value: Any) -> str:
        """Return the media type that a value has by itself; empty if there is none."""
        return ""

    def chosen(self, media_type: str) -> Body:
        """Return the body as a media type that the caller has chosen."""
        if self.fits(media_type):
            return replace(self, media_type=media_type)
        return TextBody(media_type, self.type, required=self.required)

    def payload(self, value: Any) -> Payload | None:
        """Serialize a value; None if there is nothing to send.

        Raises:
            InvalidRequestError: The value does not fit.
        """
        data = json_bytes(value, self.type)
        if data == b"{}" and self.may_be_left_out(value):
            return None
        return Payload(self.media_type, data)

    def members(self, value: Any) -> Mapping[str, Any] | None:
        """Return the members of a value by their names on the wire, none for None and `UNSET`; None
        if such a body has no members."""
        if value is None or value is UNSET:
            return {}
        fields = encode(value, self.type)
        return fields if isinstance(fields, Mapping) else None

    def may_be_left_out(self, value: Any) -> bool:
        """Return whether a value without content counts as omitted: a model without any fields."""
        return not self.required and is_model(value, self.type)


@dataclass(frozen=True, slots=True)
class TextBody(Body):
    """Text or bytes, sent unchanged."""

    has_properties: ClassVar[bool] = False

    @classmethod
    def fits(cls, media_type: str) -> bool:
        """Return True: what the text is does not matter."""
        return True

    @classmethod
    def of_raw(cls, value: Any, media_type: str) -> Body | None:
        """Return the body of a request that the API does not describe, if it is text or bytes."""
        if isinstance(value, str):
            return cls(media_type or "text/plain", "str")
        if isinstance(value, (bytes, bytearray, memoryview)):
            return cls(media_type or "application/octet-stream", "bytes")
        return None

    @property
    def takes_null(self) -> bool:
        """False: there is no null."""
        return False

    def payload(self, value: Any) -> Payload | None:
        """Serialize text or bytes, or a value as text."""
        is_range = is_wildcard(self.media_type)
        if isinstance(value, (bytes, bytearray, memoryview)):
            media_type = "application/octet-stream" if is_range else self.media_type
            return Payload(media_type, bytes(value))
        if isinstance(value, str):
            return text_payload("text/plain" if is_range else self.media_type, value)
        value = encode(value, self.type)
        if is_scalar(value):
            return text_payload(self.media_type, text_of(value))
        kind = "an object" if isinstance(value, Mapping) else type(value).__name__
        raise InvalidRequestError(
            f"A body of type {self.media_type} must be text, bytes or a file, not {kind}."
        )

    def members(self, value: Any) -> Mapping[str, Any] | None:
        """Return None: there are no members."""
        return None


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


# --- bodies of calls ------------------------------------------------------------------


def write_body(
    body: Body | tuple[Body, ...], value: Any, content_type: str | None = None
) -> Payload | None:
    """Serialize a body; None if there is nothing to send.

    Raises:
        InvalidRequestError: A required body is missing, or the value does not fit the media type.
    """
    if content_type is not None or isinstance(body, tuple):
        body = choose_body(body, value, content_type)
    if value is UNSET or (value is None and not body.takes_null):
        if body.required:
            raise InvalidRequestError("This operation requires a body.")
        return None
    return body.payload(value)


def choose_body(
    body: Body | tuple[Body, ...], value: Any, content_type: str | None
) -> Body:
    """Return the declaration for a value, of those of an operation with the preferred one first:
    that of the chosen media type, or else that of a file's own one."""
    forms = body if isinstance(body, tuple) else (body,)
    if content_type is None:
        own = next(filter(None, (form.media_type_of(value) for form in forms)), "")
        return next(_matches(forms, own), forms[0])
    return next(_matches(forms, content_type), forms[0]).chosen(content_type)


def _matches(forms: tuple[Body, ...], media_type: str) -> Iterator[Body]:
    """Yield the declarations for a media type, exact matches before ranges."""
    name = essence(media_type)
    for form in forms:
        if essence(form.media_type) == name:
            yield form
    for form in forms:
        if is_wildcard(form.media_type) and is_in_range(name, form.media_type):
            yield form


def write_with_members(
    body: Body | tuple[Body, ...] | None,
    value: Any,
    members: Mapping[str, Any],
    content_type: str | None = None,
) -> Payload | None:
    """Serialize a body with additional members, by their names on the wire, which override its own.
    No declared body stands for a JSON object, and no value for an empty one.

    Raises:
        InvalidRequestError: The body is neither a JSON object nor a form, or cannot be serialized.
    """
    if body is None:
        return Payload("application/json", json_bytes(dict(members), Any))
    form = choose_body(body, value, content_type)
    own = form.members(value)
    if own is None:
        raise InvalidRequestError(
            "Additional members require a JSON object or a form, not a body of type "
            f"{essence(form.media_type)}."
        )
    return replace(form, type="dict[str, Any]").payload({**own, **members})


def raw_body(value: Any, media_type: str, kinds: Iterable[type[Body]]) -> Body:
    """Return the body of a request that the API does not describe: bytes, a file or text, sent
    unchanged; anything else is sent as the media type says, by default as JSON.

    Raises:
        InvalidRequestError: It is a file, and the client knows no files.
    """
    known: tuple[type[Body], ...] = (TextBody, *kinds)
    for kind in known:
        found = kind.of_raw(value, media_type)
        if found is not None:
            return found
    if isinstance(value, PathLike) or hasattr(value, "read"):
        raise InvalidRequestError(
            "This client cannot send files, as no operation of its API does. To send one anyway, "
            'generate the client with `include = ["files"]` in `[runtime]`.'
        )
    return Body("application/json", "Any").chosen(media_type or "application/json")


def write_content(
    content: Any, members: Mapping[str, Any] | None, kinds: Iterable[type[Body]]
) -> Payload | None:
    """Serialize content that replaces a body: bytes, a file or text.

    Raises:
        InvalidRequestError: It is something else, or there are additional members, too.
    """
    if members:
        raise InvalidRequestError(
            "RequestOptions has `content` and `body`: one replaces the body, the other adds to it."
        )
    body = raw_body(content, "", kinds)
    if body.has_properties:
        raise InvalidRequestError(
            f"`content` must be bytes, a file or text, not {type(content).__name__}."
        )
    return body.payload(content)
