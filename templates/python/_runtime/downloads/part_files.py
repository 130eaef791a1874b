"""Files that are written bit by bit, and are there only when they are whole."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from types import TracebackType
from typing import Self


class PartFile:
    """A file under another name beside the one that it gets when it is whole; what is not finished
    at the end of a `with` block is removed.

    A file that is replaced hands on its permissions, and a link stays a link to what is replaced.
    What is no file, such as a device or a pipe, is written as it is.

    Raises:
        OSError: it cannot be written, or its name is that of a folder.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        """`path` is that of the whole file; one that exists is replaced."""
        self._path = Path(path)
        mode = _mode(self._path)
        if mode is not None and stat.S_ISDIR(mode):
            raise IsADirectoryError(
                errno.EISDIR, os.strerror(errno.EISDIR), str(self._path)
            )
        self._part: Path | None = None
        if mode is not None and not stat.S_ISREG(mode):
            self._file = open(self._path, "wb")  # noqa: SIM115 (closed by __exit__)
            return
        self._target = Path(os.path.realpath(self._path))
        self._part = self._target.with_name(f".{token_hex(8)}.part")
        self._file = open(self._part, "xb")  # noqa: SIM115 (closed by __exit__)
        if mode is not None:
            with suppress(OSError):  # some file systems have no permissions
                self._part.chmod(stat.S_IMODE(mode))

    def write(self, data: bytes) -> None:
        """Add to the file."""
        self._file.write(data)

    def finish(self) -> Path:
        """Give the file its name; it is whole. Gives back its path."""
        self._file.close()
        if self._part is not None:
            os.replace(self._part, self._target)
        return self._path

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc_value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        with suppress(OSError):  # a full disk takes no rest, either
            self._file.close()
        if self._part is not None:
            with suppress(OSError):
                self._part.unlink()


def _mode(path: Path) -> int | None:
    """What a path leads to, and with which permissions; None where there is nothing."""
    try:
        return path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None
