"""Writes an output folder file by file, after noting what is to be done.

New contents are put into the folder `PENDING` first. From the moment the journal is there the work
is as good as done: who looks at the output folder next finishes it.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .errors import OutputError
from .files import check_path, digest
from .manifest import MANIFEST, read_manifest
from .on_disk import checked_path, digest_on_disk, remove_empty_folders, replace_file, write_new
from .work_folder import LOCK, exclusive

PENDING = ".clientsmith/pending"
"""Folder for unfinished work in the output folder."""

_JOURNAL = "journal.json"
_VERSION = 1


@dataclass(frozen=True, slots=True)
class FileChanges:
    """Files to write and to remove, by relative path."""

    written: Mapping[str, bytes]
    """Contents in the order in which they are written; the manifest is the last one."""

    removed: tuple[str, ...]

    before: Mapping[str, str | None]
    """`digest` of what is at each of these paths now; None where nothing is."""

    def __bool__(self) -> bool:
        return bool(self.written or self.removed)


@dataclass(frozen=True, slots=True)
class _Step:
    """A change of one file; hashes are `digest`s."""

    path: str

    before: str | None
    """Hash of what is there; None where nothing is."""

    after: str | None
    """Hash of what is to be there; None where the file is to be removed."""

    number: int

    @property
    def staged(self) -> str:
        """Path of the new content until the step is done, relative to the output folder."""
        return f"{PENDING}/new{self.number}"

    @property
    def backup(self) -> str:
        """Path of the old content until all steps are done."""
        return f"{PENDING}/old{self.number}"


def write_with_journal(changes: FileChanges, directory: Path) -> None:
    """Apply changes; if the run is killed meanwhile, `finish` does the rest.

    Args:
        changes: what to do.
        directory: the output folder, in which `PENDING` is there for this run alone, and empty.

    Raises:
        OSError: it could not be done; everything is as before.
        OutputError: it could be neither done nor undone.
    """
    steps = _steps(changes)
    done: list[_Step] = []
    try:
        for step in steps:
            if step.after is not None:
                content = changes.written[step.path]
                write_new(directory / step.staged, content, like=directory / step.path)
        _write_journal(directory / PENDING, steps)
        for step in steps:
            done.append(step)
            _apply(step, directory)
    except BaseException as error:
        try:
            for step in reversed(done):
                _revert(step, directory)
        except OSError as second:
            raise OutputError(
                f"{directory} is written in part: {second.strerror}. Run this again to finish it."
            ) from error
        with suppress(OSError):
            _discard(directory)
        raise
    with suppress(OSError):  # the next run tries again
        _remove_empty_folders(steps, directory)
        _discard(directory)


def is_interrupted(directory: Path) -> bool:
    """Return whether a run that wrote to an output folder was killed, or one is at it just now."""
    return os.path.lexists(directory / PENDING)


def recover(directory: Path) -> None:
    """Finish or undo the work of a killed run; commands call this before they read an output
    folder.

    Raises:
        OutputError: it cannot be finished, what is there is no run's, or another run does not end.
    """
    if not is_interrupted(directory):
        return
    real = Path(os.path.realpath(directory))
    try:
        with exclusive(directory, checked_path(real, PENDING)):
            finish(real)
    except OSError as error:
        if _has_journal(real):
            raise OutputError(
                f"A run of clientsmith that wrote to {directory} was interrupted, and cannot be "
                f"finished: {error.strerror}."
            ) from None


def finish(directory: Path) -> None:
    """Finish the journal of a killed run, or remove its unfinished work if there is none.

    Files that were changed since stay as they are, and count as edited.

    Raises:
        OutputError: the journal is not of such a run, or damaged; nothing has changed.
        OSError: it cannot be done.
    """
    pending = checked_path(directory, PENDING)
    if _has_journal(directory):
        steps = _read_journal(directory)
        waiting = [step for step in steps if _is_waiting(step, directory)]
        edited = [step.path for step in waiting if _is_edited(step, directory)]
        for step in waiting:
            place = directory / step.path
            if step.path in edited:
                continue
            if step.after is None:
                place.unlink()
            elif step.path == MANIFEST and edited:
                text = _manifest_with(edited, directory, step)
                replace_file(place, text.encode(), pending / "manifest.new")
            else:
                place.parent.mkdir(parents=True, exist_ok=True)
                os.replace(directory / step.staged, place)
        _remove_empty_folders(steps, directory)
    _discard(directory)


def _has_journal(directory: Path) -> bool:
    """Return whether a run was killed whose work is to be finished."""
    return os.path.lexists(directory / PENDING / _JOURNAL)


def _discard(directory: Path) -> None:
    """Remove what is pending, the journal first; the folder itself goes with its lock.

    Raises:
        OSError: it cannot be removed.
    """
    pending = directory / PENDING
    (pending / _JOURNAL).unlink(missing_ok=True)
    with os.scandir(pending) as entries:
        for entry in list(entries):
            if entry.name != LOCK and not entry.is_dir(follow_symlinks=False):
                os.unlink(entry.path)


def _steps(changes: FileChanges) -> tuple[_Step, ...]:
    after = {path: digest(content) for path, content in changes.written.items()}
    return tuple(
        _Step(path, changes.before[path], after.get(path), number)
        for number, path in enumerate((*changes.removed, *changes.written))
    )


def _apply(step: _Step, directory: Path) -> None:
    place, backup = directory / step.path, directory / step.backup
    if place.exists():
        try:
            os.link(place, backup)
        except OSError:
            shutil.copy2(place, backup)
    if step.after is None:
        place.unlink()
    else:
        place.parent.mkdir(parents=True, exist_ok=True)
        os.replace(directory / step.staged, place)


def _revert(step: _Step, directory: Path) -> None:
    """Undo a step, or the part of it that was done; until the end it can be taken again."""
    place, staged, backup = (directory / each for each in (step.path, step.staged, step.backup))
    if step.after is not None and not staged.exists():
        os.replace(place, staged)
    if backup.exists():
        os.replace(backup, place)
    remove_empty_folders(directory, place.parent)


def _remove_empty_folders(steps: Iterable[_Step], directory: Path) -> None:
    for step in steps:
        if step.after is None:
            remove_empty_folders(directory, (directory / step.path).parent)


def _is_waiting(step: _Step, directory: Path) -> bool:
    """Return whether a step is still to be taken.

    Raises:
        OutputError: it cannot be.
    """
    found = digest_on_disk(directory, step.path)
    if step.after is None:
        return found is not None
    staged = digest_on_disk(directory, step.staged)
    if staged is None and (found is None or found != step.before):
        return False  # it is in its place, or was
    if staged != step.after:
        raise _damaged(directory)
    return True


def _is_edited(step: _Step, directory: Path) -> bool:
    """Return whether somebody changed a file between the run that was killed and this one."""
    found = digest_on_disk(directory, step.path)
    return step.path != MANIFEST and found not in (None, step.before, step.after)


def _manifest_with(edited: Iterable[str], directory: Path, step: _Step) -> str:
    """Return the new manifest, in which edited files have the hashes that they had in the old
    one."""
    before = read_manifest(directory)
    value: dict[str, Any] = json.loads((directory / step.staged).read_bytes())
    hashes: dict[str, str] = value["files"]
    for path in edited:
        hashes.pop(path, None)
        if path in before:
            hashes[path] = before[path]
    value["files"] = dict(sorted(hashes.items()))
    return json.dumps(value, indent=2) + "\n"


def _write_journal(pending: Path, steps: Iterable[_Step]) -> None:
    value = {
        "version": _VERSION,
        "folder": pending.stat().st_ino,
        "steps": [[step.path, step.before, step.after] for step in steps],
    }
    text = json.dumps(value, indent=1)
    replace_file(pending / _JOURNAL, text.encode(), pending / f"{_JOURNAL}.new")


def _read_journal(directory: Path) -> tuple[_Step, ...]:
    """Read the journal; it is valid only in the folder that it was written in, not in a copy."""
    place = checked_path(directory, f"{PENDING}/{_JOURNAL}")
    try:
        value: Any = json.loads(place.read_bytes())
        if (value["version"], value["folder"]) != (_VERSION, place.parent.stat().st_ino):
            raise ValueError
        return tuple(_checked_steps(value["steps"]))
    except (OSError, ValueError, TypeError, KeyError, OutputError):
        raise _damaged(directory) from None


def _checked_steps(steps: list[list[Any]]) -> Iterator[_Step]:
    for number, (path, before, after) in enumerate(steps):
        if not isinstance(path, str) or {type(before), type(after)} - {str, type(None)}:
            raise TypeError
        check_path(path)
        if ".git" in path.casefold().split("/"):
            raise OutputError(path)
        yield _Step(path, before, after, number)


def _damaged(directory: Path) -> OutputError:
    return OutputError(
        f"{directory / PENDING} is what a run that was interrupted left, but it is damaged or from "
        "another folder. Delete it, and generate with --force."
    )
