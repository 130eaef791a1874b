"""From what a user named to a source: standard input, a URL, a file or a folder."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from .fault import Fault
from .folders import open_folder
from .pages import Choice, Conflicts
from .sources import FileSource, Pipe, Source, shown, special_file
from .web import Remote, is_url
from .web.discovery import open_url

Opener = Callable[[str, BinaryIO | None, Choice, Remote], Source | None]
"""Takes what the user named as source, standard input, what was chosen, and the way to servers; None
where it is another opener's."""


def open_standard_input(
    name: str, stdin: BinaryIO | None, choice: Choice, remote: Remote
) -> Source | None:
    """Takes `-`."""
    return Pipe(stdin or sys.stdin.buffer, choice=choice) if name == "-" else None


def open_path(name: str, stdin: BinaryIO | None, choice: Choice, remote: Remote) -> Source | None:
    """Takes everything that is no URL."""
    if "://" in name:
        return None
    given = Path(name)
    try:
        if given.exists() and not given.is_file() and not given.is_dir():
            return special_file(name, given, choice)
        path = given.resolve()
        is_folder = path.is_dir()
    except (OSError, ValueError, RuntimeError):
        raise Fault("source-missing", "This is no name of a file that can be read.") from None
    if is_folder:
        return open_folder(path, choice, remote)
    return FileSource(shown(given.name or name), path, path.parent, choice, remote)


def open_address(
    name: str, stdin: BinaryIO | None, choice: Choice, remote: Remote
) -> Source | None:
    """Takes URLs with `http` and `https`."""
    return open_url(name, remote, choice) if is_url(name) else None


OPENERS: tuple[Opener, ...] = (open_standard_input, open_address, open_path)
"""All kinds of sources; the first opener that takes a name has it."""


def open_source(name: str, stdin: BinaryIO | None, conflicts: Conflicts, remote: Remote) -> Source:
    """The source that a user named.

    Args:
        name: path, URL, or `-`; behind `#` the name of one of the documents that pages are made from.
        stdin: what `-` reads; the standard input of the process where it is None.
        conflicts: what becomes of parts that pages describe differently.
        remote: the way to servers.

    Raises:
        Fault: no kind of source takes that name.
    """
    path, _, spec = name.partition("#")
    if not spec or _exists(name):
        path, spec = name, ""
    for opener in OPENERS:
        source = opener(path, stdin, Choice(spec, conflicts), remote)
        if source is not None:
            return source
    raise Fault(
        "source-unsupported",
        "A document is read from a file, a folder, a URL (http, https) or standard input (`-`).",
        hint="Download the document and give its path.",
    )


def _exists(name: str) -> bool:
    try:
        return Path(name).exists()
    except (OSError, ValueError):
        return False
