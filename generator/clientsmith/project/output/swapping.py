"""The way that writes an output folder by letting it change places with a new one.

The new folder is made beside the old one, whole: files that stay as they are, ours or not, are hard
links. Once the two have changed places the old folder is brought up to date where nobody looks, and
takes its place again, so that open terminals and watchers keep the folder that they know.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping, Set
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from .changes import Changes
from .errors import OutputError
from .exchange import can_exchange, exchange
from .on_disk import place_of, remove_empty_folders, write_at_once, write_new

MOST_FILES = 10_000
"""With more files that stay as they are, links to all of them cost more than they are worth."""

STATE = "state.json"
"""File beside the output folder in which a run notes what it is about."""

_TREE = "tree"
_VERSION = 1


class CannotSwap(Exception):
    """The folder is not one to change places with another one; nothing has changed."""


@dataclass(frozen=True, slots=True)
class _State:
    """What is known about the files of the folders that change places."""

    replaced: frozenset[str]
    """Paths that the run writes or removes."""

    carried: Mapping[str, int]
    """Path of each other file → its inode, the same in both folders."""


def swap(changes: Changes, directory: Path, home: Path) -> None:
    """Carry out changes; at every moment the folder is as before or has all of them.

    Args:
        changes: what to do.
        directory: the output folder, without symbolic links in its path.
        home: an empty folder beside it, which is empty again afterwards.

    Raises:
        CannotSwap: the folder had better stay where it is; nothing has changed.
        OSError: it could not be done; nothing has changed.
        OutputError: it was done, but a file that came in the meantime could not be moved over.
    """
    is_new = not directory.exists()
    if not is_new:
        _check(directory)
    tree = home / _TREE
    if tree.exists():  # it could not be removed
        raise CannotSwap
    touched = frozenset((*changes.written, *changes.removed))
    folders, carried = ([], {}) if is_new else _inventory(directory, touched)
    try:
        _write_state(home, _State(touched, carried))
        _build(tree, folders, changes, directory, carried)
        if is_new:
            os.rename(tree, directory)
        else:
            exchange(tree, directory)
            with suppress(OSError):  # else the new folder stays in its place
                _bring_up_to_date(tree, changes, directory)
                exchange(tree, directory)
    finally:
        with suppress(OSError):  # the next run tries again
            clear(home, directory)


def clear(home: Path, directory: Path) -> None:
    """Remove a folder that changed places, or was about to, with what else a run left.

    Files of others that came in the meantime move over to the output folder.

    Args:
        home: where the folder is.
        directory: the output folder.

    Raises:
        OutputError: that is not left by clientsmith, or a file of others cannot be moved.
        OSError: something cannot be removed.
    """
    if home.is_symlink() or not home.is_dir():
        return
    (home / f"{STATE}.new").unlink(missing_ok=True)
    state = _read_state(home)
    if state is None:
        return
    if (home / _TREE).exists():
        _take_down(home / _TREE, "", directory, state)
    (home / STATE).unlink()


def _check(directory: Path) -> None:
    """Check that the folder is no place where somebody works.

    Raises:
        CannotSwap: it is.
    """
    if not can_exchange():
        raise CannotSwap
    with suppress(FileNotFoundError):  # the current folder was removed
        here = Path.cwd()
        if here == directory or directory in here.parents:
            raise CannotSwap


def _inventory(directory: Path, touched: Set[str]) -> tuple[list[str], dict[str, int]]:
    """The folders in an output folder, outer ones first, and the inodes of files that stay.

    Raises:
        CannotSwap: they had better not be moved.
    """
    device = directory.stat().st_dev
    folders: list[str] = []
    files: dict[str, int] = {}
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        with os.scandir(directory / folder) as entries:
            for entry in entries:
                path = f"{folder}{entry.name}"
                if entry.name == ".git" or len(files) > MOST_FILES:
                    raise CannotSwap
                if entry.is_dir(follow_symlinks=False):
                    if entry.stat(follow_symlinks=False).st_dev != device:
                        raise CannotSwap
                    folders.append(path)
                    waiting.append(f"{path}/")
                elif not (entry.is_file(follow_symlinks=False) or entry.is_symlink()):
                    raise CannotSwap
                elif path not in touched:
                    files[path] = entry.inode()
    return folders, files


def _build(
    tree: Path, folders: list[str], changes: Changes, directory: Path, carried: Mapping[str, int]
) -> None:
    """Make a folder as the output folder is to be."""
    tree.mkdir()
    for folder in folders:
        (tree / folder).mkdir()
    for path in carried:
        try:
            os.link(directory / path, tree / path, follow_symlinks=False)
        except NotImplementedError:  # links to symbolic links, on some systems
            raise CannotSwap from None
    for path in changes.removed:
        remove_empty_folders(tree, (tree / path).parent)
    for path, content in changes.written.items():
        write_new(tree / path, content, like=directory / path)
    for folder in (*reversed(folders), ""):
        if (directory / folder).is_dir() and (tree / folder).is_dir():
            shutil.copystat(directory / folder, tree / folder)


def _bring_up_to_date(old: Path, changes: Changes, new: Path) -> None:
    """Make the old folder as the new one is."""
    for path in changes.removed:
        (old / path).unlink(missing_ok=True)
        remove_empty_folders(old, (old / path).parent)
    for path in changes.written:
        place = old / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.unlink(missing_ok=True)
        os.link(new / path, place)


def _take_down(folder: Path, path: str, directory: Path, state: _State) -> None:
    """Remove a folder and what we know in it; the rest moves over."""
    if not os.access(folder, os.W_OK | os.X_OK):
        folder.chmod(0o700)
    with os.scandir(folder) as entries:
        for entry in list(entries):
            name = f"{path}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                _take_down(Path(entry.path), f"{name}/", directory, state)
            elif name in state.replaced or state.carried.get(name) == entry.inode():
                os.unlink(entry.path)
            else:
                _move_over(Path(entry.path), name, directory, state)
    folder.rmdir()


def _move_over(file: Path, path: str, directory: Path, state: _State) -> None:
    """Give the output folder a file that came in the meantime, unless it has a newer one."""
    place = place_of(directory, path)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        if _is_older(file, place, state.carried.get(path)):
            file.unlink()
        else:
            os.replace(file, place)
    except OSError as error:
        raise OutputError(
            f"{file} was made while {directory} was written, and cannot be moved there: "
            f"{error.strerror}. Move it yourself."
        ) from None


def _is_older(file: Path, place: Path, carried: int | None) -> bool:
    """Whether a file is older than what is at its place, other than the file that was carried."""
    try:
        there = place.lstat()
    except FileNotFoundError:
        return False
    return there.st_ino != carried and there.st_mtime_ns > file.lstat().st_mtime_ns


def _write_state(home: Path, state: _State) -> None:
    value = {
        "version": _VERSION,
        "folder": home.stat().st_ino,
        "replaced": sorted(state.replaced),
        "carried": state.carried,
    }
    text = json.dumps(value)
    write_at_once(home / STATE, text.encode(), home / f"{STATE}.new")


def _read_state(home: Path) -> _State | None:
    """What a run noted here, None where none did."""
    try:
        value = json.loads((home / STATE).read_bytes())
        if (value["version"], value["folder"]) != (_VERSION, home.stat().st_ino):
            raise ValueError
        return _State(frozenset(value["replaced"]), dict(value["carried"]))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError):
        raise OutputError(
            f"{home} is not what a run of clientsmith left there. Delete it if you do not need it."
        ) from None
