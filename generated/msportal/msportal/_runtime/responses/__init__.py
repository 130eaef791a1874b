"""Responses: raw responses, typed headers, decoded results and errors."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, fields
from functools import lru_cache
from typing import Any, Generic, TypeVar, cast
from weakref import WeakKeyDictionary

from ..codec import TypeMismatchError, decode, decode_bytes
from ..errors import (
    APIStatusError,
    DecodeError,
    class_for_status,
    one_line,
    request_id_of,
    server_message,
)
from ..exports import PACKAGE
from ..http import (
    decode_text,
    essence,
    httpx,
    is_json,
    is_text,
    text_or_bytes,
    utf8_json,
)
from ..requests import Operation


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

    attempts: int = 1
    """Number of requests sent, including followed redirects."""

    operation: Operation[Any] | None = field(default=None, repr=False)
    """The called operation."""

    @property
    def typed_headers(self) -> Mapping[str, Any]:
        """Headers decoded to their declared types, such as `int`; other headers, and those that do
        not match, are text."""
        decode_all = None if self.operation is None else self.operation.headers
        return self.headers if decode_all is None else decode_all(self.headers)

    @property
    def request_id(self) -> str | None:
        """Id under which the server knows the request; None if it sent none."""
        return request_id_of(self.headers)

    @property
    def text(self) -> str:
        """The body as text, in its charset."""
        return decode_text(self.content, content_type_of(self))

    def json(self) -> Any:
        """Return the body as parsed JSON.

        Raises:
            DecodeError: It is not JSON.
        """
        try:
            return decode_bytes(Any, utf8_json(self.content, content_type_of(self)))
        except TypeMismatchError as error:
            raise decode_error(self, error.message, error.path) from None


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ParsedResponse(RawResponse, Generic[T]):
    """The response of one call, with the result of the method."""

    parsed: T = field(kw_only=True)

    @classmethod
    def of(cls, responses: list[RawResponse], result: T) -> ParsedResponse[T]:
        """Return the last response of a call with its result.

        Raises:
            TypeError: There was no response.
        """
        if not responses:
            raise TypeError(
                f"The method has sent no request of this client, but returned {result!r}. Of a "
                "list of pages, pass a method such as `first_page`."
            )
        values = {
            each.name: getattr(responses[-1], each.name) for each in fields(RawResponse)
        }
        return cls(**values, parsed=result)


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


# --- contents -------------------------------------------------------------------------

_logger = logging.getLogger(PACKAGE)
_logger.addHandler(logging.NullHandler())
_LONGEST_EXCERPT = 2_000
_MOST_DEVIATIONS = 5
_MOST_WARNED = 1_000

_INDEX = re.compile(r"\[\d+\]")
_warned: WeakKeyDictionary[Operation[Any], set[str]] = WeakKeyDictionary()
"""Deviations that warnings were logged for, by operation; indices are left out."""


@dataclass(frozen=True, slots=True)
class Content:
    """Content of a response for one media type. This base class reads it as `bytes`."""

    media_type: str = field(default="*/*", kw_only=True)
    """Media type to request."""

    @property
    def result_type(self) -> str | None:
        """Type expression of a structured document in the namespace of `models`; None for other
        contents."""
        return None

    @property
    def parts(self) -> tuple[Content, ...]:
        """Contents of single media types, of which a response has one."""
        return (self,)

    def part_of(self, response: RawResponse) -> Content:
        """Return the part that a response has."""
        return self

    def may_be(self, media_type: str) -> bool:
        """Return whether the content can have a media type other than the declared one."""
        return False

    def read(self, response: RawResponse, strict: bool) -> Any:
        """Return the result of a response; `strict` if one that does not match the API description
        is an error.

        Raises:
            DecodeError: The response has no result.
        """
        return response.content

    def read_error(self, response: RawResponse, raw_body: Any) -> Any:
        """Return the body of an error response decoded as declared, unless its label says
        otherwise; else `raw_body`, as it could be read."""
        return raw_body


@dataclass(frozen=True, slots=True)
class JSON(Content):
    """A JSON document, `application/json` or any `+json` type."""

    type: str
    """Type expression in the namespace of `models`."""

    media_type: str = field(default="application/json", kw_only=True)

    @property
    def result_type(self) -> str:
        return self.type

    def may_be(self, media_type: str) -> bool:
        return is_json(media_type)

    def read(self, response: RawResponse, strict: bool) -> Any:
        content_type = content_type_of(response)
        data = utf8_json(response.content, content_type)
        if not data.strip():
            if response.method == "HEAD":
                return None
            return without_content("a JSON", response, strict)
        deviations: list[str] = []
        try:
            value = decode_bytes(self.type, data, strict=strict, deviations=deviations)
        except TypeMismatchError as error:
            if strict or not essence(content_type) or is_json(content_type):
                raise decode_error(response, error.message, error.path) from error
            return read_other(self.type, "a JSON", response, strict)
        if deviations:
            warn(response, deviations)
        return value

    def read_error(self, response: RawResponse, raw_body: Any) -> Any:
        if isinstance(raw_body, (dict, list)):
            return decode(self.type, raw_body, deviations=[])
        return raw_body


@dataclass(frozen=True, slots=True)
class Nothing(Content):
    """No content, read as None whatever the body is."""

    def read(self, response: RawResponse, strict: bool) -> None:
        return None


NOTHING = Nothing()


# --- deviations from the API description ----------------------------------------------


def content_type_of(response: RawResponse) -> str:
    """Return the `Content-Type` of a response; empty if it has none."""
    return response.headers.get("content-type", "")


def read_other(type_: str, expected: str, response: RawResponse, strict: bool) -> Any:
    """Return the text or bytes of a response that is not of the declared kind, such as `a JSON`, as
    its type if that accepts them, with a warning.

    Raises:
        DecodeError: `strict` is set.
    """
    content_type = content_type_of(response)
    message = f"expected {expected} document, got {essence(content_type)!a:.60}"
    if strict:
        raise decode_error(response, message, "$", is_expected=bool)
    warn(response, [f"$: {message}"])
    value = text_or_bytes(response.content, content_type)
    try:
        return decode(type_, value, strict=True)
    except TypeMismatchError:
        return value


def without_content(expected: str, response: RawResponse, strict: bool) -> None:
    """Return None for an empty body where a document is declared, with a warning; see
    `read_other`."""
    message = f"expected {expected} document, got an empty body"
    if strict:
        raise decode_error(response, message, "$")
    warn(response, [f"$: {message}"])


def decode_error(
    response: RawResponse,
    problem: str,
    path: str,
    *,
    is_expected: Callable[[str], bool] = is_json,
) -> DecodeError:
    """Return the error of a response that does not match the API description; an expected media
    type is not reported."""
    label = labelled(content_type_of(response), is_expected)
    return DecodeError(
        f"{response.method} {response.url}: the response ({response.status_code}) does not match the "
        f"API description{label}: {path}: {problem}",
        path=path,
        status_code=response.status_code,
        headers=response.headers,
        body=decode_text(
            response.content[:_LONGEST_EXCERPT], content_type_of(response)
        ),
        method=response.method,
        url=response.url,
        attempts=response.attempts,
    )


def labelled(content_type: str, is_expected: Callable[[str], bool]) -> str:
    """Return the media type of a response for a message; empty if it is expected."""
    media_type = essence(content_type)
    if is_expected(media_type) or not media_type:
        return ""
    return f" (labelled {media_type!a:.60})"


def warn(response: RawResponse, deviations: Sequence[str]) -> None:
    """Log that a response does not match the API description: as a warning where a place in the
    responses of an operation deviates for the first time, else for debugging."""
    places = {_INDEX.sub("[]", each) for each in deviations}
    known: set[str] = set()
    if response.operation is not None:
        known = _warned.setdefault(response.operation, known)
    is_new = not places <= known and len(known) < _MOST_WARNED
    known |= places if is_new else set()
    more = len(deviations) - _MOST_DEVIATIONS
    _logger.log(
        logging.WARNING if is_new else logging.DEBUG,
        "%s %s: the response (%d) does not match the API description: %s%s",
        response.method,
        response.url,
        response.status_code,
        "; ".join(deviations[:_MOST_DEVIATIONS]),
        f"; and {more} more" if more > 0 else "",
    )


# --- declared responses ---------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class DeclaredResponses:
    """Declared responses of an operation."""

    contents: Mapping[int | str, Content]
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

    def declared(self, status: int) -> Content | None:
        """Return the declared content for a status: exact, by its range, or by `default`."""
        for key in (status, f"{status // 100}XX"):
            if key in self.contents:
                return self.contents[key]
        if self.default_is_success == (200 <= status < 300):
            return self.contents.get("default")
        return None

    def success(self, status: int) -> Content | None:
        """Return the declared content for a success, or else for the nearest status."""
        declared = self.declared(status)
        if declared is not None:
            return declared
        nearest = sorted(
            (abs(key - status), key)
            for key in self.contents
            if isinstance(key, int) and 200 <= key < 300
        )
        return self.contents[nearest[0][1]] if nearest else None


@lru_cache(maxsize=4096)
def declared_responses(operation: Operation[Any]) -> DeclaredResponses:
    """Return the declared responses of an operation, which all its calls share."""
    contents = operation.responses
    classes = {key // 100 if isinstance(key, int) else key[:1] for key in contents}
    has_success = bool(classes & {2, "2"})
    default_is_success = not classes & {2, "2", 3, "3"}
    successes = [
        part
        for key, content in contents.items()
        for part in content.parts
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
    content = (expected.success(status) or NOTHING).part_of(response)
    return cast(T, content.read(response, strict))


# --- errors ----------------------------------------------------------------------------


def status_error(
    operation: Operation[Any], response: RawResponse, secrets: tuple[str, ...]
) -> APIStatusError:
    """Return the error of an error response, with a body of the declared type if it matches."""
    raw_body = parse_body(response.content, content_type_of(response))
    declared = declared_responses(operation).declared(response.status_code)
    content = (declared or NOTHING).part_of(response)
    error_class = class_for_status(response.status_code)
    return error_class(
        status_message(response, raw_body, secrets),
        status_code=response.status_code,
        headers=response.headers,
        body=content.read_error(response, raw_body),
        method=response.method,
        url=response.url,
        attempts=response.attempts,
    )
