"""Reads and writes single files of an output folder, never through symbolic links."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from .errors import OutputError
from .files import digest


def checked_path(directory: Path, path: str) -> Path:
    """Return the path of a file, without symbolic links on the way.

    Raises:
        OutputError: a symbolic link is on the way.
    """
    place = directory
    for part in path.split("/"):
        place = place / part
        if place.is_symlink():
            raise OutputError(f"{place} is a symbolic link; clientsmith does not write through it.")
    return place


def content_on_disk(place: Path) -> bytes | None:
    """Return the content of a file; None where there is none.

    Raises:
        OutputError: it cannot be read.
    """
    try:
        return place.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise OutputError(f"{place} cannot be read: {error.strerror}.") from None


def bytes_on_disk(directory: Path, path: str) -> bytes | None:
    """Return the content of the file at a relative path; None where there is none.

    Raises:
        OutputError: something else than a file is there, or a symbolic link on the way.
    """
    place = checked_path(directory, path)
    try:
        return place.read_bytes()
    except FileNotFoundError:
        return None
    except (IsADirectoryError, NotADirectoryError):
        raise OutputError(
            f"{place}: there is a folder in place of a file, or a file in place of a folder."
        ) from None
    except OSError as error:
        raise OutputError(f"{place} cannot be read: {error.strerror}.") from None


def digest_on_disk(directory: Path, path: str) -> str | None:
    """Hash of the file at a path, None where there is none.

    Raises:
        OutputError: as `bytes_on_disk`.
    """
    content = bytes_on_disk(directory, path)
    return None if content is None else digest(content)


def write_new(place: Path, content: bytes, *, like: Path) -> None:
    """Make a file that is not there yet, with the permissions of another one where that is."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("xb") as stream:
        stream.write(content)
    if like.exists():
        shutil.copymode(like, place)


def replace_file(place: Path, content: bytes, new: Path, *, is_synced: bool = False) -> None:
    """Make a file hold a content in one step.

    Args:
        place: the file, which keeps its permissions.
        content: what it is to hold.
        new: where the content is made first, in the same file system.
        is_synced: whether a power cut afterwards does no harm either.
    """
    new.unlink(missing_ok=True)
    write_new(new, content, like=place)
    if is_synced:
        handle = os.open(new, os.O_RDWR)
        os.fsync(handle)
        os.close(handle)
    os.replace(new, place)


def remove_empty_folders(directory: Path, folder: Path) -> None:
    """Remove a folder inside of another one, and those around it, as far as they are empty."""
    while folder != directory:
        if folder.is_dir():
            if any(folder.iterdir()):
                return
            folder.rmdir()
        folder = folder.parent
