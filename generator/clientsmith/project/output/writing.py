"""Writes files: all of them or none, and only those that clientsmith owns."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from .errors import FilesInTheWay, OutputError
from .files import digest, is_same
from .journal import PENDING, FileChanges, finish, recover, write_with_journal
from .manifest import MANIFEST, read_manifest
from .on_disk import bytes_on_disk, checked_path, digest_on_disk, replace_file
from .records import is_record
from .work_folder import exclusive, work_folder_of

_NOTHING: Mapping[str, str] = MappingProxyType({})


def none_released(path: str) -> bool:
    """Return that no file is left to its owner."""
    return False


@dataclass(frozen=True, slots=True)
class WrittenFiles:
    """Files by what happened to them, as relative paths."""

    changed: tuple[str, ...]
    """New or different from before."""

    unchanged: tuple[str, ...]
    """Left alone, since they were the same."""

    removed: tuple[str, ...]
    """Generated before, and no longer."""


def write(
    files: Mapping[str, str],
    directory: Path,
    *,
    force: bool = False,
    kept: Mapping[str, str] = _NOTHING,
    released: Callable[[str], bool] = none_released,
) -> WrittenFiles:
    """Make a folder hold the files; files that clientsmith does not own stay as they are.

    If anything fails, what was there before is there again. If the run is killed, the folder is as
    before or as it was to be, in part perhaps until the next command looks at it (`journal`).

    Args:
        files: relative POSIX path → text, the manifest among them.
        directory: the output folder; it is made if it is missing.
        force: overwrite files that were edited by hand, or that were there before.
        kept: relative POSIX path → text that is to be there in place of the generated one, or
            work_folder_of the generated ones; what is there now does not count as edited.
        released: returns whether a file that is no longer generated stays if it was edited.

    Raises:
        FilesInTheWay: there are such files, and `force` is not set.
        OutputError: the folder or a part of it cannot be written, or is a symbolic link.
    """
    if os.path.exists(directory) and not directory.is_dir():
        raise OutputError(f"{directory} is not a folder.")
    recover(directory)
    wanted = {**files, **kept}
    plan = _plan(wanted, directory, kept=kept, force=force, released=released)
    if not plan.changes:
        return plan.written
    real = Path(os.path.realpath(directory))
    try:
        with exclusive(directory, checked_path(real, PENDING)):
            finish(real)
            # Another run may have been here.
            plan = _plan(wanted, directory, kept=kept, force=force, released=released)
            if plan.changes:
                for path in plan.changes.before:
                    _check_writable(real, path)
                write_with_journal(plan.changes, real)
    except OSError as error:
        raise OutputError(
            f"{_culprit(error, real) or directory} cannot be written: {error.strerror}. "
            "Everything is as it was before."
        ) from error
    return plan.written


@dataclass(frozen=True, slots=True)
class _Plan:
    """Changes to make, and their result."""

    changes: FileChanges
    written: WrittenFiles


def _plan(
    wanted: Mapping[str, str],
    directory: Path,
    *,
    kept: Mapping[str, str],
    force: bool,
    released: Callable[[str], bool],
) -> _Plan:
    """Compare what is wanted with what is there; the arguments are those of `write`.

    Raises:
        FilesInTheWay: as `write`.
        OutputError: something there cannot be read or replaced.
    """
    old = read_manifest(directory)
    contents: dict[str, bytes] = {}
    before: dict[str, str | None] = {}
    unchanged: list[str] = []
    removed: list[str] = []
    edited: list[str] = []
    foreign: list[str] = []
    for path in sorted(wanted, key=lambda path: (path == MANIFEST, path)):
        content = wanted[path].encode()
        present = bytes_on_disk(directory, path)
        if present is not None and is_same(present, content):
            unchanged.append(path)
            continue
        found = None if present is None else digest(present)
        contents[path], before[path] = content, found
        is_ours = found in (None, old.get(path)) or path in kept or is_record(path)
        if not is_ours:
            (edited if path in old else foreign).append(path)
    for path, sha256 in old.items():
        if path not in wanted and path != MANIFEST:
            found = digest_on_disk(directory, path)
            if found is not None and (found == sha256 or not released(path)):
                removed.append(path)
                before[path] = found
                if found != sha256:
                    edited.append(path)
    if (edited or foreign) and not force:
        raise FilesInTheWay(str(directory), edited, foreign)
    return _Plan(
        FileChanges(contents, tuple(removed), before),
        WrittenFiles(tuple(sorted(contents)), tuple(sorted(unchanged)), tuple(sorted(removed))),
    )


def _check_writable(directory: Path, path: str) -> None:
    """Check the folder of a file, or the one in which that is to be made.

    Raises:
        OSError: it cannot be written.
    """
    folder = (directory / path).parent
    while folder != directory and not folder.exists():
        folder = folder.parent
    if folder.exists() and not os.access(folder, os.W_OK | os.X_OK):
        raise OSError(errno.EACCES, os.strerror(errno.EACCES), str(folder))


def _culprit(error: OSError, directory: Path) -> str | None:
    """Return the file in the output folder that an error is about, where there is one."""
    names = [str(name) for name in (error.filename2, error.filename) if name]
    unfinished = str(directory / PENDING)
    inside = [n for n in names if n.startswith(str(directory)) and not n.startswith(unfinished)]
    return next(iter(inside), None)


_NEW = "new"


def write_file(place: Path, text: str) -> bool:
    """Make a file hold a text in UTF-8; if anything fails or the run is killed, it is what it was.

    Returns:
        whether it was another one before.

    Raises:
        OutputError: it cannot be written, or the place is a folder.
    """
    content = text.encode()
    try:
        target = Path(os.path.realpath(place))  # a link stays, and leads to the new content
        if target.is_dir():
            raise OutputError(f"{place} is a folder.")
        if target.is_file() and target.read_bytes() == content:
            with suppress(OSError):
                _clear(target)
            return False
        home = work_folder_of(target)
        with exclusive(place, home):
            new = home / _NEW
            try:
                replace_file(target, content, new, is_synced=True)
            finally:
                new.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(f"{place} cannot be written: {error.strerror}.") from None
    return True


def _clear(place: Path) -> None:
    """Remove what a run that was killed left work_folder_of a file."""
    home = work_folder_of(place)
    if home.is_dir():
        with exclusive(place, home):
            (home / _NEW).unlink(missing_ok=True)


def write_cached(place: Path, content: bytes) -> None:
    """Put a file into a cache, whole or not at all.

    Raises:
        OSError: that cannot be done.
    """
    import tempfile  # most runs have everything in the cache

    place.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        os.replace(name, place)
    finally:
        Path(name).unlink(missing_ok=True)
