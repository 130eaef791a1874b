"""Responses: raw responses, typed headers, decoded results and errors."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, TypeVar, cast

from .codec import TypeMismatchError, decode, decode_bytes
from .errors import APIStatusError, DecodeError, class_for_status, request_id_of
from .http import (
    decode_text,
    essence,
    httpx,
    is_json,
    is_text,
    is_xml,
    parameters_of,
    text_or_bytes,
    utf8_json,
)
from .operations import (
    JSON,
    NOTHING,
    XML,
    Binary,
    Content,
    Header,
    Nothing,
    Operation,
    Text,
    Undeclared,
)


@dataclass(frozen=True, slots=True)
class RawResponse:
    """One response of the server, including error responses."""

    method: str
    url: str
    """URL without query and user information."""

    status_code: int
    headers: httpx.Headers = field(repr=False)
    """Response headers; names are case-insensitive."""

    content: bytes = field(repr=False)
    """The decompressed body."""

    declared: tuple[Header, ...] = field(default=(), repr=False)
    """Declared headers with types other than text."""

    attempts: int = 1
    """Number of requests sent, including followed redirects."""

    operation: Operation[Any] | None = field(default=None, repr=False)
    """The called operation."""

    @property
    def typed_headers(self) -> Mapping[str, Any]:
        """Headers decoded to their declared types, such as `int`; other headers, and those that do
        not match, are text."""
        # Imported when it is needed: few calls look at headers.

        return TypedHeaders(self.headers, self.declared)

    @property
    def request_id(self) -> str | None:
        """Id under which the server knows the request; None if it sent none."""
        return request_id_of(self.headers)


_captures: ContextVar[tuple[tuple[object, list[RawResponse]], ...]] = ContextVar(
    "captures", default=()
)


@contextmanager
def capturing(client: object) -> Iterator[list[RawResponse]]:
    """Collect the raw responses of a client's calls inside a `with` block, in this thread or task
    and in tasks started inside."""
    responses: list[RawResponse] = []
    token = _captures.set((*_captures.get(), (client, responses)))
    try:
        yield responses
    finally:
        _captures.reset(token)


def record(client: object, response: RawResponse) -> None:
    """Add a response to all active captures of the client."""
    for captured_client, responses in _captures.get():
        if captured_client is client:
            responses.append(response)


# --- typed headers --------------------------------------------------------------------


class TypedHeaders(Mapping[str, Any]):
    """Headers by case-insensitive name, decoded to their declared types; as text if undeclared, or
    if they do not match.

    One that is declared has the declared type where it is of that type; it is text otherwise, as
    are all others.
    """

    __slots__ = ("_declared", "_headers")

    def __init__(self, headers: httpx.Headers, declared: tuple[Header, ...]) -> None:
        self._headers = headers
        self._declared = {header.name.lower(): header for header in declared}

    def __getitem__(self, name: str) -> Any:
        text = self._headers[name]
        header = self._declared.get(name.lower())
        return text if header is None else read_header(header, text)

    def __iter__(self) -> Iterator[str]:
        return iter(self._headers)

    def __len__(self) -> int:
        return len(self._headers)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {', '.join(self)}>"


def read_header(header: Header, text: str) -> Any:
    """Decode a header to its declared type; return the text if it does not match."""
    for reading in _JSON if is_json(header.content or "") else _READINGS:
        try:
            return decode(header.type, reading(header, text), strict=True)
        except (TypeMismatchError, ValueError):
            continue
    return text


def _as_text(header: Header, text: str) -> str:
    return text.strip()


def _as_json(header: Header, text: str) -> Any:
    return json.loads(text)


def _as_constant(header: Header, text: str) -> Any:
    return json.loads(text.lower())


def _as_list(header: Header, text: str) -> list[str]:
    return [part.strip() for part in text.split(",")] if text.strip() else []


def _as_values(header: Header, text: str) -> list[Any]:
    return [_value(part) for part in _as_list(header, text)]


def _as_object(header: Header, text: str) -> dict[str, str]:
    """Parse alternating names and values, or `name=value` if exploded (RFC 6570, 3.2.2)."""
    parts = _as_list(header, text)
    if header.explode:
        pairs = [part.partition("=") for part in parts]
        return {name: value for name, _, value in pairs}
    return dict(zip(parts[::2], parts[1::2], strict=True))


def _as_object_of_values(header: Header, text: str) -> dict[str, Any]:
    return {name: _value(part) for name, part in _as_object(header, text).items()}


def _value(text: str) -> Any:
    """Parse a number, true, false or null; return any other text unchanged."""
    try:
        value = json.loads(text)
    except ValueError:
        return text
    return text if isinstance(value, (str, list, dict)) else value


_READINGS: tuple[Callable[[Header, str], Any], ...] = (
    _as_text,
    _as_constant,
    _as_list,
    _as_values,
    _as_object,
    _as_object_of_values,
)
"""Possible readings of a header, of which the first one that matches the declared type is used."""

_JSON = (_as_json,)


# --- error bodies ---------------------------------------------------------------------

LARGEST_DOCUMENT = 1_000_000
"""Maximum size of error bodies in bytes that are parsed; larger ones are truncated."""

LARGEST_EXCERPT = 65_536
"""Bytes of a text or binary error body that are kept."""


def parse_body(data: bytes, content_type: str) -> Any:
    """Return the parsed JSON of an error body, else its text, else its bytes; None if it is
    empty."""
    if not data:
        return None
    media_type = essence(content_type)
    if len(data) <= LARGEST_DOCUMENT and (is_json(media_type) or data[:1] in b'{["'):
        try:
            return decode_bytes(Any, utf8_json(data, content_type))
        except TypeMismatchError:
            pass
    data = data[:LARGEST_EXCERPT]
    if is_text(media_type) or is_json(media_type):
        return decode_text(data, content_type)
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data


def status_message(response: RawResponse, body: Any, secrets: tuple[str, ...]) -> str:
    """Return a one-line description of an error response: status, server message, request, and
    request id."""
    # Imported when it is needed: few calls fail.
    from .error_messages import one_line, server_message

    status = response.status_code
    parts = [f"{status} {httpx.codes.get_reason_phrase(status)}".rstrip()]
    said = server_message(body)
    if 300 <= status < 400:
        target = one_line(
            _target(response.headers.get("location", "")), _LONGEST_TARGET
        )
        said = f"the redirect to {target} was not followed" if target else said
    if said:
        parts.append(f": {redact(said, secrets)}")
    parts.append(f" ({response.method} {response.url}")
    if response.request_id:
        parts.append(f", request id {one_line(response.request_id, 80)}")
    return "".join(parts) + ")"


_LONGEST_TARGET = 300


def _target(location: str) -> str:
    """Return the target of a redirect without its query and user information."""
    target = location.partition("?")[0].partition("#")[0]
    before, at, after = target.rpartition("@")
    return f"{before.partition('//')[0]}//{after}" if at else target


def redact(text: str, secrets: tuple[str, ...]) -> str:
    """Return a text with the secrets of a request redacted."""
    for secret in sorted(secrets, key=len, reverse=True):
        text = text.replace(secret, "***")
    return text


# --- declared responses ---------------------------------------------------------------

T = TypeVar("T")

_logger = logging.getLogger(__name__.partition("._runtime")[0])
_LONGEST_EXCERPT = 2_000
_MOST_DEVIATIONS = 5

Contents = tuple[Content, ...]


@dataclass(frozen=True, slots=True)
class DeclaredResponses:
    """Declared responses of an operation."""

    contents: Mapping[int | str, Contents]
    """Contents by status, range or `default`."""

    has_success: bool
    """True if a 2xx status or range is declared."""

    default_is_success: bool
    """True if `default` is used for success, as no 2xx or 3xx is declared."""

    accept: str
    """Value of the `Accept` header."""

    def is_success(self, status: int) -> bool:
        """Return whether a status has a result. A redirect does only if it is declared and no 2xx
        is, so that every result is of the type of the operation."""
        if 300 <= status < 400:
            return not self.has_success and (
                status in self.contents or "3XX" in self.contents
            )
        return 200 <= status < 300

    def declared(self, status: int) -> Contents:
        """Return the declared contents for a status: exact, by its range, or by `default`."""
        for key in (status, f"{status // 100}XX"):
            if key in self.contents:
                return self.contents[key]
        if self.default_is_success == (200 <= status < 300):
            return self.contents.get("default", ())
        return ()

    def success(self, status: int) -> Contents:
        """Return the declared contents for a success, or else for the nearest status."""
        contents = self.declared(status)
        if contents or status in self.contents:
            return contents
        nearest = sorted(
            (abs(key - status), key)
            for key in self.contents
            if isinstance(key, int) and 200 <= key < 300
        )
        return self.contents[nearest[0][1]] if nearest else ()


@lru_cache(maxsize=4096)
def declared_responses(operation: Operation[Any]) -> DeclaredResponses:
    """Return the declared responses of an operation, which all its calls share."""
    contents = {
        key: value if isinstance(value, tuple) else (value,)
        for key, value in operation.responses.items()
    }
    classes = {key // 100 if isinstance(key, int) else key[:1] for key in contents}
    has_success = bool(classes & {2, "2"})
    default_is_success = not classes & {2, "2", 3, "3"}
    successes = [
        each
        for key, value in contents.items()
        for each in value
        if _is_class(key, 2) or (key == "default" and default_is_success)
    ]
    return DeclaredResponses(
        contents, has_success, default_is_success, _accept(successes)
    )


def _is_class(key: int | str, digit: int) -> bool:
    return key // 100 == digit if isinstance(key, int) else key[:1] == str(digit)


def _accept(contents: list[Content]) -> str:
    """Return the media types to request, in declared order; anything else comes last."""
    named = dict.fromkeys(
        each.media_type for each in contents if each.media_type != "*/*"
    )
    if not named:
        return "*/*"
    is_open = any(
        "*" in each.media_type and not isinstance(each, Nothing) for each in contents
    )
    return ", ".join((*named, "*/*;q=0.9") if is_open else named)


# --- results ---------------------------------------------------------------------------


def read_response(
    operation: Operation[T],
    response: RawResponse,
    *,
    strict: bool,
    secrets: tuple[str, ...],
) -> T:
    """Return the result of a call.

    Args:
        strict: Whether a response that does not match the API description is an error; otherwise it
            is read as far as possible, and one warning is logged.
        secrets: Parts that must not appear in messages.

    Raises:
        APIStatusError: The server responded with an error, or with a redirect.
        DecodeError: The response has no result.
    """
    expected = declared_responses(operation)
    status = response.status_code
    if not expected.is_success(status):
        raise status_error(operation, response, secrets)
    content = _choose(expected.success(status), response)
    match content:
        case JSON():
            return cast(T, _read_json(content, response, strict))
        case XML():
            return cast(T, _read_xml(content, response, strict))
        case Text():
            return cast(T, _read_text(response, strict))
        case Binary():
            return cast(T, response.content)
        case Nothing():
            return cast(T, None)
        case Undeclared():
            return cast(T, _read_undeclared(response))
        case _:  # items are read by streams
            return cast(T, response.content)


def result_type(operation: Operation[Any], response: RawResponse) -> str | None:
    """Return the declared type of a JSON or XML response; None for others."""
    contents = declared_responses(operation).success(response.status_code)
    match _choose(contents, response):
        case JSON(type=type_) | XML(type=type_):
            return type_
        case _:
            return None


def _content_type(response: RawResponse) -> str:
    return response.headers.get("content-type", "")


def _choose(contents: Contents, response: RawResponse) -> Content:
    """Return the declared content of a response by its `Content-Type`."""
    if len(contents) == 1:
        return contents[0]
    if not contents or (not response.content and NOTHING in contents):
        return NOTHING
    for matches in (_is_exactly, _is_named_so, _is_of_kind):
        for content in contents:
            if matches(content, _content_type(response)):
                return content
    return contents[0]


def _is_exactly(content: Content, content_type: str) -> bool:
    """Return whether a content has the media type, including all declared parameters."""
    declared = parameters_of(content.media_type)
    return _is_named_so(content, content_type) and declared <= parameters_of(
        content_type
    )


def _is_named_so(content: Content, content_type: str) -> bool:
    return essence(content.media_type) == essence(content_type)


def _is_of_kind(content: Content, content_type: str) -> bool:
    """Return whether a content can have a media type other than the declared one."""
    media_type = essence(content_type)
    match content:
        case JSON():
            return is_json(media_type)
        case XML():
            return is_xml(media_type)
        case Text():
            return is_text(media_type)
        case Binary():
            return bool(media_type) and not is_json(media_type)
        case _:
            return False


_LABELS_TO_BELIEVE = re.compile(
    r"(audio|font|image|video)/|text/(?!html|javascript|json|plain)"
    r"|application/(octet-stream|pdf|zip|gzip|.*yaml|(.*\+)?xml)$"
)
"""Media types that a JSON document of any type is not sent with; others are often mistakes."""


def _read_json(content: JSON, response: RawResponse, strict: bool) -> Any:
    content_type = _content_type(response)
    label = essence(content_type)
    is_other = content.type == "Any" and _LABELS_TO_BELIEVE.match(label)
    if is_other and response.content:
        return _read_other(content, response, strict)
    data = utf8_json(response.content, content_type)
    if not data.strip():
        # Responses of any type are those that the API does not describe.
        if response.method == "HEAD" or content.type == "Any":
            return None
        return _without_content(response, strict)
    deviations: list[str] = []
    try:
        value = decode_bytes(content.type, data, strict=strict, deviations=deviations)
    except TypeMismatchError as error:
        documents = None if strict else _json_lines(content, data)
        if documents is None:
            if strict or not label or is_json(label):
                raise _decode_error(response, error.message, error.path) from error
            return _read_other(content, response, strict)
        value, deviations = documents, ["$: expected a JSON document, got several"]
    if deviations:
        _warn(response, deviations)
    return value


def _json_lines(content: JSON, data: bytes) -> list[Any] | None:
    """Decode a body of several lines, each of which is a JSON document, where any type is accepted;
    else return None."""
    lines = [line for line in data.splitlines() if line.strip()]
    if content.type != "Any" or len(lines) < 2:
        return None
    try:
        return [decode_bytes(Any, line) for line in lines]
    except TypeMismatchError:
        return None


def _read_other(content: JSON | XML, response: RawResponse, strict: bool) -> Any:
    """Return the text or bytes of a response that is not of the declared kind, as its type if that
    accepts them, with a warning."""
    label = essence(_content_type(response))
    expected = "an XML" if isinstance(content, XML) else "a JSON"
    message = f"expected {expected} document, got {label!a:.60}"
    if strict:
        raise _decode_error(response, message, "$", is_expected=bool)
    _warn(response, [f"$: {message}"])
    value = text_or_bytes(response.content, _content_type(response))
    try:
        return decode(content.type, value, strict=True)
    except TypeMismatchError:
        return value


def _read_text(response: RawResponse, strict: bool) -> str | bytes:
    """Return the text of a response; its bytes, with a warning, if they are not valid text."""
    content_type = _content_type(response)
    try:
        return decode_text(response.content, content_type, "strict")
    except UnicodeDecodeError as error:
        message = f"expected text, got bytes that are not valid {error.encoding}"
        if strict:
            raise _decode_error(response, message, "$", is_expected=is_text) from None
        _warn(response, [f"$: {message}{_labelled(content_type, is_text)}"])
        return response.content


def _labelled(content_type: str, is_expected: Callable[[str], bool]) -> str:
    """Return the media type of a response for a message; empty if it is expected."""
    media_type = essence(content_type)
    if is_expected(media_type) or not media_type:
        return ""
    return f" (labelled {media_type!a:.60})"


def _read_xml(content: XML, response: RawResponse, strict: bool) -> Any:
    # Imported when it is needed: most packages never are in touch with XML.
    from .xml.documents import decode_xml

    if is_json(_content_type(response)):
        return _read_json(JSON(content.type), response, strict)
    if not response.content.strip():
        if response.method == "HEAD":
            return None
        return _without_content(response, strict, "an XML")
    deviations: list[str] = []
    try:
        value = decode_xml(
            content.type,
            response.content,
            content_type=_content_type(response),
            root=content.root,
            strict=strict,
            deviations=deviations,
        )
    except TypeMismatchError as error:
        label = essence(_content_type(response))
        if not (strict or not label or is_xml(label)):
            return _read_other(content, response, strict)
        raise _decode_error(
            response, error.message, error.path, is_expected=is_xml
        ) from error
    if deviations:
        _warn(response, deviations)
    return value


def _read_undeclared(response: RawResponse) -> Any:
    if not response.content:
        return None
    content_type = _content_type(response)
    if is_json(essence(content_type)):
        try:
            return decode_bytes(Any, utf8_json(response.content, content_type))
        except TypeMismatchError:
            pass
    return text_or_bytes(response.content, content_type)


def _without_content(
    response: RawResponse, strict: bool, expected: str = "a JSON"
) -> None:
    """Return None for an empty body where a document is declared, with a warning."""
    message = f"expected {expected} document, got an empty body"
    if strict:
        raise _decode_error(response, message, "$")
    _warn(response, [f"$: {message}"])


def _decode_error(
    response: RawResponse,
    problem: str,
    path: str,
    *,
    is_expected: Callable[[str], bool] = is_json,
) -> DecodeError:
    labelled = _labelled(_content_type(response), is_expected)
    return DecodeError(
        f"{response.method} {response.url}: the response ({response.status_code}) does not match the "
        f"API description{labelled}: {path}: {problem}",
        path=path,
        status_code=response.status_code,
        headers=response.headers,
        body=decode_text(response.content[:_LONGEST_EXCERPT], _content_type(response)),
        method=response.method,
        url=response.url,
        attempts=response.attempts,
    )


def _warn(response: RawResponse, deviations: Sequence[str]) -> None:
    more = len(deviations) - _MOST_DEVIATIONS
    _logger.warning(
        "%s %s: the response (%d) does not match the API description: %s%s",
        response.method,
        response.url,
        response.status_code,
        "; ".join(deviations[:_MOST_DEVIATIONS]),
        f"; and {more} more" if more > 0 else "",
    )


# --- errors ----------------------------------------------------------------------------


def status_error(
    operation: Operation[Any], response: RawResponse, secrets: tuple[str, ...]
) -> APIStatusError:
    """Return the error of an error response, with a body of the declared type if it matches.

    Args:
        operation: The called operation.
        response: The error response.
        secrets: Parts that must not appear in messages.
    """
    raw_body = parse_body(response.content, _content_type(response))
    content = _choose(
        declared_responses(operation).declared(response.status_code), response
    )
    error_class = class_for_status(response.status_code)
    return error_class(
        status_message(response, raw_body, secrets),
        status_code=response.status_code,
        headers=response.headers,
        body=_error_body(content, raw_body, response),
        method=response.method,
        url=response.url,
        attempts=response.attempts,
    )


def _error_body(content: Content, raw_body: Any, response: RawResponse) -> Any:
    """Return the body decoded as declared, unless its label says otherwise; else as it could be
    read."""
    content_type = _content_type(response)
    match content:
        case JSON() if isinstance(raw_body, (dict, list)):
            return decode(content.type, raw_body, deviations=[])
        case XML() if response.content and not is_json(content_type):
            return _xml_error_body(content, raw_body, response)
        case Text() if response.content and not is_json(content_type):
            excerpt = response.content[:LARGEST_EXCERPT]
            if is_text(content_type) or not content_type:
                return decode_text(excerpt, content_type)
            return raw_body
        case Binary() if not is_json(content_type) and not is_text(content_type):
            return response.content[:LARGEST_EXCERPT]
        case _:
            return raw_body


def _xml_error_body(content: XML, raw_body: Any, response: RawResponse) -> Any:
    """Return the body decoded as declared; else as it could be read."""
    from .xml.documents import decode_xml

    if len(response.content) > LARGEST_DOCUMENT:
        return raw_body
    try:
        return decode_xml(
            content.type,
            response.content,
            content_type=_content_type(response),
            root=content.root,
            strict=False,
            deviations=[],
        )
    except TypeMismatchError:
        return raw_body
