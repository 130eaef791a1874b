"""Requests of the HTTP library: how they are made, sent, and answered."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

from .errors import InvalidRequestError
from .failures import failure
from .http import httpx
from .prepare import Prepared

_STEPS = ("connect", "read", "write", "pool")


def send(http: httpx.Client, prepared: Prepared) -> httpx.Response:
    """Send a request; the content of the answer is still to be read.

    Raises:
        APIError: there is no answer.
    """
    request = _request(prepared, _sync_content(prepared))
    try:
        return http.send(request, stream=True, follow_redirects=False)
    except httpx.HTTPError as error:
        raise failure(prepared, error, None) from error


def load(prepared: Prepared, response: httpx.Response) -> httpx.Response:
    """Read the whole content of an answer, and close it.

    Raises:
        APIError: the content did not come.
    """
    try:
        try:
            response.read()
        finally:
            response.close()
    except httpx.HTTPError as error:
        raise failure(prepared, error, response) from error
    return response


async def send_async(http: httpx.AsyncClient, prepared: Prepared) -> httpx.Response:
    """Send a request; the content of the answer is still to be read.

    Raises:
        APIError: there is no answer.
    """
    request = _request(prepared, _async_content(prepared))
    try:
        return await http.send(request, stream=True, follow_redirects=False)
    except httpx.HTTPError as error:
        raise failure(prepared, error, None) from error


async def load_async(prepared: Prepared, response: httpx.Response) -> httpx.Response:
    """Read the whole content of an answer, and close it.

    Raises:
        APIError: the content did not come.
    """
    try:
        try:
            await response.aread()
        finally:
            await response.aclose()
    except httpx.HTTPError as error:
        raise failure(prepared, error, response) from error
    return response


def _request(
    prepared: Prepared, content: bytes | Iterator[bytes] | AsyncIterator[bytes] | None
) -> httpx.Request:
    try:
        return httpx.Request(
            prepared.method,
            prepared.url,
            headers=prepared.headers,
            content=content,
            extensions={"timeout": dict.fromkeys(_STEPS, prepared.timeout)},
        )
    except httpx.InvalidURL as error:
        raise InvalidRequestError(f"The URL cannot be used: {error}") from None


def _sync_content(prepared: Prepared) -> bytes | Iterator[bytes] | None:
    data = prepared.payload.data if prepared.payload else None
    if data is None or isinstance(data, bytes):
        return data
    if data.is_async:
        raise InvalidRequestError(
            "An asynchronous iterator needs the asynchronous client."
        )
    return iter(data)


def _async_content(prepared: Prepared) -> bytes | AsyncIterator[bytes] | None:
    data = prepared.payload.data if prepared.payload else None
    return data if data is None or isinstance(data, bytes) else aiter(data)
