"""Sources of documents: files and streams, and what their references point to."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Protocol
from urllib.parse import unquote, urlsplit

from ..document import relative_origin
from ..problem import quoted
from ..work_trees import is_inside, work_tree
from .content import MAX_BYTES, LoadedDocument, read_content
from .pages import PageOptions
from .parsing import SourceError
from .web import Remote, is_url
from .web.source import referred_source

_CHUNK = 256 * 1024
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


class Source(Protocol):
    """One document before it is read."""

    @property
    def origin(self) -> str:
        """Name in messages: a path relative to the root document's folder, or `-`."""
        ...

    @property
    def identity(self) -> str:
        """Equal for two sources if and only if they are the same document."""
        ...

    def load(self, *, is_root: bool) -> LoadedDocument:
        """Read the document.

        Args:
            is_root: whether it is the one that the user named.

        Raises:
            SourceError: there is no such document, or it cannot be read, is too large or broken.
            UnusableSource: it is put together from pages, which is not possible.
        """
        ...

    def relative(self, path: str) -> Source:
        """Return the source that a relative reference (RFC 3986, without fragment) points to; it is
        not read yet.

        Raises:
            SourceError: documents of this source may not refer to that place.
        """
        ...


@dataclass(frozen=True, slots=True)
class FileSource:
    """A local file. References may point to files in the allowed folders, after symbolic links are
    resolved."""

    origin: str
    path: Path
    """Absolute, without symbolic links."""

    folder: Path
    """Folder that origins start at, absolute and without symbolic links: that of the root document."""

    allowed: tuple[Path, ...] = ()
    """Folders that references may lead into, absolute and without symbolic links."""

    options: PageOptions = field(default_factory=PageOptions)
    """Options for a file that is a documentation page."""

    remote: Remote | None = None
    """Fetches referenced URLs; None where they are not allowed."""

    @property
    def identity(self) -> str:
        """The absolute path."""
        return str(self.path)

    def load(self, *, is_root: bool) -> LoadedDocument:
        """See `Source.load`."""
        return read_content(self.read(), self.origin, self.options if is_root else None)

    def read(self) -> bytes:
        """Return the bytes of the file.

        Raises:
            SourceError: there is no such file, it cannot be read, or it is too large.
        """
        try:
            with self.path.open("rb") as stream:
                return _read(stream)
        except FileNotFoundError:
            raise SourceError(
                "source-missing",
                f"There is no file {quoted(str(self.path), 200)}.",
                hint=self._similar_file(),
            ) from None
        except IsADirectoryError:
            raise SourceError("source-unreadable", "This is a folder, not a file.") from None
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise SourceError(
                "source-unreadable", f"The file cannot be read: {reason.lower()}."
            ) from None

    def relative(self, path: str) -> Source:
        """See `Source.relative`."""
        return relative_source(self.origin, self.folder, self.allowed, path, self.remote)

    def _similar_file(self) -> str:
        try:
            names = [name for name in os.listdir(self.path.parent) if len(name) < 100]
        except OSError:
            return ""
        found = get_close_matches(self.path.name[:100], names[:1000], n=1, cutoff=0.75)
        return f"Did you mean {quoted(found[0])}?" if found else ""


@dataclass(frozen=True, slots=True)
class StreamSource:
    """A document from a stream, which has no folder and so no relative references."""

    stream: BinaryIO
    origin: str = "-"
    identity: str = "-"
    options: PageOptions = field(default_factory=PageOptions)

    def load(self, *, is_root: bool) -> LoadedDocument:
        """See `Source.load`."""
        try:
            raw = _read(self.stream)
        except OSError as error:
            raise SourceError(
                "source-unreadable", f"The document cannot be read: {error.strerror}."
            ) from None
        return read_content(raw, self.origin, self.options if is_root else None)

    def relative(self, path: str) -> Source:
        """See `Source.relative`; there are none."""
        refuse_absolute(path)
        raise SourceError(
            "reference-refused",
            f"A document that is piped in cannot refer to the file {quoted(path)}.",
            hint="Give the path of the document instead.",
        )


def folders_allowed(folder: Path, more: Iterable[Path]) -> tuple[Path, ...]:
    """Return the folders that references of a root document may point into: the git work tree around
    it, or else the folder above its own unless that is the root of the file system; and those that
    users allow.

    Args:
        folder: of the root document, absolute and without symbolic links.
        more: what users allow.
    """
    top = work_tree(folder)
    if top is None:
        top = folder.parent if folder.parent != Path(folder.anchor) else folder
    own = () if top == Path(top.anchor) else (top,)
    return (*own, *(each.resolve() for each in more))


def relative_source(
    origin: str, folder: Path, allowed: tuple[Path, ...], path: str, remote: Remote | None
) -> Source:
    """Open the file or URL that a reference in a local document points to.

    Args:
        origin: of the document that has the reference.
        folder: that origins start at, absolute and without symbolic links.
        allowed: folders that references may lead into.
        path: the reference without its fragment.
        remote: the way to servers.

    Raises:
        SourceError: documents may not refer to that place.
    """
    if remote is not None and is_url(path):
        return referred_source(path, remote)
    if remote is None or not remote.access.folders:
        refuse_absolute(path)
    try:
        target = (folder / _path_of(origin, path)).resolve()
        special = target.exists() and not target.is_file()
        name = shown(os.path.relpath(target, folder))
    except (OSError, ValueError, RuntimeError):
        raise SourceError("reference-refused", f"{quoted(path)} is no name of a file.") from None
    if not any(is_inside(target, each) for each in allowed):
        raise SourceError(
            "reference-refused",
            f"The reference to {quoted(path)} leaves the folders that documents may read from.",
            hint="Files may lie in the git work tree of the root document or, without one, in its folder, "
            "in the one above it, and below; `--allow-file DIR` allows another folder.",
        )
    if special:
        raise SourceError("reference-refused", f"{quoted(path)} is no regular file.")
    return FileSource(name, target, folder, allowed, remote=remote)


def _path_of(origin: str, path: str) -> str:
    """Return the path of a referenced file: relative, absolute, or a `file` URL (RFC 8089).

    Raises:
        SourceError: it is another URL.
    """
    if path[:5].lower() == "file:":
        parts = urlsplit(path)
        if parts.netloc.lower() in ("", "localhost"):
            from urllib.request import url2pathname  # brings half of http with it

            return url2pathname(parts.path)
    elif path.startswith("/") and not path.startswith("//"):
        return unquote(path)
    refuse_absolute(path)
    return relative_origin(origin, path)


def special_file(name: str, given: Path, options: PageOptions) -> StreamSource:
    """Open a file that can be read only once, such as a named pipe."""
    with given.open("rb") as stream:
        return StreamSource(BytesIO(_read(stream)), shown(name), name, options)


def _read(stream: BinaryIO) -> bytes:
    chunks: list[bytes] = []
    size = 0
    while chunk := stream.read(_CHUNK):
        size += len(chunk)
        if size > MAX_BYTES:
            raise SourceError(
                "source-too-large", f"The document is larger than {MAX_BYTES // 2**20} MiB."
            )
        chunks.append(chunk)
    return b"".join(chunks)


def refuse_absolute(path: str) -> None:
    """Refuse references that are URLs or absolute paths.

    Raises:
        SourceError: it is one.
    """
    if _SCHEME.match(path) or path.startswith("//"):
        raise SourceError(
            "reference-refused",
            f"The reference to {quoted(path)} is a URL that documents may not refer to.",
            hint="Download that document and refer to it by a relative path.",
        )
    if path.startswith(("/", "\\")):
        raise SourceError(
            "reference-refused",
            f"The reference to {quoted(path)} is an absolute path.",
            hint="Refer to the file by a relative path, or allow its folder with `--allow-file DIR`.",
        )


def shown(path: str) -> str:
    """Return a path of the file system as text, with forward slashes."""
    return os.fsencode(path).decode("utf-8", "backslashreplace").replace(os.sep, "/")
