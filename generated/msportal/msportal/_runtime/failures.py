"""What the HTTP library raises, as errors of this package."""

from __future__ import annotations

from .error_bodies import blot_out
from .errors import (
    APIConnectionError,
    APIConnectionLostError,
    APIConnectTimeoutError,
    APIError,
    APITimeoutError,
    DecodeError,
)
from .http import httpx
from .prepare import Prepared

_NOT_SENT = (httpx.ConnectError, httpx.ProxyError, httpx.UnsupportedProtocol)
_NO_CONNECTION_IN_TIME = (httpx.ConnectTimeout, httpx.PoolTimeout)


def failure(
    prepared: Prepared, error: httpx.HTTPError, response: httpx.Response | None
) -> APIError:
    """The error of this package that stands for one of the HTTP library.

    Args:
        prepared: the request.
        error: what was raised while it was sent or its answer was read.
        response: the answer, where its head has come.
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
        )
    if isinstance(error, _NO_CONNECTION_IN_TIME):
        return APIConnectTimeoutError(
            f"{request}: there was no connection in time: {said}",
            method=prepared.method,
            url=prepared.safe_url,
        )
    if isinstance(error, httpx.TimeoutException):
        return APITimeoutError(
            f"{request}: there was no complete answer in time: {said}",
            method=prepared.method,
            url=prepared.safe_url,
        )
    if isinstance(error, _NOT_SENT):
        return APIConnectionError(
            f"{request}: the server could not be reached: {said}",
            method=prepared.method,
            url=prepared.safe_url,
        )
    return APIConnectionLostError(
        f"{request}: the connection broke: {said}",
        method=prepared.method,
        url=prepared.safe_url,
    )
