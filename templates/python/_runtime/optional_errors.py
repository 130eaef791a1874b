"""Exceptions of parts of the runtime that not every client has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .errors import (
    APIError,
    APIResponseError,
    APITimeoutError,
    InvalidRequestError,
)

_MOST_PROBLEMS = 10
"""Maximum number of problems in one message."""


class RateLimitWaitError(APIError):
    """The rate limiter would delay a request beyond its maximum; it was not sent."""

    def __init__(
        self, message: str, *, wait: float, method: str, url: str, attempts: int
    ) -> None:
        super().__init__(message)
        self.wait = wait
        """Seconds until the request could be sent."""

        self.method = method
        self.url = url
        """URL without query and user information."""

        self.attempts = attempts


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


class OperationTimeoutError(APITimeoutError):
    """A long-running operation did not end in time; it may still be running."""

    def __init__(self, message: str, *, response: Any = None, **request: Any) -> None:
        super().__init__(message, **request)
        self.response = response
        """The last response, a `RawResponse` from which `poll` can continue; None if there is
        none."""


class OperationFailedError(APIResponseError):
    """A long-running operation failed or was cancelled; `body` is what the server reports about
    it."""

    def __init__(self, message: str, *, state: str, **response: Any) -> None:
        super().__init__(message, **response)
        self.state = state
        """State reported by the server, such as `Failed` or `Canceled`."""


class PaginationError(APIResponseError):
    """A page was received, but the reference to the next one is unusable: it repeats, leads to
    another origin, or is missing. `body` is the page."""
