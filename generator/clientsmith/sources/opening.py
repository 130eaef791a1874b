"""Opens sources: standard input, URLs, git revisions, files and folders."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ..problem import Problem, UnusableSource, quoted
from .folders import open_folder
from .pages import Conflicts, PageOptions
from .parsing import SourceError
from .revisions import open_revision
from .source import FileSource, Source, StreamSource, folders_allowed, shown, special_file
from .web import Remote, is_url


@dataclass(frozen=True, slots=True)
class SourceRequest:
    """The name of a source, with everything that is needed to open it."""

    name: str
    options: PageOptions
    folder: Path
    """Where relative paths start."""

    stdin: BinaryIO | None
    """Stream for `-`; None for the standard input of the process."""

    remote: Remote
    base: Path | None = None
    """Folder that origins of files start at; that of the document where it is None."""


Opener = Callable[[SourceRequest], Source | None]
"""Opens a source; returns None for names of other kinds."""


def open_standard_input(request: SourceRequest) -> Source | None:
    """Open standard input: `-`."""
    return (
        StreamSource(request.stdin or sys.stdin.buffer, options=request.options)
        if request.name == "-"
        else None
    )


def open_address(request: SourceRequest) -> Source | None:
    """Open a URL with `http` or `https`."""
    if not is_url(request.name):
        return None
    from .web.discovery import open_url

    return open_url(request.name, request.remote, request.options)


def open_commit(request: SourceRequest) -> Source | None:
    """Open `REVISION:PATH`, unless there is a file of that name."""
    if "://" in request.name or _exists(request.folder, request.name):
        return None
    return open_revision(request.name, request.folder, request.options)


def open_path(request: SourceRequest) -> Source | None:
    """Open a file or folder."""
    if "://" in request.name:
        return None
    given = request.folder / request.name
    try:
        if given.exists() and not given.is_file() and not given.is_dir():
            return special_file(str(given), given, request.options)
        path = given.resolve()
        is_folder = path.is_dir()
    except (OSError, ValueError, RuntimeError):
        raise SourceError("source-missing", "This is no name of a file that can be read.") from None
    if is_folder:
        return open_folder(path, request.options, request.remote, request.base)
    base = request.base
    origin = shown(given.name or request.name if base is None else os.path.relpath(path, base))
    allowed = folders_allowed(path.parent, request.remote.access.folders)
    return FileSource(origin, path, base or path.parent, allowed, request.options, request.remote)


OPENERS: tuple[Opener, ...] = (open_standard_input, open_address, open_commit, open_path)
"""All kinds of sources, in the order in which they are tried."""


def open_source(
    source: str,
    conflicts: Conflicts,
    folder: Path,
    stdin: BinaryIO | None,
    remote: Remote,
    base: Path | None = None,
) -> Source:
    """Open a source.

    Args:
        source: a name; behind `#` that of one of the documents that pages are made from.
        conflicts: what becomes of parts that pages describe differently.
        folder: where relative paths start.
        stdin: what `-` reads; the standard input of the process where it is None.
        remote: the way to servers.
        base: folder that origins of files start at; that of the document where it is None.

    Raises:
        SourceError: no kind of source takes that name.
    """
    name, _, spec = source.partition("#")
    if not spec or _exists(folder, source):
        name, spec = source, ""
    request = SourceRequest(name, PageOptions(spec, conflicts), folder, stdin, remote, base)
    for opener in OPENERS:
        opened = opener(request)
        if opened is not None:
            return opened
    raise SourceError(
        "source-unsupported",
        "A document is read from a file, a folder, a URL (http, https), a git revision or standard "
        "input (`-`).",
        hint="Download the document and give its path.",
    )


def _exists(folder: Path, name: str) -> bool:
    """Return whether a name is that of a file or a folder."""
    try:
        return (folder / name).exists()
    except (OSError, ValueError):
        return False


MAX_SECONDS = 600
"""Longest time that a command may take, in seconds."""


def output_of(command: Sequence[str], folder: Path) -> bytes:
    """Run a command and return its standard output; its standard error is inherited.

    Args:
        command: program and arguments; no shell is between.
        folder: where it runs.

    Raises:
        UnusableSource: it cannot be run, fails, or takes too long.
    """
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            check=False,
            timeout=MAX_SECONDS,
        )
    except OSError as error:
        raise UnusableSource([_problem(command, f"cannot be run: {error.strerror}")]) from None
    except subprocess.TimeoutExpired:
        raise UnusableSource([_problem(command, f"took longer than {MAX_SECONDS} s")]) from None
    if done.returncode != 0:
        raise UnusableSource([_problem(command, f"failed with exit code {done.returncode}")])
    return done.stdout


def _problem(command: Sequence[str], what: str) -> Problem:
    return SourceError(
        "source-unreadable", f"The command {quoted(' '.join(command))} {what}."
    ).problem("-")
