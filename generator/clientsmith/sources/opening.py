"""From what a user named to a source: standard input, a URL, a revision, a file or a folder."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ..problem import Problem, UnusableSource, quoted
from .errors import Fault
from .folders import open_folder
from .pages import Choice, Conflicts
from .revisions import open_revision
from .source import FileSource, Pipe, Source, folders_allowed, shown, special_file
from .web import Remote, is_url


@dataclass(frozen=True, slots=True)
class Named:
    """What a user named as source, and what it is to be understood by."""

    name: str
    choice: Choice
    folder: Path
    """Where relative paths start."""

    stdin: BinaryIO | None
    """What `-` reads; the standard input of the process where it is None."""

    remote: Remote
    base: Path | None = None
    """Folder that origins of files start at; that of the document where it is None."""


Opener = Callable[[Named], Source | None]
"""Gives the source that was named; None where it is another opener's."""


def open_standard_input(named: Named) -> Source | None:
    """Takes `-`."""
    return Pipe(named.stdin or sys.stdin.buffer, choice=named.choice) if named.name == "-" else None


def open_address(named: Named) -> Source | None:
    """Takes URLs with `http` and `https`."""
    if not is_url(named.name):
        return None
    from .web.discovery import open_url

    return open_url(named.name, named.remote, named.choice)


def open_commit(named: Named) -> Source | None:
    """Takes `REVISION:PATH`, where there is no such file."""
    if "://" in named.name or _exists(named.folder, named.name):
        return None
    return open_revision(named.name, named.folder, named.choice)


def open_path(named: Named) -> Source | None:
    """Takes everything that is no URL."""
    if "://" in named.name:
        return None
    given = named.folder / named.name
    try:
        if given.exists() and not given.is_file() and not given.is_dir():
            return special_file(str(given), given, named.choice)
        path = given.resolve()
        is_folder = path.is_dir()
    except (OSError, ValueError, RuntimeError):
        raise Fault("source-missing", "This is no name of a file that can be read.") from None
    if is_folder:
        return open_folder(path, named.choice, named.remote, named.base)
    base = named.base
    origin = shown(given.name or named.name if base is None else os.path.relpath(path, base))
    allowed = folders_allowed(path.parent, named.remote.access.folders)
    return FileSource(origin, path, base or path.parent, allowed, named.choice, named.remote)


OPENERS: tuple[Opener, ...] = (open_standard_input, open_address, open_commit, open_path)
"""All kinds of sources; the first opener that takes a name has it."""


def open_source(
    source: str,
    conflicts: Conflicts,
    folder: Path,
    stdin: BinaryIO | None,
    remote: Remote,
    base: Path | None = None,
) -> Source:
    """The source that a user named.

    Args:
        source: a name; behind `#` that of one of the documents that pages are made from.
        conflicts: what becomes of parts that pages describe differently.
        folder: where relative paths start.
        stdin: what `-` reads; the standard input of the process where it is None.
        remote: the way to servers.
        base: folder that origins of files start at; that of the document where it is None.

    Raises:
        Fault: no kind of source takes that name.
    """
    name, _, spec = source.partition("#")
    if not spec or _exists(folder, source):
        name, spec = source, ""
    named = Named(name, Choice(spec, conflicts), folder, stdin, remote, base)
    for opener in OPENERS:
        opened = opener(named)
        if opened is not None:
            return opened
    raise Fault(
        "source-unsupported",
        "A document is read from a file, a folder, a URL (http, https), a git revision or standard "
        "input (`-`).",
        hint="Download the document and give its path.",
    )


def _exists(folder: Path, name: str) -> bool:
    """Whether a name is that of a file or a folder."""
    try:
        return (folder / name).exists()
    except (OSError, ValueError):
        return False


MAX_SECONDS = 600
"""Longest time that a command may take, in seconds."""


def output_of(command: Sequence[str], folder: Path) -> bytes:
    """What a command prints on standard output; what it prints on standard error goes where ours goes.

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
    return Fault("source-unreadable", f"The command {quoted(' '.join(command))} {what}.").problem(
        "-"
    )
