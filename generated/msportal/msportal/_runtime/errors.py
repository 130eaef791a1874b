"""Exceptions, one hierarchy below `APIError`, which can be pickled; and the messages of error
responses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, TypeVar

from .http import httpx

E = TypeVar("E", bound="APIError")


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_REQUEST_ID_HEADERS = _words("""
    x-request-id request-id x-requestid x-amzn-requestid x-amz-request-id
    x-ms-request-id x-github-request-id x-correlation-id x-trace-id
    """)


def request_id_of(headers: httpx.Headers) -> str | None:
    """Return the request id of a response: `X-Request-Id` or one of its variants."""
    for name in _REQUEST_ID_HEADERS:
        value = headers.get(name)
        if value:
            return str(value)
    return None


class APIError(Exception):
    """Base class of all errors of a call; messages contain no credentials."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore, (type(self), self.args, self.__dict__)


def _restore(cls: type[E], arguments: tuple[Any, ...], state: dict[str, Any]) -> E:
    """Restore a pickled error, without the arguments of its constructor."""
    error = cls.__new__(cls, *arguments)
    error.__dict__.update(state)
    return error


# --- before a request is sent -------------------------------------------------------------


class InvalidRequestError(APIError, ValueError):
    """An argument cannot be sent; the server has not received a complete request."""


class MissingCredentialError(InvalidRequestError):
    """The operation requires a credential that the client does not have; nothing was sent."""


# --- without a response ----------------------------------------------------------------


class _NoResponseError(APIError):
    """Base class of errors without a response."""

    def __init__(
        self, message: str, *, method: str, url: str, attempts: int = 1
    ) -> None:
        super().__init__(message)
        self.method = method
        self.url = url
        """URL without query and user information."""

        self.attempts = attempts


class APIConnectionError(_NoResponseError):
    """The server could not be reached; it has not seen the request, which may be repeated."""


class APITimeoutError(_NoResponseError):
    """No complete response arrived in time; the server may have acted on the request."""


class APIConnectTimeoutError(APIConnectionError, APITimeoutError):
    """No connection was established in time; the server has not seen the request."""


class APIConnectionLostError(_NoResponseError):
    """The connection was lost before the response was complete; the server may have acted on the
    request."""


# --- with a response -------------------------------------------------------------------


class APIResponseError(APIError):
    """Base class of errors with a response."""

    def __init__(
        self,
        message: str,
        *,
        status_code: int,
        headers: httpx.Headers,
        body: Any,
        method: str,
        url: str,
        attempts: int = 1,
    ) -> None:
        super().__init__(message)
        self.status_code = status_code
        self.headers = headers
        """Response headers; names are case-insensitive."""

        self.body = body
        self.method = method
        self.url = url
        """URL without query and user information."""

        self.attempts = attempts

    @property
    def request_id(self) -> str | None:
        """Id under which the server knows the request; None if it sent none."""
        return request_id_of(self.headers)


class DecodeError(APIResponseError):
    """The response does not match the API description; `body` holds the beginning of the raw
    body. Functions such as `from_json` raise it for JSON of other origin, with the status 0.
    """

    def __init__(self, message: str, *, path: str = "$", **response: Any) -> None:
        super().__init__(message, **response)
        self.path = path
        """Location in the body, as a JSON path such as `$.data[0].id`; `$` is the whole body."""


class ResponseTooLargeError(APIResponseError):
    """The response exceeds `max_response_bytes`, by default 1 GiB; what was received is discarded."""


class APIStatusError(APIResponseError):
    """The server responded with an error status.

    `body` has the type that the API declares for the status; else it is the parsed JSON, the text,
    or the bytes.
    """


class BadRequestError(APIStatusError):
    """400: the server rejected the request as malformed."""


class AuthenticationError(APIStatusError):
    """401: the credentials are missing or invalid."""


class PermissionDeniedError(APIStatusError):
    """403: the credentials do not permit this."""


class NotFoundError(APIStatusError):
    """404: the resource does not exist."""


class ConflictError(APIStatusError):
    """409: the request conflicts with the state of the resource."""


class UnprocessableEntityError(APIStatusError):
    """422: the request is well-formed, but its content is invalid."""


class RateLimitError(APIStatusError):
    """429: too many requests."""


class InternalServerError(APIStatusError):
    """500 and above: the server failed."""


_BY_STATUS: dict[int, type[APIStatusError]] = {
    400: BadRequestError,
    401: AuthenticationError,
    403: PermissionDeniedError,
    404: NotFoundError,
    409: ConflictError,
    422: UnprocessableEntityError,
    429: RateLimitError,
}


def class_for_status(status_code: int) -> type[APIStatusError]:
    """Return the error class for a status."""
    if status_code >= 500:
        return InternalServerError
    return _BY_STATUS.get(status_code, APIStatusError)


# --- messages of error responses in one line, from the usual formats of error bodies --------

_LONGEST = 300
"""Maximum length of a message in characters."""

_MOST_PROBLEMS = 6
_MOST_MEMBERS = 50
_MOST_VALUES = 500
"""Number of values that are looked at; an error body may have any size."""

_DEEPEST = 8
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")
"""Characters that could move a terminal's cursor or reverse text."""

_NOT_LETTERS = re.compile(r"[^a-z]+")

_SUMMARIES = _words("""
    message msg defaultmessage errormessage errorsummary faultstring error
    title
    """)
_EXPLANATIONS = _words(
    "detail details errordescription errordetail description reason value"
)
"""Names of texts, lower-case and without other characters, the most telling ones first. A summary and
an explanation are both shown."""

_CODES = ("code", "errorcode", "type")
"""Names of texts that say something only where there is no other text."""

_OBJECTS = ("message", "error", "detail", "fault", "data")
_LISTS = _words("""
    errors details validationerrors nonfielderrors fielderrors formerrors
    fieldviolations violations invalidparams issues validation causes
    errorcauses modelstate messages errormessages extra
    """)
"""Names of lists of problems, or of objects with a problem for each field: in bodies of FastAPI, Django
REST framework, Litestar, Marshmallow, Rails, Laravel, Spring, ASP.NET, RFC 9457, JSON:API, GraphQL,
Google and others."""

_OF_FIELDS = ("message", "msg", "defaultmessage", "errormessage")
"""Names that are those of messages even where others are those of fields."""

_PLACES = _words("""
    loc field path pointer param parameter property propertypath attr
    attribute target key
    """)
"""Names of texts, or of lists of steps, that say what a message is about."""


def server_message(body: Any) -> str:
    """Return the message of an error body, parsed JSON or text, in one short line; empty if there
    is none.

    Problems with single values follow, with their places: `Validation failed: body.name: Field
    required; body.tags[0]: …`.
    """
    if isinstance(body, str) and body.lstrip().startswith("<"):
        return ""
    problems = dict.fromkeys(
        islice(_Messages().of(body, "", 0, has_fields=False), 2 * _MOST_PROBLEMS)
    )
    return one_line(_joined(list(problems)), _LONGEST)


def one_line(text: str, longest: int) -> str:
    """Return a text in one line without unsafe characters, shortened to a length."""
    text = " ".join(_UNSAFE.sub(" ", text[: longest * 4]).split())
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _joined(problems: list[tuple[str, str]]) -> str:
    """Join places and texts. A text without place is a summary if all others have one."""
    texts: dict[str, list[str]] = {}
    for place, text in problems:
        texts.setdefault(place, []).append(text)
    some = [
        f"{place}: {' '.join(said)}" if place else "; ".join(said)
        for place, said in texts.items()
    ]
    more = ["…"] if len(some) > _MOST_PROBLEMS else []
    some = [each.rstrip(".:") for each in some[:_MOST_PROBLEMS]] if some[1:] else some
    if len(texts.get("", ())) == 1 and not problems[0][0] and some[1:]:
        return f"{some[0]}: {'; '.join(some[1:] + more)}"
    return "; ".join(some + more)


class _Messages:
    """Searches one error body."""

    def __init__(self) -> None:
        self._left = _MOST_VALUES

    def of(
        self, value: Any, place: str, depth: int, *, has_fields: bool
    ) -> Iterator[tuple[str, str]]:
        """Yield the messages in a value within some objects and lists, with their places;
        `has_fields` if the members of an object are named after fields, as opposed to usual
        names such as `title`."""
        self._left -= 1
        if depth > _DEEPEST or self._left < 0:
            return
        if isinstance(value, str):
            if value.strip():
                yield place, value.strip()
        elif isinstance(value, list):
            for position, each in enumerate(value[:_MOST_MEMBERS]):
                is_item = place and isinstance(each, dict) and len(value) > 1
                within = f"{place}[{position}]" if is_item else place
                yield from self.of(each, within, depth + 1, has_fields=False)
        elif isinstance(value, dict):
            yield from self._of_object(value, place, depth, has_fields)

    def _of_object(
        self, value: dict[str, Any], place: str, depth: int, has_fields: bool
    ) -> Iterator[tuple[str, str]]:
        members = {
            _NOT_LETTERS.sub("", name.rpartition(":")[2].lower()): each
            for name, each in islice(value.items(), _MOST_MEMBERS)
        }
        nested = [
            name
            for name in (*_OBJECTS, *_LISTS)
            if isinstance(members.get(name), (dict, list))
        ]
        text = _first(members, _OF_FIELDS) if has_fields else _text(members)
        if "message" in nested:
            text = ""  # what is left is the name of the status
        if has_fields and not text:
            nested = [name for name in nested if _is_list_of_objects(members[name])]
        if not text and not nested and not has_fields and depth:
            text = _first(members, _CODES)
        if text:
            place = _place(members) or place
            yield place, text
        for name in nested:
            if name == "data" and (text or len(nested) > 1):
                continue  # what a response has besides its errors
            within = "" if name in ("nonfielderrors", "formerrors") else place
            yield from self.of(
                members[name], within, depth + 1, has_fields=name in _LISTS
            )
        if text or any(name.startswith("@") for name in value):
            return
        for name, each in islice(value.items(), _MOST_MEMBERS):
            is_texts = isinstance(each, list) and all(
                isinstance(text, str) for text in each[:_MOST_MEMBERS]
            )
            if nested and not is_texts:
                continue
            if _NOT_LETTERS.sub("", name.lower()) in nested:
                continue
            if has_fields or isinstance(each, (dict, list)):
                within = f"{place}.{name}" if place else name
                yield from self.of(each, within, depth + 1, has_fields=has_fields)


def _is_list_of_objects(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(each, dict) for each in value)


def _text(members: Mapping[str, Any]) -> str:
    """Return summary and explanation of an object; empty if there are none."""
    summary = _first(members, _SUMMARIES)
    explanation = _first(members, _EXPLANATIONS)
    if not summary or not explanation or summary == explanation:
        return summary or explanation
    return f"{summary.rstrip('.:')}: {explanation}"


def _first(members: Mapping[str, Any], names: tuple[str, ...]) -> str:
    for name in names:
        found = members.get(name)
        if isinstance(found, str) and found.strip():
            return found.strip()
    return ""


def _place(members: Mapping[str, Any]) -> str:
    """Return what an object is about; empty if it does not say that."""
    source = members.get("source")
    if isinstance(source, dict):
        members = {**members, **source}
    names = (*_PLACES, "name") if "reason" in members else _PLACES
    for name in names:
        found = members.get(name)
        if isinstance(found, list) and found:
            return _steps(found)
        # The path of an error response as such is often that of the request.
        if (
            isinstance(found, str)
            and found
            and not (name == "path" and found[0] == "/")
        ):
            return found
    return ""


def _steps(steps: list[Any]) -> str:
    """Return a path such as `body.tags[0]`."""
    text = ""
    for step in steps[:_DEEPEST]:
        if isinstance(step, int):
            text += f"[{step}]"
        elif isinstance(step, str):
            text += f".{step}" if text else step
    return text
