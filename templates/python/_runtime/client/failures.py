"""Why a request has no result: what the HTTP library raises as errors of this package, and limits that
are reached."""

from __future__ import annotations

import ssl
from typing import TypeAlias

from ..errors import (
    APIConnectionError,
    APIConnectionLostError,
    APIConnectTimeoutError,
    APIError,
    APITimeoutError,
    DecodeError,
    RateLimitWaitError,
    ResponseTooLargeError,
)
from ..http import httpx
from ..responses.error_bodies import blot_out
from .prepare import Prepared

TransportError: TypeAlias = httpx.HTTPError | ssl.SSLError
"""What sending a request and reading its answer raise; asynchronous connections let errors of TLS
through, such as that the server wants a certificate."""

TRANSPORT_ERRORS = (httpx.HTTPError, ssl.SSLError)

_NOT_SENT = (httpx.ConnectError, httpx.ProxyError, httpx.UnsupportedProtocol)
_NO_CONNECTION_IN_TIME = (httpx.ConnectTimeout, httpx.PoolTimeout)


def failure(
    prepared: Prepared,
    error: TransportError,
    response: httpx.Response | None,
    attempts: int = 1,
) -> APIError:
    """The error of this package that stands for one of the HTTP library.

    Args:
        prepared: the request.
        error: what was raised while it was sent or its answer was read.
        response: the answer, where its head has come.
        attempts: how many requests were sent.
    """
    request = f"{prepared.method} {prepared.safe_url}"
    said = blot_out(str(error), prepared.secrets) or type(error).__name__
    if isinstance(error, httpx.DecodingError) and response is not None:
        return DecodeError(
            f"{request}: the answer ({response.status_code}) cannot be decompressed: {said}",
            status_code=response.status_code,
            headers=response.headers,
            body=None,
            method=prepared.method,
            url=prepared.safe_url,
            attempts=attempts,
        )
    if isinstance(error, _NO_CONNECTION_IN_TIME):
        return APIConnectTimeoutError(
            f"{request}: there was no connection in time: {said}",
            method=prepared.method,
            url=prepared.safe_url,
            attempts=attempts,
        )
    if isinstance(error, httpx.TimeoutException):
        return APITimeoutError(
            f"{request}: there was no complete answer in time: {said}",
            method=prepared.method,
            url=prepared.safe_url,
            attempts=attempts,
        )
    if isinstance(error, _NOT_SENT):
        return APIConnectionError(
            f"{request}: the server could not be reached: {said}",
            method=prepared.method,
            url=prepared.safe_url,
            attempts=attempts,
        )
    return APIConnectionLostError(
        f"{request}: the connection broke: {said}",
        method=prepared.method,
        url=prepared.safe_url,
        attempts=attempts,
    )


def out_of_time(prepared: Prepared, total: float, attempts: int) -> APITimeoutError:
    """The error that a call is which takes longer than `total` seconds."""
    return APITimeoutError(
        f"{prepared.method} {prepared.safe_url}: the call took longer than {total:g} seconds in all",
        method=prepared.method,
        url=prepared.safe_url,
        attempts=attempts,
    )


def too_early(prepared: Prepared, wait: float, attempts: int) -> RateLimitWaitError:
    """The error that a call is which would have to wait `wait` seconds for its turn."""
    return RateLimitWaitError(
        f"{prepared.method} {prepared.safe_url}: the rate limit leaves no room for {wait:.1f} "
        "seconds, which is longer than the call may wait",
        wait=wait,
        method=prepared.method,
        url=prepared.safe_url,
        attempts=attempts,
    )


def too_large(
    prepared: Prepared, response: httpx.Response, most: int, attempts: int
) -> ResponseTooLargeError:
    """The error that an answer is which has more than `most` bytes."""
    return ResponseTooLargeError(
        f"{prepared.method} {prepared.safe_url}: the answer ({response.status_code}) has more than "
        f"{most} bytes",
        status_code=response.status_code,
        headers=response.headers,
        body=None,
        method=prepared.method,
        url=prepared.safe_url,
        attempts=attempts,
    )
