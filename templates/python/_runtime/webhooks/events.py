"""Received webhooks and callbacks, decoded to their declared types."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import (
    Any,
    Generic,
    Literal,
    Protocol,
    TypeAlias,
    TypeVar,
    cast,
    runtime_checkable,
)
from urllib.parse import parse_qsl

from ..codec import TypeMismatchError, decode, decode_bytes
from ..http import decode_text, essence, utf8_json
from ..optional_errors import InvalidWebhookError
from ..responses import JSON, Content
from ..responses.contents import Binary
from .signatures import Verifier

T = TypeVar("T")
D = TypeVar("D")

_logger = logging.getLogger(__name__.partition("._runtime")[0])
_FORM = "application/x-www-form-urlencoded"
_MOST_DEVIATIONS = 5

Headers: TypeAlias = Mapping[str, str] | None

Written: TypeAlias = Literal["text", "json", "list", "json-list"]
"""Form of a value in a header, a query or a form: text, a JSON value, or a list of one of them."""


@runtime_checkable
class Decodable(Protocol):
    """Content that a request can have."""

    def decode(
        self, data: bytes, content_type: str, *, strict: bool, deviations: list[str]
    ) -> Any:
        """Decode content that is labelled correctly.

        Args:
            data: The content.
            content_type: Its content type.
            strict: Whether a deviation from the API description is an error.
            deviations: Collects deviations, as path and kind.

        Raises:
            TypeMismatchError: The content cannot be decoded, or it deviates and `strict` is set.
        """
        ...


@dataclass(frozen=True, slots=True)
class Form(Content):
    """Form body, `application/x-www-form-urlencoded`."""

    type: str
    """Type expression in the namespace of `models`."""

    fields: Mapping[str, Written] = field(default_factory=dict)
    """Fields with types other than text."""

    media_type: str = field(default=_FORM, kw_only=True)

    def decode(
        self, data: bytes, content_type: str, *, strict: bool, deviations: list[str]
    ) -> Any:
        pairs = parse_qsl(decode_text(data, content_type), keep_blank_values=True)
        values: dict[str, Any] = {}
        for name in dict.fromkeys(name for name, _ in pairs):
            texts = [text for key, text in pairs if key == name]
            values[name] = _value(texts, self.fields.get(name, "text"))
        return decode(self.type, values, strict=strict, deviations=deviations)


@dataclass(frozen=True, slots=True)
class Received:
    """Header, query parameter or cookie of a received request."""

    attribute: str
    """Name of the attribute in the dataclass of the request."""

    location: Literal["header", "query", "cookie"]
    name: str
    type: str
    """Type expression in the namespace of `models`."""

    written: Written = field(default="text", kw_only=True)
    required: bool = field(default=False, kw_only=True)


@dataclass(frozen=True, slots=True, eq=False)
class Event(Generic[T]):
    """Webhook or callback, with a body of type `T`."""

    name: str
    """Name in the API description."""

    contents: tuple[Content, ...] = ()
    """Contents of the body, the preferred media type first."""

    required: bool = field(default=True, kw_only=True)
    """True if there is always a body."""

    parameters: tuple[Received, ...] = field(default=(), kw_only=True)


def read_event(
    event: Event[T],
    body: bytes | str,
    headers: Headers = None,
    *,
    verify: Verifier | None = None,
    strict: bool = False,
) -> T:
    """Return the decoded body of a received request.

    Args:
        event: Event that was received.
        body: Body as received.
        headers: Headers of the request; `Content-Type` decides if there are several media types.
        verify: Verifies that the API sent the request; None for no verification.
        strict: Whether a body that does not match the API description is an error; otherwise it is
            read as far as possible, and one warning is logged.

    Raises:
        InvalidSignatureError: The request is not genuine.
        InvalidWebhookError: The body cannot be read.
    """
    if verify is not None:
        verify.verify(body, headers or {})
    data = (
        body.encode("utf-8", "surrogatepass") if isinstance(body, str) else bytes(body)
    )
    if not event.contents or (not data and not event.required):
        return cast(T, None)
    content_type = _header(headers, "content-type")
    content = _choose(event.contents, essence(content_type))
    deviations: list[str] = []
    try:
        value: Any = data
        if isinstance(content, JSON):
            if not data.strip():
                message = "expected a JSON document, got an empty body"
                raise TypeMismatchError(message)
            document = utf8_json(data, content_type)
            value = decode_bytes(
                content.type, document, strict=strict, deviations=deviations
            )
        elif isinstance(content, Decodable):
            value = content.decode(
                data, content_type, strict=strict, deviations=deviations
            )
    except TypeMismatchError as error:
        raise _invalid(event, error.message, error.path) from error
    _warn(event, deviations)
    return cast(T, value)


def read_delivery(
    event: Event[Any],
    make: Callable[..., D],
    body: bytes | str = b"",
    headers: Headers = None,
    query: str = "",
    *,
    verify: Verifier | None = None,
    strict: bool = False,
) -> D:
    """Return a received request: its decoded body, headers and query parameters.

    Args:
        event: Event that was received.
        make: Dataclass of the request.
        body: Body as received.
        headers: Headers of the request.
        query: Query of the request's URL, after `?`.
        verify: Verifies that the API sent the request; None for no verification.
        strict: Whether a value that does not match the API description is an error; otherwise a
            missing value is None, and one warning is logged.

    Raises:
        InvalidSignatureError: The request is not genuine.
        InvalidWebhookError: The body cannot be read.
    """
    if verify is not None:
        verify.verify(body, headers or {})
    values: dict[str, Any] = {}
    if event.contents:
        values["body"] = read_event(event, body, headers, strict=strict)
    deviations: list[str] = []
    pairs = parse_qsl(query.removeprefix("?"), keep_blank_values=True)
    cookies = _cookies(_header(headers, "cookie"))
    for parameter in event.parameters:
        match parameter.location:
            case "header":
                found = _headers(headers, parameter.name)
            case "query":
                found = [text for name, text in pairs if name == parameter.name]
            case "cookie":
                found = [text for name, text in cookies if name == parameter.name]
        place = f"{parameter.location} {parameter.name}"
        try:
            values[parameter.attribute] = _parameter(
                parameter, found, strict, deviations
            )
        except TypeMismatchError as error:
            raise _invalid(event, f"{place}: {error.message}", "$") from error
        if not found and parameter.required:
            if strict:
                raise _invalid(event, f"{place} is missing", "$")
            deviations.append(f"{place} is missing")
    _warn(event, deviations)
    return make(**values)


# --- bodies -----------------------------------------------------------------------------------------


def _choose(contents: Sequence[Content], media_type: str) -> Content:
    """Return the declared content of a body by its media type; the first one without a media
    type."""
    for content in contents:
        if content.media_type == media_type:
            return content
    for content in contents:
        if not isinstance(content, Binary) and content.may_be(media_type):
            return content
    return contents[0]


# --- headers and query ------------------------------------------------------------------------------


def _parameter(
    parameter: Received, found: list[str], strict: bool, deviations: list[str]
) -> Any:
    if not found:
        return None
    if parameter.location != "query" and parameter.written.endswith("list"):
        found = [part.strip() for text in found for part in text.split(",")]
    value = _value(found, parameter.written)
    return decode(parameter.type, value, strict=strict, deviations=deviations)


def _value(texts: list[str], written: Written) -> Any:
    """Return the JSON value that texts stand for."""
    match written:
        case "text":
            return texts[0] if len(texts) == 1 else texts
        case "list":
            return texts
        case "json":
            return (
                _json(texts[0]) if len(texts) == 1 else [_json(text) for text in texts]
            )
        case "json-list":
            return [_json(text) for text in texts]


def _json(text: str) -> Any:
    """Parse a JSON document; anything else is text."""
    try:
        return decode_bytes(Any, text.encode("utf-8", "surrogatepass"), strict=True)
    except TypeMismatchError:
        return text


def _headers(headers: Headers, name: str) -> list[str]:
    """Return all values of a header, whose name is case-insensitive."""
    return [
        text for key, text in (headers or {}).items() if key.lower() == name.lower()
    ]


def _header(headers: Headers, name: str) -> str:
    return next(iter(_headers(headers, name)), "")


def _cookies(header: str) -> list[tuple[str, str]]:
    pairs = (pair.partition("=") for pair in header.split(";"))
    return [(name.strip(), value.strip()) for name, _, value in pairs]


# --- problems ---------------------------------------------------------------------------------------


def _invalid(event: Event[Any], problem: str, path: str) -> InvalidWebhookError:
    return InvalidWebhookError(
        f"The request {event.name!r} does not match the API description: {path}: {problem}",
        event=event.name,
        path=path,
    )


def _warn(event: Event[Any], deviations: Sequence[str]) -> None:
    if not deviations:
        return
    more = len(deviations) - _MOST_DEVIATIONS
    _logger.warning(
        "The request %r does not match the API description: %s%s",
        event.name,
        "; ".join(deviations[:_MOST_DEVIATIONS]),
        f"; and {more} more" if more > 0 else "",
    )
