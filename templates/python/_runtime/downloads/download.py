"""Downloads: binary content that is read while it comes, or saved to a file."""

from __future__ import annotations

import os
from collections.abc import AsyncGenerator, Generator, Iterator, Mapping
from contextlib import aclosing, closing
from pathlib import Path
from types import TracebackType
from typing import Generic, Self, TypeVar

from anyio import to_thread

from ..client.incoming import AsyncIncoming, Incoming
from ..client.prepare import CallArguments
from ..client.sending import Answer
from ..errors import APIConnectionLostError, APIError, APITimeoutError
from ..requests.progress import Progress
from ..responses.raw_response import RawResponse
from .byte_ranges import Representation
from .content_disposition import filename_of
from .part_files import PartFile

R = TypeVar("R", Incoming, AsyncIncoming)

_INTERRUPTIONS = (APIConnectionLostError, APITimeoutError)


class _Download(Generic[R]):
    """What both kinds of downloads share."""

    def __init__(self, incoming: R, response: RawResponse) -> None:
        """Downloads are made by the clients.

        Args:
            incoming: where the content comes from.
            response: the head of the answer.
        """
        self.response = response
        """The answer without its content: status, headers, request id."""

        self._incoming: R = incoming
        self._whole = self._representation()
        self._position = 0
        self._skipped = 0
        """Bytes that come once more, as the server sends all of the content again."""

        self._is_begun = False
        self._is_closed = False

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.response.method} {self.response.url}>"

    @property
    def content_type(self) -> str:
        """Media type of the content; empty where the server tells none."""
        return self.response.headers.get("content-type", "")

    @property
    def length(self) -> int | None:
        """Number of bytes; None where the server does not tell, or where it sends them compressed."""
        return self._whole.length

    @property
    def filename(self) -> str | None:
        """The name that the server suggests for a file (RFC 6266): one without folders and without
        what systems take amiss, but still not yours; None where it suggests none."""
        return filename_of(self.response.headers.get("content-disposition", ""))

    def _begin(self) -> None:
        if self._is_begun:
            raise RuntimeError("The content of a download can be read once.")
        self._is_begun = True

    def _new(self, chunk: bytes) -> bytes:
        """What of a piece was not there before; where there is something, tries are counted from
        zero again.

        Raises:
            APIConnectionLostError: there is more than there can be.
        """
        if self._skipped:
            before = min(self._skipped, len(chunk))
            self._skipped -= before
            chunk = chunk[before:]
        if chunk:
            self._position += len(chunk)
            self._incoming.call.progressed()
            if self.length is not None and self._position > self.length:
                raise self._lost(f"more than {self.length} bytes came")
        return chunk

    def _check_length(self) -> None:
        """Check at the end that the whole content came."""
        length = self._whole.length
        if length is not None and self._position != length:
            raise self._lost(f"{self._position} of {length} bytes came")

    def _request_after(self, error: APIError) -> Mapping[bytes, bytes] | None:
        """Headers that ask for what is left; None where it cannot be asked for."""
        is_interruption = isinstance(error, _INTERRUPTIONS) and not self._is_closed
        return self._whole.request(self._position) if is_interruption else None

    def _check_open(self) -> None:
        if self._is_closed:
            raise RuntimeError("The download is closed.")

    def _go_on(self, answer: Answer) -> None:
        """Go on with an answer that holds what is left.

        Raises:
            APIConnectionLostError: it does not.
        """
        skipped = self._whole.skipped(answer.response, self._position)
        if skipped is None:
            status = answer.response.status_code
            raise self._lost(
                f"the rest of the content cannot be had: the server answered {status}"
            )
        if self._position == 0:
            self._whole = self._representation()
        self._whole.goes_on(answer.response)
        self._skipped = skipped
        self._incoming.repeats(skipped)

    def _representation(self) -> Representation:
        incoming = self._incoming
        return Representation(incoming.call.prepared.method, incoming.response)

    def _lost(self, problem: str) -> APIConnectionLostError:
        call = self._incoming.call
        return APIConnectionLostError(
            f"{self.response.method} {self.response.url}: the connection broke: {problem}",
            method=self.response.method,
            url=self.response.url,
            attempts=call.attempts,
        )


class Download(_Download[Incoming]):
    """Binary content that is read while it comes.

    It is closed when it has been read to its end, when reading it fails, and by `with`. Where the
    connection breaks, what is left is asked for, if the server says that it can be (`ETag` or
    `Last-Modified`, and `Accept-Ranges`); as many times in a row without a further byte as the call
    may be tried anew.

    Raises:
        APIConnectionLostError: the connection broke.
        APITimeoutError: nothing came for as long as the timeout allows.
        ResponseTooLargeError: there are more bytes than `max_response_bytes` allows.
    """

    def iter_bytes(self, chunk_size: int | None = None) -> Generator[bytes, None, None]:
        """The content, piece by piece; the connection is closed behind the last one, or when the
        iterator is.

        Args:
            chunk_size: bytes of each piece but the last; None for pieces as they come.

        Raises:
            APIError: the content did not come as a whole.
            RuntimeError: it was read before, or is closed.
        """
        portions = Portions(chunk_size)
        self._begin()
        return self._portions(portions)

    def read(self) -> bytes:
        """The whole content.

        Raises:
            APIError: it did not come as a whole.
            RuntimeError: it was read before, or is closed.
        """
        return b"".join(self.iter_bytes())

    def save(
        self, path: str | os.PathLike[str], *, on_progress: Progress | None = None
    ) -> Path:
        """Write the content to a file, which is there only when it is whole: until then, the
        content is in a file beside it.

        Args:
            path: of the file; one that exists is replaced.
            on_progress: called with the number of bytes that came so far, and of all, where known.

        Returns:
            The path.

        Raises:
            APIError: the content did not come as a whole.
            OSError: the file cannot be written.
            RuntimeError: the content was read before, or is closed.
        """
        with self, PartFile(path) as file, closing(self.iter_bytes()) as pieces:
            for piece in pieces:
                file.write(piece)
                if on_progress is not None:
                    on_progress(self._position, self.length)
            return file.finish()

    def _portions(self, portions: Portions) -> Generator[bytes, None, None]:
        try:
            while (chunk := self._next()) is not None:
                yield from portions.feed(chunk)
            yield from portions.rest()
        finally:
            self.close()

    def _next(self) -> bytes | None:
        """What came since; None at the end."""
        self._check_open()
        while True:
            try:
                chunk = self._incoming.next()
                if chunk is None:
                    self._check_length()
                    return None
            except APIError as error:
                self._go_on(self._incoming.resume(error, self._request_after(error)))
            else:
                if chunk := self._new(chunk):
                    return chunk

    def close(self) -> None:
        """Close the connection, unless that has happened; nothing can be read any more."""
        self._is_closed = True
        self._incoming.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc_value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


class AsyncDownload(_Download[AsyncIncoming]):
    """Binary content that is read while it comes, without blocking; as `Download`.

    It is closed when it has been read to its end, when reading it fails, and by `async with`.

    Raises:
        APIConnectionLostError: the connection broke.
        APITimeoutError: nothing came for as long as the timeout allows.
        ResponseTooLargeError: there are more bytes than `max_response_bytes` allows.
    """

    def iter_bytes(self, chunk_size: int | None = None) -> AsyncGenerator[bytes, None]:
        """The content, piece by piece; the connection is closed behind the last one, or when the
        iterator is (`aclose`).

        Args:
            chunk_size: bytes of each piece but the last; None for pieces as they come.

        Raises:
            APIError: the content did not come as a whole.
            RuntimeError: it was read before, or is closed.
        """
        portions = Portions(chunk_size)
        self._begin()
        return self._portions(portions)

    async def read(self) -> bytes:
        """The whole content.

        Raises:
            APIError: it did not come as a whole.
            RuntimeError: it was read before, or is closed.
        """
        return b"".join([piece async for piece in self.iter_bytes()])

    async def save(
        self, path: str | os.PathLike[str], *, on_progress: Progress | None = None
    ) -> Path:
        """Write the content to a file, which is there only when it is whole: until then, the
        content is in a file beside it.

        Args:
            path: of the file; one that exists is replaced.
            on_progress: called with the number of bytes that came so far, and of all, where known.

        Returns:
            The path.

        Raises:
            APIError: the content did not come as a whole.
            OSError: the file cannot be written.
            RuntimeError: the content was read before, or is closed.
        """
        async with self, aclosing(self.iter_bytes()) as pieces:
            with PartFile(path) as file:
                async for piece in pieces:
                    await to_thread.run_sync(file.write, piece)
                    if on_progress is not None:
                        on_progress(self._position, self.length)
                return await to_thread.run_sync(file.finish)

    async def _portions(self, portions: Portions) -> AsyncGenerator[bytes, None]:
        try:
            while (chunk := await self._next()) is not None:
                for portion in portions.feed(chunk):
                    yield portion
            for portion in portions.rest():
                yield portion
        finally:
            await self.aclose()

    async def _next(self) -> bytes | None:
        """What came since; None at the end."""
        self._check_open()
        while True:
            try:
                chunk = await self._incoming.next()
                if chunk is None:
                    self._check_length()
                    return None
            except APIError as error:
                request = self._request_after(error)
                self._go_on(await self._incoming.resume(error, request))
            else:
                if chunk := self._new(chunk):
                    return chunk

    async def aclose(self) -> None:
        """Close the connection, unless that has happened; nothing can be read any more."""
        self._is_closed = True
        await self._incoming.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc_value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.aclose()


def uncompressed(arguments: CallArguments) -> CallArguments:
    """Arguments of a call that asks for bytes as they are: only of these the number is known, and
    what is left can be asked for. Options of the call have the last word."""
    headers = {"Accept-Encoding": "identity", **(arguments.get("headers") or {})}
    return {**arguments, "headers": headers}


class Portions:
    """Pieces of any size, put together anew as pieces of one size."""

    def __init__(self, size: int | None) -> None:
        """`size` is a number of bytes; None leaves pieces as they are."""
        if size is not None and size < 1:
            raise ValueError(f"The size of a chunk must be positive, not {size}.")
        self._size = size
        self._begun = bytearray()

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """The pieces that end in a chunk."""
        size = self._size
        if size is None:
            yield chunk
            return
        self._begun += chunk
        whole = len(self._begun) - len(self._begun) % size
        data = bytes(self._begun[:whole])
        del self._begun[:whole]
        for start in range(0, whole, size):
            yield data[start : start + size]

    def rest(self) -> Iterator[bytes]:
        """The last piece, where one is begun."""
        if self._begun:
            yield bytes(self._begun)
