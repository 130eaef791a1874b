"""From files in memory to files on disk: all of them or none, and only our own."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .errors import FilesInTheWay, OutputError
from .files import digest
from .manifest import MANIFEST, read_manifest


@dataclass(frozen=True, slots=True)
class Written:
    """What became of each file, by relative path."""

    changed: tuple[str, ...]
    """New or different from before."""

    unchanged: tuple[str, ...]
    """Left alone, since they were the same."""

    removed: tuple[str, ...]
    """Generated before, and no longer."""


def write(files: Mapping[str, str], directory: Path, *, force: bool = False) -> Written:
    """Make a folder hold the files; files that clientsmith does not own stay as they are.

    If anything fails, what was there before is there again.

    Args:
        files: relative POSIX path → text, the manifest among them.
        directory: the output folder; it is made if it is missing.
        force: overwrite files that were edited by hand, or that were there before.

    Raises:
        FilesInTheWay: there are such files, and `force` is not set.
        OutputError: the folder or a part of it cannot be written, or is a symbolic link.
    """
    if directory.exists() and not directory.is_dir():
        raise OutputError(f"{directory} is not a folder.")
    old = read_manifest(directory)
    contents = {path: text.encode() for path, text in files.items()}
    changed: list[str] = []
    unchanged: list[str] = []
    removed: list[str] = []
    edited: list[str] = []
    foreign: list[str] = []
    for path, content in contents.items():
        found = _digest_on_disk(directory, path)
        if found == digest(content):
            unchanged.append(path)
            continue
        changed.append(path)
        if found is not None and path != MANIFEST and found != old.get(path):
            (edited if path in old else foreign).append(path)
    for path, sha256 in old.items():
        if path not in files and path != MANIFEST:
            found = _digest_on_disk(directory, path)
            if found is not None:
                removed.append(path)
                if found != sha256:
                    edited.append(path)
    if (edited or foreign) and not force:
        raise FilesInTheWay(str(directory), edited, foreign)
    if changed or removed:
        changed.sort(key=lambda path: (path == MANIFEST, path))
        try:
            _replace(directory, {path: contents[path] for path in changed}, removed)
        except OSError as error:
            name = error.filename or directory
            raise OutputError(
                f"{name} cannot be written: {error.strerror}. Everything is as it was before."
            ) from error
    return Written(tuple(sorted(changed)), tuple(sorted(unchanged)), tuple(sorted(removed)))


def _digest_on_disk(directory: Path, path: str) -> str | None:
    """Hash of the file at a path, None where there is none.

    Raises:
        OutputError: something else than a file is there, or a symbolic link on the way.
    """
    place = directory
    for part in path.split("/"):
        place = place / part
        if place.is_symlink():
            raise OutputError(f"{place} is a symbolic link; clientsmith does not write through it.")
    try:
        return digest(place.read_bytes())
    except FileNotFoundError:
        return None
    except (IsADirectoryError, NotADirectoryError):
        raise OutputError(f"{place}: a file and a folder are in each other's way.") from None
    except OSError as error:
        raise OutputError(f"{place} cannot be read: {error.strerror}.") from None


def _replace(directory: Path, contents: Mapping[str, bytes], removed: list[str]) -> None:
    """Put every file in its place, in the order given, then remove those that are gone."""
    with _workspace(directory) as workspace:
        for number, content in enumerate(contents.values()):
            (workspace / f"new{number}").write_bytes(content)
        undo: list[tuple[Path, Path | None]] = []
        try:
            for number, path in enumerate(removed):
                _step(directory / path, None, workspace / f"gone{number}", undo)
            for number, path in enumerate(contents):
                new, old = workspace / f"new{number}", workspace / f"old{number}"
                _step(directory / path, new, old, undo)
        except BaseException:
            for place, backup in reversed(undo):
                if backup is not None:
                    os.replace(backup, place)
                else:
                    place.unlink(missing_ok=True)
                    _remove_empty_folders(directory, place.parent)
            raise
        for path in removed:
            _remove_empty_folders(directory, (directory / path).parent)


def _step(
    place: Path, new: Path | None, backup: Path, undo: list[tuple[Path, Path | None]]
) -> None:
    """Replace or remove one file, and note how to take that back."""
    place.parent.mkdir(parents=True, exist_ok=True)
    exists = place.exists()
    if exists:
        shutil.copy2(place, backup)
    undo.append((place, backup if exists else None))
    if new is None:
        place.unlink()
    else:
        os.replace(new, place)


@contextmanager
def _workspace(directory: Path) -> Iterator[Path]:
    """A folder on the same file system, gone afterwards; so is the output folder if it stayed empty."""
    home = directory / Path(MANIFEST).parent
    missing = [path for path in (directory, *directory.parents) if not path.exists()]
    home.mkdir(parents=True, exist_ok=True)
    workspace = Path(tempfile.mkdtemp(prefix="tmp-", dir=home))
    try:
        yield workspace
    finally:
        shutil.rmtree(workspace, ignore_errors=True)
        for folder in (home, *missing):
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()


def _remove_empty_folders(directory: Path, folder: Path) -> None:
    """Remove a folder inside the output and those around it, as far as they are empty."""
    while folder != directory and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
