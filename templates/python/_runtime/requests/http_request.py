"""Requests of the HTTP library, made of what was put together here."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping

from ..client.prepare import Prepared
from ..errors import InvalidRequestError
from ..http import httpx

_WITH_CONTENT = frozenset(("PATCH", "POST", "PUT", "QUERY"))
"""Methods whose requests tell the length of their content even if it is 0 (RFC 9110, 8.6)."""

_LENGTHS = frozenset((b"content-length", b"transfer-encoding"))


def http_request(
    prepared: Prepared,
    content: bytes | Iterator[bytes] | AsyncIterator[bytes] | None,
    timeout: Mapping[str, float | None],
) -> httpx.Request:
    """A request of the HTTP library, which is sent as it is.

    Args:
        prepared: what it is made of.
        content: its body.
        timeout: seconds for each step.

    Raises:
        InvalidRequestError: its URL cannot be used.
    """
    extensions = {"timeout": timeout}
    try:
        url = httpx.URL(prepared.url)
    except httpx.InvalidURL as error:
        raise InvalidRequestError(f"The URL cannot be used: {error}") from None
    method, headers = prepared.method, prepared.headers
    if not (content is None or isinstance(content, bytes)):
        request = httpx.Request(
            method, url, headers=headers, content=content, extensions=extensions
        )
        request.method = method
        return request
    # With a body of bytes there is nothing to find out: the library takes the request as it is,
    # which costs it half the time.
    names = {name.lower() for name, _ in headers}
    if b"host" not in names:
        headers = [(b"Host", url.netloc), *headers]
    if (content or method in _WITH_CONTENT) and names.isdisjoint(_LENGTHS):
        headers = [*headers, (b"Content-Length", b"%d" % len(content or b""))]
    request = httpx.Request(
        method,
        url,
        headers=headers,
        stream=httpx.ByteStream(content or b""),
        extensions=extensions,
    )
    # The library makes capitals of methods, whose case counts (RFC 9110, 9.1).
    request.method = method
    request.read()
    return request
