"""The HTTP library httpx, which only this module names."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx

__all__ = ["httpx", "limit_decompression"]

_PIECES = {"gzip": 4096, "deflate": 4096}
"""Bytes that are decompressed at once. Gzip makes a thousand of one, others megabytes."""


def limit_decompression(response: httpx.Response) -> None:
    """Keep a response that is still to be read from taking all memory when it is decompressed,
    before its size can be checked: httpx decompresses each received piece as a whole.
    """
    codings = [
        coding.strip().lower()
        for coding in response.headers.get("content-encoding", "").split(",")
    ]
    codings = [coding for coding in codings if coding not in ("", "identity")]
    if codings:
        size = _PIECES.get(codings[0], 64)
        is_refused = len(codings) > 1
        response.stream = _SmallPieces(response.stream, size, is_refused=is_refused)


class _SmallPieces(httpx.SyncByteStream, httpx.AsyncByteStream):
    """Content of a response in small pieces."""

    def __init__(self, stream: Any, size: int, *, is_refused: bool) -> None:
        self._stream = stream
        self._size = size
        self._is_refused = is_refused

    def _pieces(self, chunk: bytes) -> Iterator[bytes]:
        if self._is_refused:
            raise httpx.DecodingError("it is compressed more than once")
        for start in range(0, len(chunk), self._size):
            yield chunk[start : start + self._size]

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._stream:
            yield from self._pieces(chunk)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._stream:
            for piece in self._pieces(chunk):
                yield piece

    def close(self) -> None:
        self._stream.close()

    async def aclose(self) -> None:
        await self._stream.aclose()
