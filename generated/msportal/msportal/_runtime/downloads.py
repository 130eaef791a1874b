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
from typing import Generic, Self, TypeVar
from urllib.parse import unquote_to_bytes

from anyio import to_thread

from .client.incoming import AsyncIncoming, Incoming, content_length
from .client.prepare import CallArguments
from .client.sending import Answer
from .codec.text_forms import read_http_date
from .errors import APIConnectionLostError, APIError, APITimeoutError
from .http import httpx
from .requests.bodies import Progress
from .responses import RawResponse

_CONTENT_RANGE = re.compile(r"bytes\s+([0-9]{1,18})-[0-9]{1,18}/([0-9]{1,18}|\*)")
_SAFE_AGE = dt.timedelta(seconds=60)
"""By how much a content must be older than its answer for its date to tell it from a later one."""


class Representation:
    """What the first answer says of a content as a whole."""

    def __init__(self, method: str, response: httpx.Response) -> None:
        """`method` is that of the request, `response` the answer."""
        headers = response.headers
        is_plain = _is_plain(headers)
        self.length = content_length(headers) if is_plain else None
        """Number of bytes; None where it is not known, be it for compression."""

        self._validator = _validator(headers)
        self._modified = headers.get("last-modified", "")
        self._is_safe = method == "GET" and response.status_code == 200
        ranges = headers.get("accept-ranges", "").lower().split(",")
        self._has_ranges = is_plain and "bytes" in map(str.strip, ranges)

    def request(self, position: int) -> Mapping[bytes, bytes] | None:
        """Headers that ask for what follows a position; None where the server cannot be asked."""
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
        """How many bytes of an answer were there before; None where it is not the rest of the same
        content.

        Args:
            response: the answer to such a request.
            position: what was asked for.
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
        """Learn from an answer with the rest how much there is in all, where that is new."""
        if self.length is not None or not _is_plain(response.headers):
            return
        is_rest = response.status_code == 206
        length = _length_of_range if is_rest else content_length
        self.length = length(response.headers)

    def _is_same(self, headers: httpx.Headers) -> bool:
        """Whether nothing that an answer says of its content tells it from this one; an answer with
        the rest need not repeat the date (RFC 9110, 15.3.7)."""
        if self._validator.startswith('"'):
            return bool(headers.get("etag", self._validator) == self._validator)
        return bool(headers.get("last-modified", self._modified) == self._modified)


def _is_plain(headers: httpx.Headers) -> bool:
    """Whether content comes as it is, without compression."""
    return bool(headers.get("content-encoding", "identity").lower() == "identity")


def _length_of_range(headers: httpx.Headers) -> int | None:
    """Length of the whole content that an answer holds a range of; None where it is not told."""
    found = _CONTENT_RANGE.match(headers.get("content-range", "").strip())
    return None if found is None or found[2] == "*" else int(found[2])


def _validator(headers: httpx.Headers) -> str:
    """What tells a content from any other one at the same place: a strong entity tag, or a date that
    is old enough; empty where there is none."""
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
"""What names of files cannot hold on Windows."""

_DEVICES = re.compile(
    r"(?i:con|conin\$|conout\$|prn|aux|nul|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])\s*(?:\.|\Z)"
)
_MOST_BYTES = 200
"""Of a name; file systems take 255."""


def filename_of(disposition: str) -> str | None:
    """The name that a header gives a file, without folders and safe to be put behind one; None
    where it gives none that is of use."""
    found: dict[str, str] = {}
    # Some servers leave out the type that stands in front of the parameters.
    for name, quoted, token in _PARAMETER.findall(f";{disposition}"):
        text = re.sub(r"\\(.)", r"\1", quoted, flags=re.DOTALL) if quoted else token
        found.setdefault(name.lower(), text)
    return _harmless(_extended(found.get("filename*", "")) or found.get("filename", ""))


def _extended(text: str) -> str:
    """A value in the extended notation; empty where it is none."""
    match = _EXTENDED.fullmatch(text)
    if match is None:
        return ""
    return unquote_to_bytes(match[2]).decode(match[1], "replace")


def _harmless(name: str) -> str | None:
    """A name of one file, whatever system it is for: neither hidden, nor a device, nor one that is
    shown as another one."""
    name = unicodedata.normalize("NFC", _SEPARATORS.split(name)[-1])
    name = "".join(char for char in name if unicodedata.category(char)[0] != "C")
    name = " ".join(_FORBIDDEN.sub("_", name).split()).lstrip(".").strip(" .")
    if _DEVICES.match(name):
        name = f"_{name}"
    return _shortened(name) or None


def _shortened(name: str) -> str:
    """A name that file systems take, with its ending."""
    if len(name.encode()) <= _MOST_BYTES:
        return name
    stem, dot, ending = name.rpartition(".")
    if not stem or len(ending.encode()) > 16:
        stem, dot, ending = name, "", ""
    most = _MOST_BYTES - len(f"{dot}{ending}".encode())
    return stem.encode()[:most].decode("utf-8", "ignore") + dot + ending


# --- files that are complete or absent ------------------------------------------------


class PartFile:
    """A file under another name beside the one that it gets when it is whole; what is not finished
    at the end of a `with` block is removed.

    A file that is replaced hands on its permissions, and a link stays a link to what is replaced.
    What is no file, such as a device or a pipe, is written as it is.

    Raises:
        OSError: it cannot be written, or its name is that of a folder.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        """`path` is that of the whole file; one that exists is replaced."""
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
        """Give the file its name; it is whole. Gives back its path."""
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
    """What a path leads to, and with which permissions; None where there is nothing."""
    try:
        return path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None


# --- downloads ------------------------------------------------------------------------

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
