"""Folders as they are in a revision of a git repository."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from pathlib import Path

from ..problem import UnusableSource
from .errors import Fault
from .revisions import NAMED, REVISION, run_git

MAX_FOLDER_BYTES = 2**29
"""Most bytes of the files of a folder that are read."""


def check_revision(revision: str, folder: Path) -> None:
    """Check that the repository of a folder has a revision.

    Raises:
        UnusableSource: it has not, or there is no repository, or no git.
    """
    try:
        if not REVISION.fullmatch(revision):
            raise Fault("source-missing", "This is no name of a revision.")
        run_git(folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    except Fault as fault:
        raise UnusableSource([fault.problem(revision)]) from None


def is_file_of_revision(name: str, folder: Path) -> bool:
    """Whether `REVISION:PATH` names a file; the arguments are those of `revision_folder`."""
    named = _named(name, folder)
    return named is not None and named[1] == b"blob"


def revision_folder(
    name: str, folder: Path, wanted: Callable[[str], bool]
) -> dict[str, bytes] | None:
    """The files below the folder that `REVISION:PATH` names; None where that is no such name, or
    names no folder.

    Args:
        name: what the user gave; a path that begins with `./` starts at `folder`.
        folder: a folder in the repository.
        wanted: tells by the path, from the named folder on, whether a file is read.

    Raises:
        UnusableSource: git fails, or the files are too large.
    """
    named = _named(name, folder)
    if named is None or named[1] != b"tree":
        return None
    try:
        listing = run_git(folder, "ls-tree", "-rzl", "--full-tree", named[0])
        found = dict(_files(listing, wanted))
        if sum(size for _, size in found.values()) > MAX_FOLDER_BYTES:
            message = f"The folder is larger than {MAX_FOLDER_BYTES // 2**20} MiB."
            raise Fault("source-too-large", message)
        return _contents(folder, found)
    except Fault as fault:
        raise UnusableSource([fault.problem(name)]) from None


def _named(name: str, folder: Path) -> tuple[str, bytes] | None:
    """What `REVISION:PATH` names, as git calls it, and its kind; None where there is nothing. The
    reader of documents says what is wrong with such a name."""
    match = NAMED.fullmatch(name)
    if match is None:
        return None
    path = match["path"].replace("\\", "/")
    try:
        if path.split("/")[0] in (".", ".."):
            prefix = run_git(folder, "rev-parse", "--show-prefix").decode().strip()
            path = posixpath.normpath(prefix + path)
        found = f"{match['revision']}:{'' if path == '.' else path.rstrip('/')}"
        return found, run_git(folder, "cat-file", "-t", found).strip()
    except Fault:
        return None


def _files(listing: bytes, wanted: Callable[[str], bool]) -> Iterator[tuple[str, tuple[str, int]]]:
    """Path, object and size in bytes of each regular file in a listing."""
    for line in listing.decode("utf-8", "surrogateescape").split("\0"):
        about, _, path = line.partition("\t")
        mode, _, rest = about.partition(" ")
        if mode in ("100644", "100755") and wanted(path):
            _, sha, size = rest.split()
            yield path, (sha, int(size))


def _contents(folder: Path, files: dict[str, tuple[str, int]]) -> dict[str, bytes]:
    asked = "".join(f"{sha}\n" for sha, _ in files.values()).encode()
    answer = run_git(folder, "cat-file", "--batch", stdin=asked)
    contents = {}
    position = 0
    for path, (_, size) in files.items():
        start = answer.index(b"\n", position) + 1
        contents[path] = answer[start : start + size]
        position = start + size + 1
    return contents
