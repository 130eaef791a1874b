"""Downloads of binary content: streamed or saved to a file, resumed after a lost connection."""

from __future__ import annotations

import datetime as dt
import errno
import os
import re
import stat
import unicodedata
from collections.abc import AsyncGenerator, Generator, Iterator, Mapping
from contextlib import aclosing, closing, suppress
from pathlib import Path
from secrets import token_hex
from types import TracebackType
from typing import Any, Generic, Self, TypeVar, Unpack
from urllib.parse import unquote_to_bytes

from anyio import to_thread

from .bodies import Progress
from .client import AsyncClient, SyncClient
from .client.incoming import (
    AsyncIncoming,
    Incoming,
    Opening,
    StreamedCall,
    content_length,
)
from .client.prepare import CallArguments
from .client.sending import FinalResponse
from .errors import APIConnectionLostError, APIError, APITimeoutError
from .http import httpx, read_http_date
from .requests import Operation
from .responses import RawResponse

_CONTENT_RANGE = re.compile(r"bytes\s+([0-9]{1,18})-[0-9]{1,18}/([0-9]{1,18}|\*)")
_SAFE_AGE = dt.timedelta(seconds=60)
"""Minimum age of a content at the time of its response, so that its date identifies it."""


class ContentVersion:
    """Validators and length of a content, from its first response."""

    def __init__(self, method: str, response: httpx.Response) -> None:
        """Read the headers of a response; `method` is that of the request."""
        headers = response.headers
        is_plain = _is_plain(headers)
        self.length = content_length(headers) if is_plain else None
        """Length in bytes; None if it is unknown, for example because of compression."""

        self._validator = _validator(headers)
        self._modified = headers.get("last-modified", "")
        self._is_safe = method == "GET" and response.status_code == 200
        ranges = headers.get("accept-ranges", "").lower().split(",")
        self._has_ranges = is_plain and "bytes" in map(str.strip, ranges)

    def request(self, position: int) -> Mapping[bytes, bytes] | None:
        """Return headers that request the content after a position; None if ranges cannot be
        requested."""
        if not self._is_safe:
            return None
        if position == 0:
            return {}
        if not self._has_ranges or not self._validator:
            return None
        return {
            b"Range": b"bytes=%d-" % position,
            b"If-Range": self._validator.encode("latin-1"),
        }

    def skipped(self, response: httpx.Response, position: int) -> int | None:
        """Return how many bytes of a response were received before; None if it does not continue
        the same content.

        Args:
            response: Response to such a request.
            position: Requested position.
        """
        status, headers = response.status_code, response.headers
        if position == 0:
            return 0 if status == 200 else None
        if not self._is_same(headers):
            return None
        if status == 200:
            is_told = self._validator.startswith('"') and "etag" in headers
            return position if is_told else None
        found = _CONTENT_RANGE.match(headers.get("content-range", "").strip())
        is_rest = found is not None and int(found[1]) == position
        if status != 206 or not is_rest or not _is_plain(headers):
            return None
        length = _length_of_range(headers)
        return 0 if None in (length, self.length) or length == self.length else None

    def goes_on(self, response: httpx.Response) -> None:
        """Take over the total length from a response with the rest, if it is new."""
        if self.length is not None or not _is_plain(response.headers):
            return
        is_rest = response.status_code == 206
        length = _length_of_range if is_rest else content_length
        self.length = length(response.headers)

    def _is_same(self, headers: httpx.Headers) -> bool:
        """Return whether the validators of a response match this content; a response with the rest
        need not repeat the date (RFC 9110, 15.3.7)."""
        if self._validator.startswith('"'):
            return bool(headers.get("etag", self._validator) == self._validator)
        return bool(headers.get("last-modified", self._modified) == self._modified)


def _is_plain(headers: httpx.Headers) -> bool:
    """Return whether content is not compressed."""
    return bool(headers.get("content-encoding", "identity").lower() == "identity")


def _length_of_range(headers: httpx.Headers) -> int | None:
    """Return the length of the whole content from `Content-Range`; None if it is not given."""
    found = _CONTENT_RANGE.match(headers.get("content-range", "").strip())
    return None if found is None or found[2] == "*" else int(found[2])


def _validator(headers: httpx.Headers) -> str:
    """Return the validator of a content: a strong entity tag, or a date that is old enough; empty
    if there is none."""
    tag = headers.get("etag", "").strip()
    if tag:
        return tag if tag.startswith('"') else ""
    modified = headers.get("last-modified", "").strip()
    try:
        age = read_http_date(headers.get("date", "")) - read_http_date(modified)
    except (TypeError, ValueError, OverflowError):
        return ""
    return modified if age >= _SAFE_AGE else ""


# --- file names (RFC 6266) ------------------------------------------------------------

_PARAMETER = re.compile(
    r""";\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;"]+))""",
    re.DOTALL,
)
_EXTENDED = re.compile(r"(?i:(utf-8|iso-8859-1))'[^']*'(.*)", re.DOTALL)
"""Charset, language and percent-encoded text (RFC 8187, 3.2.1)."""

_SEPARATORS = re.compile(r"[/\\]")
_FORBIDDEN = re.compile(r'[<>:"|?*]')
"""Characters that Windows does not allow in file names."""

_DEVICES = re.compile(
    r"(?i:con|conin\$|conout\$|prn|aux|nul|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])\s*(?:\.|\Z)"
)
_MOST_BYTES = 200
"""Maximum length of a file name; file systems allow 255."""


def filename_of(disposition: str) -> str | None:
    """Return the file name of a `Content-Disposition` header, without folders and safe to append to
    one; None if there is no usable one."""
    found: dict[str, str] = {}
    # Some servers leave out the type that stands in front of the parameters.
    for name, quoted, token in _PARAMETER.findall(f";{disposition}"):
        text = re.sub(r"\\(.)", r"\1", quoted, flags=re.DOTALL) if quoted else token
        found.setdefault(name.lower(), text)
    return _harmless(_extended(found.get("filename*", "")) or found.get("filename", ""))


def _extended(text: str) -> str:
    """Decode a value in the extended notation; empty if it is invalid."""
    match = _EXTENDED.fullmatch(text)
    if match is None:
        return ""
    return unquote_to_bytes(match[2]).decode(match[1], "replace")


def _harmless(name: str) -> str | None:
    """Return a safe file name for all systems: neither hidden, nor a device, nor misleading; None
    if there is none."""
    name = unicodedata.normalize("NFC", _SEPARATORS.split(name)[-1])
    name = "".join(char for char in name if unicodedata.category(char)[0] != "C")
    name = " ".join(_FORBIDDEN.sub("_", name).split()).lstrip(".").strip(" .")
    if _DEVICES.match(name):
        name = f"_{name}"
    return _shortened(name) or None


def _shortened(name: str) -> str:
    """Shorten a file name to the allowed length, keeping its extension."""
    if len(name.encode()) <= _MOST_BYTES:
        return name
    stem, dot, ending = name.rpartition(".")
    if not stem or len(ending.encode()) > 16:
        stem, dot, ending = name, "", ""
    most = _MOST_BYTES - len(f"{dot}{ending}".encode())
    return stem.encode()[:most].decode("utf-8", "ignore") + dot + ending


# --- files that are complete or absent ------------------------------------------------


class PartFile:
    """Temporary file that is renamed to its final path when it is complete, and removed otherwise
    at the end of a `with` block.

    A replaced file passes on its permissions, and a link remains a link to the replaced file.
    Devices and pipes are written directly.

    Raises:
        OSError: The file cannot be written, or its path is a folder.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        """Create a temporary file; `path` is the final path; an existing file is replaced."""
        self._path = Path(path)
        mode = _mode(self._path)
        if mode is not None and stat.S_ISDIR(mode):
            raise IsADirectoryError(
                errno.EISDIR, os.strerror(errno.EISDIR), str(self._path)
            )
        self._part: Path | None = None
        if mode is not None and not stat.S_ISREG(mode):
            self._file = open(self._path, "wb")  # noqa: SIM115 (closed by __exit__)
            return
        self._target = Path(os.path.realpath(self._path))
        self._part = self._target.with_name(f".{token_hex(8)}.part")
        self._file = open(self._part, "xb")  # noqa: SIM115 (closed by __exit__)
        if mode is not None:
            with suppress(OSError):  # some file systems have no permissions
                self._part.chmod(stat.S_IMODE(mode))

    def write(self, data: bytes) -> None:
        """Add to the file."""
        self._file.write(data)

    def finish(self) -> Path:
        """Rename the completed file, and return its path."""
        self._file.close()
        if self._part is not None:
            os.replace(self._part, self._target)
        return self._path

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc_value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        with suppress(OSError):  # a full disk takes no rest, either
            self._file.close()
        if self._part is not None:
            with suppress(OSError):
                self._part.unlink()


def _mode(path: Path) -> int | None:
    """Return type and permissions of the file at a path; None if there is none."""
    try:
        return path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None


# --- downloads ------------------------------------------------------------------------

R = TypeVar("R", Incoming, AsyncIncoming)

_INTERRUPTIONS = (APIConnectionLostError, APITimeoutError)


class _Download(Generic[R]):
    """Base class of downloads."""

    def __init__(self, incoming: R, response: RawResponse) -> None:
        """Create a download; clients do this.

        Args:
            incoming: Source of the content.
            response: Head of the response.
        """
        self.response = response
        """The response without its content: status, headers, request id."""

        self._incoming: R = incoming
        self._whole = self._representation()
        self._position = 0
        self._skipped = 0
        """Number of bytes to skip, as the server sends the whole content again."""

        self._is_begun = False
        self._is_closed = False

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.response.method} {self.response.url}>"

    @property
    def content_type(self) -> str:
        """Media type of the content; empty if the server sends none."""
        return self.response.headers.get("content-type", "")

    @property
    def length(self) -> int | None:
        """Length in bytes; None if the server sends none, or compresses the content."""
        return self._whole.length

    @property
    def filename(self) -> str | None:
        """File name that the server suggests (RFC 6266), without folders and unsafe characters, but
        still untrusted; None if it suggests none."""
        return filename_of(self.response.headers.get("content-disposition", ""))

    def _begin(self) -> None:
        if self._is_begun:
            raise RuntimeError("The content of a download can only be read once.")
        self._is_begun = True

    def _new(self, chunk: bytes) -> bytes:
        """Return the new part of a chunk; if there is one, the retry count is reset.

        Raises:
            APIConnectionLostError: There is more content than announced.
        """
        if self._skipped:
            before = min(self._skipped, len(chunk))
            self._skipped -= before
            chunk = chunk[before:]
        if chunk:
            self._position += len(chunk)
            self._incoming.call.progressed()
            if self.length is not None and self._position > self.length:
                raise self._lost(f"received more than {self.length} bytes")
        return chunk

    def _check_length(self) -> None:
        """Check at the end that the whole content has arrived."""
        length = self._whole.length
        if length is not None and self._position != length:
            raise self._lost(f"received {self._position} of {length} bytes")

    def _request_after(self, error: APIError) -> Mapping[bytes, bytes] | None:
        """Return headers that request the rest; None if it cannot be requested."""
        is_interruption = isinstance(error, _INTERRUPTIONS) and not self._is_closed
        return self._whole.request(self._position) if is_interruption else None

    def _check_open(self) -> None:
        if self._is_closed:
            raise RuntimeError("The download is closed.")

    def _go_on(self, final: FinalResponse) -> None:
        """Continue with a response that holds the rest.

        Raises:
            APIConnectionLostError: It does not.
        """
        skipped = self._whole.skipped(final.response, self._position)
        if skipped is None:
            status = final.response.status_code
            raise self._lost(
                f"the rest of the content is unavailable: the server responded with {status}"
            )
        if self._position == 0:
            self._whole = self._representation()
        self._whole.goes_on(final.response)
        self._skipped = skipped
        self._incoming.repeats(skipped)

    def _representation(self) -> ContentVersion:
        incoming = self._incoming
        return ContentVersion(incoming.call.prepared.method, incoming.response)

    def _lost(self, problem: str) -> APIConnectionLostError:
        call = self._incoming.call
        return APIConnectionLostError(
            f"{self.response.method} {self.response.url}: the connection was lost: {problem}",
            method=self.response.method,
            url=self.response.url,
            attempts=call.attempts,
        )


class Download(_Download[Incoming]):
    """Binary content that is streamed.

    It is closed when it has been read to the end, when reading fails, and by `with`. If the
    connection is lost, the rest is requested, provided that the server supports it (`ETag` or
    `Last-Modified`, and `Accept-Ranges`), up to the number of retries in a row without progress.

    Raises:
        APIConnectionLostError: The connection was lost.
        APITimeoutError: No data arrived within the timeout.
        ResponseTooLargeError: The content exceeds `max_response_bytes`.
    """

    @staticmethod
    def open(
        client: SyncClient,
        operation: Operation[Any],
        **arguments: Unpack[CallArguments],
    ) -> Download:
        """Call an operation, and stream the binary content of its response.

        Args:
            client: Client that sends.
            operation: Operation to call.
            arguments: Arguments of the call.

        Raises:
            APIError: The call failed; see its subclasses.
        """
        call, final = client._send(operation, _uncompressed(arguments), StreamedCall)
        if not call.stays_open(final.response):
            client._read(call, final)  # raises: it is no success
        raw = client._record(call, final)
        return Download(Incoming(call, final.response, client._connection), raw)

    def iter_bytes(self, chunk_size: int | None = None) -> Generator[bytes, None, None]:
        """Iterate over the content in chunks. The connection is closed after the last one, or with
        the iterator.

        Args:
            chunk_size: Size of each chunk except the last in bytes; None for chunks as they arrive.

        Raises:
            APIError: The content is incomplete.
            RuntimeError: The content was read before, or is closed.
        """
        portions = ChunkBuffer(chunk_size)
        self._begin()
        return self._portions(portions)

    def read(self) -> bytes:
        """Return the whole content.

        Raises:
            APIError: The content is incomplete.
            RuntimeError: The content was read before, or is closed.
        """
        return b"".join(self.iter_bytes())

    def save(
        self, path: str | os.PathLike[str], *, on_progress: Progress | None = None
    ) -> Path:
        """Write the content to a file. It is written to a temporary file, which is renamed when it
        is complete.

        Args:
            path: Path of the file; an existing file is replaced.
            on_progress: Called with the bytes received so far, and the total if known.

        Returns:
            The path.

        Raises:
            APIError: The content is incomplete.
            OSError: The file cannot be written.
            RuntimeError: The content was read before, or is closed.
        """
        with self, PartFile(path) as file, closing(self.iter_bytes()) as pieces:
            for piece in pieces:
                file.write(piece)
                if on_progress is not None:
                    on_progress(self._position, self.length)
            return file.finish()

    def _portions(self, portions: ChunkBuffer) -> Generator[bytes, None, None]:
        try:
            while (chunk := self._next()) is not None:
                yield from portions.feed(chunk)
            yield from portions.rest()
        finally:
            self.close()

    def _next(self) -> bytes | None:
        """Return the next chunk; None at the end."""
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
        """Close the connection if it is open; nothing can be read afterwards."""
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
    """Binary content that is streamed asynchronously; see `Download`.

    It is closed when it has been read to the end, when reading fails, and by `async with`.

    Raises:
        APIConnectionLostError: The connection was lost.
        APITimeoutError: No data arrived within the timeout.
        ResponseTooLargeError: The content exceeds `max_response_bytes`.
    """

    @staticmethod
    def open(
        client: AsyncClient,
        operation: Operation[Any],
        **arguments: Unpack[CallArguments],
    ) -> Opening[AsyncDownload]:
        """Prepare to call an operation, and to stream the binary content of its response.

        Args:
            client: Client that sends.
            operation: Operation to call.
            arguments: Arguments of the call.

        Raises:
            APIError: The call failed; see its subclasses.
        """
        return Opening(AsyncDownload._open(client, operation, **arguments))

    @staticmethod
    async def _open(
        client: AsyncClient,
        operation: Operation[Any],
        **arguments: Unpack[CallArguments],
    ) -> AsyncDownload:
        call, final = await client._send(
            operation, _uncompressed(arguments), StreamedCall
        )
        if not call.stays_open(final.response):
            client._read(call, final)  # raises: it is no success
        raw = client._record(call, final)
        return AsyncDownload(
            AsyncIncoming(call, final.response, client._connection), raw
        )

    def iter_bytes(self, chunk_size: int | None = None) -> AsyncGenerator[bytes, None]:
        """Iterate over the content in chunks. The connection is closed after the last one, or with
        the iterator (`aclose`).

        Args:
            chunk_size: Size of each chunk except the last in bytes; None for chunks as they arrive.

        Raises:
            APIError: The content is incomplete.
            RuntimeError: The content was read before, or is closed.
        """
        portions = ChunkBuffer(chunk_size)
        self._begin()
        return self._portions(portions)

    async def read(self) -> bytes:
        """Return the whole content.

        Raises:
            APIError: The content is incomplete.
            RuntimeError: The content was read before, or is closed.
        """
        return b"".join([piece async for piece in self.iter_bytes()])

    async def save(
        self, path: str | os.PathLike[str], *, on_progress: Progress | None = None
    ) -> Path:
        """Write the content to a file. It is written to a temporary file, which is renamed when it
        is complete.

        Args:
            path: Path of the file; an existing file is replaced.
            on_progress: Called with the bytes received so far, and the total if known.

        Returns:
            The path.

        Raises:
            APIError: The content is incomplete.
            OSError: The file cannot be written.
            RuntimeError: The content was read before, or is closed.
        """
        async with self, aclosing(self.iter_bytes()) as pieces:
            with PartFile(path) as file:
                async for piece in pieces:
                    await to_thread.run_sync(file.write, piece)
                    if on_progress is not None:
                        on_progress(self._position, self.length)
                return await to_thread.run_sync(file.finish)

    async def _portions(self, portions: ChunkBuffer) -> AsyncGenerator[bytes, None]:
        try:
            while (chunk := await self._next()) is not None:
                for portion in portions.feed(chunk):
                    yield portion
            for portion in portions.rest():
                yield portion
        finally:
            await self.aclose()

    async def _next(self) -> bytes | None:
        """Return the next chunk; None at the end."""
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
        """Close the connection if it is open; nothing can be read afterwards."""
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


def _uncompressed(arguments: CallArguments) -> CallArguments:
    """Return the arguments of a call that requests uncompressed content, whose length is known and
    which can be resumed. Options of the call take precedence."""
    headers = {"Accept-Encoding": "identity", **(arguments.get("headers") or {})}
    return {**arguments, "headers": headers}


class ChunkBuffer:
    """Regroups chunks of any size into chunks of one size."""

    def __init__(self, size: int | None) -> None:
        """Create an empty buffer; `size` is a number of bytes; None keeps chunks as they are."""
        if size is not None and size < 1:
            raise ValueError(f"The size of a chunk must be positive, not {size}.")
        self._size = size
        self._begun = bytearray()

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """Yield the chunks completed by the given one."""
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
        """Yield the last chunk, if there is one."""
        if self._begun:
            yield bytes(self._begun)
