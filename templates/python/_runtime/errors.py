"""Exceptions: one hierarchy below `APIError`; all can be pickled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from .http import httpx

E = TypeVar("E", bound="APIError")

_MOST_PROBLEMS = 10
"""Maximum number of problems in one message."""

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


class TokenError(APIError):
    """No access token could be obtained (RFC 6749, 5.2); the operation was not called."""

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
        """Error code such as `invalid_grant`; empty if the identity provider sends none."""

        self.error_description = error_description
        """Description for developers; may be empty."""

        self.status_code = status_code
        """Status of the response; None if there was none."""

        self.url = url
        """URL of the identity provider, without query; empty if none was called."""


@dataclass(frozen=True, slots=True)
class RequestProblem:
    """One invalid argument of a call."""

    path: str
    """Path of the value, such as `name` or `tags[2].name`."""

    rule: str
    """Keyword of JSON Schema, such as `maxLength`, or `type` or `required`."""

    message: str
    """Requirement of the rule."""

    value: str
    """Beginning of the value as JSON; empty if there is none, `…` for a secret."""

    def __str__(self) -> str:
        got = f", not {self.value}" if self.value else ""
        return f"`{self.path}` {self.message}{got}"


class RequestValidationError(InvalidRequestError):
    """Arguments do not match the API description; nothing was sent."""

    def __init__(self, problems: Sequence[RequestProblem]) -> None:
        some = "; ".join(map(str, problems[:_MOST_PROBLEMS]))
        more = (
            f"; and {len(problems) - _MOST_PROBLEMS} more"
            if len(problems) > _MOST_PROBLEMS
            else ""
        )
        super().__init__(f"The request is invalid: {some}{more}.")
        self.problems = tuple(problems)
        """All problems found."""


# --- webhooks ------------------------------------------------------------------------------


class InvalidWebhookError(APIError, ValueError):
    """A received webhook or callback cannot be read."""

    def __init__(self, message: str, *, event: str = "", path: str = "$") -> None:
        super().__init__(message)
        self.event = event
        """Name of the webhook or callback."""

        self.path = path
        """Location in the body, as a JSON path such as `$.data[0].id`; `$` is the whole body."""


class InvalidSignatureError(InvalidWebhookError):
    """The signature of a received request is missing or invalid."""


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


class RateLimitWaitError(_NoResponseError):
    """The rate limiter would delay a request beyond its maximum; it was not sent."""

    def __init__(self, message: str, *, wait: float, **request: Any) -> None:
        super().__init__(message, **request)
        self.wait = wait
        """Seconds until the request could be sent."""


class APITimeoutError(_NoResponseError):
    """No complete response arrived in time; the server may have acted on the request."""


class APIConnectTimeoutError(APIConnectionError, APITimeoutError):
    """No connection was established in time; the server has not seen the request."""


class APIConnectionLostError(_NoResponseError):
    """The connection was lost before the response was complete; the server may have acted on the
    request."""


class OperationTimeoutError(APITimeoutError):
    """A long-running operation did not end in time; it may still be running."""

    def __init__(self, message: str, *, response: Any = None, **request: Any) -> None:
        super().__init__(message, **request)
        self.response = response
        """The last response, a `RawResponse` from which `poll` can continue; None if there is
        none."""


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
    body."""

    def __init__(self, message: str, *, path: str = "$", **response: Any) -> None:
        super().__init__(message, **response)
        self.path = path
        """Location in the body, as a JSON path such as `$.data[0].id`; `$` is the whole body."""


class OperationFailedError(APIResponseError):
    """A long-running operation failed or was cancelled; `body` is what the server reports about
    it."""

    def __init__(self, message: str, *, state: str, **response: Any) -> None:
        super().__init__(message, **response)
        self.state = state
        """State reported by the server, such as `Failed` or `Canceled`."""


class ResponseTooLargeError(APIResponseError):
    """The response exceeds `max_response_bytes`, by default 1 GiB; what was received is discarded."""


class PaginationError(APIResponseError):
    """A page was received, but the reference to the next one is unusable: it repeats, leads to
    another origin, or is missing. `body` is the page."""


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
