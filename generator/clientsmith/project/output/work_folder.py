"""A folder for unfinished work, which one run at a time may use.

The operating system holds the lock on a file in it, so a killed run leaves none; what such a run
leaves in the folder is free for the next one.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from .errors import OutputError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

WAIT = 60.0
"""Seconds to wait for another run."""

LOCK = "lock"
"""File in such a folder that the operating system locks."""

_PAUSE = 0.02
_HELD = (errno.EAGAIN, errno.EACCES, errno.EDEADLK)


def work_folder_of(place: Path) -> Path:
    """Return the folder for unfinished work on a file, next to it."""
    return place.with_name(f".{place.name}.clientsmith")


@contextmanager
def exclusive(place: Path, home: Path) -> Iterator[None]:
    """Lock a folder for unfinished work; it is removed afterwards if it is empty.

    Args:
        place: what the work is about, for the message.
        home: the folder; it is made with those around it.

    Raises:
        OutputError: another run does not end.
        OSError: the folder cannot be had.
    """
    missing = [folder for folder in home.parents if not folder.exists()]
    try:
        handle = _locked(place, home)
    except OSError:
        _remove_empty(missing)
        raise
    try:
        yield
    finally:
        _release(handle, home)
        _remove_empty(missing)


def _locked(place: Path, home: Path) -> int:
    end = time.monotonic() + WAIT
    while True:
        home.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):
            home.mkdir()
        _check_owner(home)
        with suppress(FileNotFoundError):  # another run has ended and taken its folder away
            handle = os.open(home / LOCK, os.O_RDWR | os.O_CREAT, 0o666)
            if _is_taken(handle) and _is_there(handle, home / LOCK):
                return handle
            os.close(handle)
        if time.monotonic() > end:
            raise OutputError(
                f"Another run of clientsmith is working on {place} and did not end within {WAIT:.0f} "
                "seconds. Try again when it has ended."
            )
        time.sleep(_PAUSE)


def _check_owner(home: Path) -> None:
    """Check that a folder belongs to the current user.

    Raises:
        OSError: it is not.
    """
    with suppress(FileNotFoundError):  # another run has ended and taken it away
        found = home.lstat()
        is_folder = stat.S_ISDIR(found.st_mode)
        if not is_folder or (sys.platform != "win32" and found.st_uid != os.geteuid()):
            code = errno.EPERM if is_folder else errno.ENOTDIR
            raise OSError(code, os.strerror(code), str(home))


def _is_taken(handle: int) -> bool:
    """Take the lock of a file; file systems that have none are trusted."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in _HELD
    return True


def _is_there(handle: int, lock: Path) -> bool:
    """Return whether the file is still the one at its place: runs that end remove theirs."""
    try:
        return os.path.samestat(os.fstat(handle), os.stat(lock, follow_symlinks=False))
    except FileNotFoundError:
        return False


def _release(handle: int, home: Path) -> None:
    if sys.platform == "win32":  # there an open file stays
        os.close(handle)
    with suppress(OSError):
        os.unlink(home / LOCK)
    with suppress(OSError):
        home.rmdir()
    if sys.platform != "win32":
        os.close(handle)


def _remove_empty(folders: list[Path]) -> None:
    for folder in folders:
        with suppress(OSError):
            folder.rmdir()
