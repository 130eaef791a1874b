"""Status of an output folder: edited, added and missing files."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ..custom import CUSTOM
from ..output import OutputError, is_interrupted, load_manifest
from .bases import BaseTexts, is_stored
from .edited import Edit, compare_with_manifest
from .markers import marked_lines
from .matching import count_changes

_IGNORED_FOLDERS = {"__pycache__"}


@dataclass(frozen=True, slots=True)
class EditedFile:
    """A generated file that somebody changed."""

    path: str

    added: int | None
    """Number of lines; None if the generated text is unknown, or the file is not text."""

    removed: int | None
    """Lines, as `added`."""

    conflicts: tuple[int, ...]
    """Lines with markers of conflicts that are not resolved."""

    has_base: bool
    """Whether the generated text is stored in the output folder, so that edits can be merged on any
    machine."""


@dataclass(frozen=True, slots=True)
class FolderStatus:
    """Status of an output folder; paths are relative to it and sorted."""

    is_generated: bool
    """Whether there is a manifest."""

    is_interrupted: bool
    """Whether a run was killed while it wrote, or is still writing."""

    files: int
    """Number of files in the manifest."""

    edited: tuple[EditedFile, ...]
    missing: tuple[str, ...]

    custom: tuple[str, ...]
    """Hand-written files in `custom` folders of packages."""

    foreign: tuple[str, ...]
    """Other files in packages that were not generated."""


def folder_status(directory: Path, cache: Path | None) -> FolderStatus:
    """Return the status of an output folder.

    Args:
        directory: the output folder.
        cache: folder for what the user's machine keeps; None where it keeps nothing.

    Raises:
        OutputError: the manifest is damaged, or a file cannot be read.
    """
    manifest = load_manifest(directory)
    files = {} if manifest is None else manifest.files
    found = compare_with_manifest(files, directory)
    bases = BaseTexts(directory, cache)
    others = sorted(
        path
        for package in _packages(files)
        for path in _files_in(directory, package)
        if path not in files
    )
    custom = tuple(path for path in others if PurePosixPath(path).parts[1] == CUSTOM)
    return FolderStatus(
        is_generated=manifest is not None,
        is_interrupted=is_interrupted(directory),
        files=len(files),
        edited=tuple(_edited_file(edit, directory, bases) for edit in found.edits),
        missing=found.missing,
        custom=custom,
        foreign=tuple(path for path in others if path not in custom),
    )


def _edited_file(edit: Edit, directory: Path, bases: BaseTexts) -> EditedFile:
    base = bases(edit.path, edit.sha256)
    added = removed = None
    if base is not None and edit.text is not None:
        added, removed = count_changes(base, edit.text)
    conflicts = marked_lines(edit.text or "", base or "")
    return EditedFile(edit.path, added, removed, conflicts, is_stored(directory, edit.sha256))


def _packages(files: Iterable[str]) -> list[str]:
    """Folders of the import packages that were generated."""
    parts = (PurePosixPath(path).parts for path in files)
    return sorted({each[0] for each in parts if len(each) == 2 and each[1] == "__init__.py"})


def _files_in(directory: Path, package: str) -> Iterator[str]:
    """Files below a package by their paths in the output folder, but for compiled modules."""

    def refuse(error: OSError) -> None:
        raise OutputError(f"{error.filename} cannot be read: {error.strerror}.")

    root = directory / package
    for folder, folders, names in os.walk(root, onerror=refuse if root.is_dir() else None):
        folders[:] = [name for name in folders if name not in _IGNORED_FOLDERS]
        for name in names:
            yield (Path(folder) / name).relative_to(directory).as_posix()
