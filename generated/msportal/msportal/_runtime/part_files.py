"""Files that are written bit by bit, and are there only when they are whole."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from types import TracebackType
from typing import Self


class PartFile:
    """A file under another name beside the one that it gets when it is whole; what is not finished
    at the end of a `with` block is removed.

    Raises:
        OSError: it cannot be written, or its name is that of a folder.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        """`path` is that of the whole file; one that exists is replaced."""
        self._path = Path(path)
        if self._path.is_dir():
            raise IsADirectoryError(
                errno.EISDIR, os.strerror(errno.EISDIR), str(self._path)
            )
        self._part = self._path.with_name(f".{token_hex(8)}.part")
        self._file = open(self._part, "xb")  # noqa: SIM115 (closed by __exit__)

    def write(self, data: bytes) -> None:
        """Add to the file."""
        self._file.write(data)

    def finish(self) -> Path:
        """Give the file its name; it is whole. Gives back its path."""
        self._file.close()
        os.replace(self._part, self._path)
        return self._path

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc_value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._file.close()
        with suppress(OSError):
            self._part.unlink()
