"""Requests that the API sends: webhooks and callbacks, decoded to their declared types."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, TypeAlias, TypeVar, cast
from urllib.parse import parse_qsl

from ..codec import DecodeError as TypeMismatch
from ..codec import decode, decode_bytes
from ..errors import InvalidWebhookError
from ..http import decode_text, essence, is_json, is_text, is_xml, utf8_json
from ..operations import JSON, XML, Binary, Content, Text
from .signatures import Verifier

T = TypeVar("T")
D = TypeVar("D")

_logger = logging.getLogger(__name__.partition("._runtime")[0])
_FORM = "application/x-www-form-urlencoded"
_MOST_DEVIATIONS = 5

Headers: TypeAlias = Mapping[str, str] | None

Written: TypeAlias = Literal["text", "json", "list", "json-list"]
"""How a value stands in a header, a query or a form: as it is, as a JSON value, or as a list of
one of them."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form, `application/x-www-form-urlencoded`."""

    type: str
    """Type expression in the namespace of `models`."""

    fields: Mapping[str, Written] = field(default_factory=dict)
    """Fields that are more than text."""

    media_type: str = _FORM


@dataclass(frozen=True, slots=True)
class Received:
    """A header, a query parameter or a cookie that the API sends."""

    attribute: str
    """Name in the dataclass that is made of the request."""

    location: Literal["header", "query", "cookie"]
    name: str
    type: str
    """Type expression in the namespace of `models`."""

    written: Written = field(default="text", kw_only=True)
    required: bool = field(default=False, kw_only=True)


@dataclass(frozen=True, slots=True, eq=False)
class Event(Generic[T]):
    """A webhook or a callback, whose body is a `T`."""

    name: str
    """As the API calls it."""

    contents: tuple[Content | Form, ...] = ()
    """What a body may be, the usual media type first."""

    required: bool = field(default=True, kw_only=True)
    """Whether there is a body always."""

    parameters: tuple[Received, ...] = field(default=(), kw_only=True)


def read_event(
    event: Event[T],
    body: bytes | str,
    headers: Headers = None,
    *,
    verify: Verifier | None = None,
    strict: bool = False,
) -> T:
    """The body of a request that the API sent.

    Args:
        event: What was sent.
        body: The body as it was received.
        headers: Those of the request; `Content-Type` decides where there are several media types.
        verify: Checks that the API has sent it; None for no check.
        strict: Whether a body that is not what the API declares is an error; otherwise it is read
            as far as it goes, and one warning is logged.

    Raises:
        InvalidSignatureError: it is not genuine.
        InvalidWebhookError: the body cannot be read.
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
        value = _read(content, data, content_type, strict, deviations)
    except TypeMismatch as error:
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
    """A request that the API sent: its body, and what its headers and its query say.

    Args:
        event: What was sent.
        make: The dataclass of such requests.
        body: The body as it was received.
        headers: Those of the request.
        query: What stands behind `?` in the URL of the request.
        verify: Checks that the API has sent it; None for no check.
        strict: Whether what the API does not declare like this is an error; otherwise a missing
            value is None, and one warning is logged.

    Raises:
        InvalidSignatureError: it is not genuine.
        InvalidWebhookError: the body cannot be read.
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
        except TypeMismatch as error:
            raise _invalid(event, f"{place}: {error.message}", "$") from error
        if not found and parameter.required:
            if strict:
                raise _invalid(event, f"{place} is missing", "$")
            deviations.append(f"{place} is missing")
    _warn(event, deviations)
    return make(**values)


# --- bodies -----------------------------------------------------------------------------------------


def _choose(contents: Sequence[Content | Form], media_type: str) -> Content | Form:
    """The declared content that a body is, judged by its media type; the first without one."""
    for content in contents:
        if content.media_type == media_type:
            return content
    for content in contents:
        match content:
            case JSON() if is_json(media_type):
                return content
            case XML() if is_xml(media_type):
                return content
            case Text() if is_text(media_type):
                return content
            case _:
                pass
    return contents[0]


def _read(
    content: Content | Form,
    data: bytes,
    content_type: str,
    strict: bool,
    deviations: list[str],
) -> Any:
    match content:
        case JSON():
            if not data.strip():
                raise TypeMismatch("expected a JSON document, got an empty body", "$")
            document = utf8_json(data, content_type)
            return decode_bytes(
                content.type, document, strict=strict, deviations=deviations
            )
        case XML():
            # Imported when it is needed: most packages never are in touch with XML.
            from ..xml.documents import decode_xml

            return decode_xml(
                content.type,
                data,
                content_type=content_type,
                root=content.root,
                strict=strict,
                deviations=deviations,
            )
        case Form():
            pairs = parse_qsl(decode_text(data, content_type), keep_blank_values=True)
            values: dict[str, Any] = {}
            for name in dict.fromkeys(name for name, _ in pairs):
                texts = [text for key, text in pairs if key == name]
                values[name] = _value(texts, content.fields.get(name, "text"))
            return decode(content.type, values, strict=strict, deviations=deviations)
        case Text():
            return decode_text(data, content_type)
        case Binary():
            return data
        case _:
            return None


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
    """Texts as the JSON value that they stand for."""
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
    """The value of a JSON document; what is none is text."""
    try:
        return decode_bytes(Any, text.encode("utf-8", "surrogatepass"), strict=True)
    except TypeMismatch:
        return text


def _headers(headers: Headers, name: str) -> list[str]:
    """Every value of a header, whose name is compared without regard to case."""
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
        f"The request {event.name!r} is not what the API declares: {path}: {problem}",
        event=event.name,
        path=path,
    )


def _warn(event: Event[Any], deviations: Sequence[str]) -> None:
    if not deviations:
        return
    more = len(deviations) - _MOST_DEVIATIONS
    _logger.warning(
        "The request %r is not quite what the API declares: %s%s",
        event.name,
        "; ".join(deviations[:_MOST_DEVIATIONS]),
        f"; and {more} more" if more > 0 else "",
    )
