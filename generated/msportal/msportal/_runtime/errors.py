"""What a call raises: one tree of exceptions under `APIError`, all of which can be pickled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from .http import httpx

E = TypeVar("E", bound="APIError")

_TOLD = 10
"""How many problems one message tells."""

_REQUEST_ID_HEADERS = (
    "x-request-id",
    "request-id",
    "x-requestid",
    "x-amzn-requestid",
    "x-amz-request-id",
    "x-ms-request-id",
    "x-github-request-id",
    "x-correlation-id",
    "x-trace-id",
)


def request_id_of(headers: httpx.Headers) -> str | None:
    """The id under which the server knows a request: `X-Request-Id` or one of its variants."""
    for name in _REQUEST_ID_HEADERS:
        value = headers.get(name)
        if value:
            return str(value)
    return None


class APIError(Exception):
    """Anything that goes wrong in a call; its text holds no credentials."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore, (type(self), self.args, self.__dict__)


def _restore(cls: type[E], arguments: tuple[Any, ...], state: dict[str, Any]) -> E:
    """Make a pickled error anew, without the arguments of its constructor."""
    error = cls.__new__(cls, *arguments)
    error.__dict__.update(state)
    return error


# --- before anything is sent ----------------------------------------------------------------------


class InvalidRequestError(APIError, ValueError):
    """An argument cannot be sent; the server did not get a whole request."""


class MissingCredentialError(InvalidRequestError):
    """The operation needs a credential that the client was not given; nothing was sent."""


class TokenError(APIError):
    """There is no access token to be had (RFC 6749, 5.2); the operation was not called."""

    def __init__(
        self,
        message: str,
        *,
        error: str = "",
        error_description: str = "",
        status_code: int | None = None,
        url: str = "",
    ) -> None:
        super().__init__(message)
        self.error = error
        """What is wrong, such as `invalid_grant`; empty where the identity provider does not say."""

        self.error_description = error_description
        """The same in words for developers; may be empty."""

        self.status_code = status_code
        """Of the answer; None where there was none."""

        self.url = url
        """Who was asked, without query; empty where nobody was."""


@dataclass(frozen=True, slots=True)
class RequestProblem:
    """One thing that is wrong with the arguments of a call."""

    path: str
    """What it is, such as `name` or `tags[2].name`."""

    rule: str
    """Keyword of JSON Schema, such as `maxLength`, or `type` or `required`."""

    message: str
    """What the rule asks for."""

    value: str
    """The beginning of the value as JSON; empty where there is none, `…` for a secret."""

    def __str__(self) -> str:
        got = f", not {self.value}" if self.value else ""
        return f"`{self.path}` {self.message}{got}"


class RequestValidationError(InvalidRequestError):
    """Arguments are not what the API declares; nothing was sent."""

    def __init__(self, problems: Sequence[RequestProblem]) -> None:
        some = "; ".join(map(str, problems[:_TOLD]))
        more = f"; and {len(problems) - _TOLD} more" if len(problems) > _TOLD else ""
        super().__init__(f"The request is invalid: {some}{more}.")
        self.problems = tuple(problems)
        """Everything that is wrong."""


# --- what the API sends -----------------------------------------------------------------------------


class InvalidWebhookError(APIError, ValueError):
    """A request that the API is said to have sent cannot be read."""

    def __init__(self, message: str, *, event: str = "", path: str = "$") -> None:
        super().__init__(message)
        self.event = event
        """Name of the webhook or callback."""

        self.path = path
        """Where in the body, as a JSON path such as `$.data[0].id`; `$` is all of it."""


class InvalidSignatureError(InvalidWebhookError):
    """A request does not show that the API has sent it."""


# --- no answer ------------------------------------------------------------------------------------


class _NoAnswerError(APIError):
    """What errors without an answer know."""

    def __init__(
        self, message: str, *, method: str, url: str, attempts: int = 1
    ) -> None:
        super().__init__(message)
        self.method = method
        self.url = url
        """Without query and user information."""

        self.attempts = attempts


class APIConnectionError(_NoAnswerError):
    """The server could not be reached; it has not seen the request, which may be repeated."""


class RateLimitWaitError(_NoAnswerError):
    """The limiter would make a request wait for longer than it may; it was not sent."""

    def __init__(self, message: str, *, wait: float, **request: Any) -> None:
        super().__init__(message, **request)
        self.wait = wait
        """Seconds after which it could be sent."""


class APITimeoutError(_NoAnswerError):
    """There was no complete answer in time; the server may have acted on the request."""


class APIConnectTimeoutError(APIConnectionError, APITimeoutError):
    """There was no connection in time; the server has not seen the request."""


class APIConnectionLostError(_NoAnswerError):
    """The connection broke before the answer was complete; the server may have acted on the
    request."""


class OperationTimeoutError(APITimeoutError):
    """An operation that takes long did not end in the time that was given to it; it may be going
    on."""

    def __init__(self, message: str, *, response: Any = None, **request: Any) -> None:
        super().__init__(message, **request)
        self.response = response
        """The last answer, a `RawResponse` with which `poll` can go on; None where there is none."""


# --- an answer that is no success -------------------------------------------------------------------


class APIResponseError(APIError):
    """The server answered, but there is no result."""

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
        """Names are compared without regard to case."""

        self.body = body
        self.method = method
        self.url = url
        """Without query and user information."""

        self.attempts = attempts

    @property
    def request_id(self) -> str | None:
        """The id under which the server knows the request; None where it sent none."""
        return request_id_of(self.headers)


class DecodeError(APIResponseError):
    """The answer is not what the API declares; `body` holds its first part as it came."""

    def __init__(self, message: str, *, path: str = "$", **response: Any) -> None:
        super().__init__(message, **response)
        self.path = path
        """Where in the body, as a JSON path such as `$.data[0].id`; `$` is all of it."""


class OperationFailedError(APIResponseError):
    """An operation that takes long has failed, or was cancelled; `body` is what the server says of
    it."""

    def __init__(self, message: str, *, state: str, **response: Any) -> None:
        super().__init__(message, **response)
        self.state = state
        """What the server calls it, such as `Failed` or `Canceled`."""


class ResponseTooLargeError(APIResponseError):
    """The answer has more bytes than `max_response_bytes` allows; what came was thrown away."""


class PaginationError(APIResponseError):
    """A page came, but what leads to the next one cannot be used: it leads in a circle, to another
    origin, or nowhere. `body` is the page."""


class APIStatusError(APIResponseError):
    """The server answered with an error status.

    `body` has the type that the API declares for the status; else it is the parsed JSON, else the
    text, else the bytes.
    """


class BadRequestError(APIStatusError):
    """400: the server does not understand the request."""


class AuthenticationError(APIStatusError):
    """401: the credentials are missing or wrong."""


class PermissionDeniedError(APIStatusError):
    """403: the credentials do not allow this."""


class NotFoundError(APIStatusError):
    """404: there is no such thing."""


class ConflictError(APIStatusError):
    """409: the request does not fit the state of the thing."""


class UnprocessableEntityError(APIStatusError):
    """422: the request is well-formed, but its content is refused."""


class RateLimitError(APIStatusError):
    """429: there were too many requests."""


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
    """The class of error that is raised for a status."""
    if status_code >= 500:
        return InternalServerError
    return _BY_STATUS.get(status_code, APIStatusError)
