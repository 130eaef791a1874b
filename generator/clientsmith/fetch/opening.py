"""From what a user named to a source: standard input, a URL, a revision, a file or a folder."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from .fault import Fault
from .folders import open_folder
from .pages import Choice
from .revisions import open_revision
from .sources import FileSource, Pipe, Source, shown, special_file
from .web import Remote, is_url
from .web.discovery import open_url


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


Opener = Callable[[Named], Source | None]
"""Gives the source that was named; None where it is another opener's."""


def open_standard_input(named: Named) -> Source | None:
    """Takes `-`."""
    return Pipe(named.stdin or sys.stdin.buffer, choice=named.choice) if named.name == "-" else None


def open_address(named: Named) -> Source | None:
    """Takes URLs with `http` and `https`."""
    return open_url(named.name, named.remote, named.choice) if is_url(named.name) else None


def open_commit(named: Named) -> Source | None:
    """Takes `REVISION:PATH`, where there is no such file."""
    if "://" in named.name or exists(named.folder, named.name):
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
        return open_folder(path, named.choice, named.remote)
    origin = shown(given.name or named.name)
    return FileSource(origin, path, path.parent, named.choice, named.remote)


OPENERS: tuple[Opener, ...] = (open_standard_input, open_address, open_commit, open_path)
"""All kinds of sources; the first opener that takes a name has it."""


def open_source(named: Named) -> Source:
    """The source that a user named.

    Raises:
        Fault: no kind of source takes that name.
    """
    for opener in OPENERS:
        source = opener(named)
        if source is not None:
            return source
    raise Fault(
        "source-unsupported",
        "A document is read from a file, a folder, a URL (http, https), a git revision or standard "
        "input (`-`).",
        hint="Download the document and give its path.",
    )


def exists(folder: Path, name: str) -> bool:
    """Whether a name is that of a file or a folder."""
    try:
        return (folder / name).exists()
    except (OSError, ValueError):
        return False
