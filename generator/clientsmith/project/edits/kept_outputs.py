"""What was generated lately, kept on the user's machine by its digest."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from ..output import digest, write_cached

_MOST_BYTES = 256 * 2**20


class KeptOutputs:
    """Texts in a folder; what cannot be kept or read is as good as not there."""

    def __init__(self, folder: Path, most_bytes: int = _MOST_BYTES) -> None:
        """`folder` is made when it is first needed; what was not used for longest goes first when
        there are more than `most_bytes`."""
        self._folder = folder
        self._most_bytes = most_bytes

    def find(self, sha256: str) -> bytes | None:
        """The text with a digest; None where it is not kept."""
        try:
            return self._place(sha256).read_bytes()
        except OSError:
            return None

    def keep(self, texts: Iterable[str]) -> None:
        """Keep texts, and remember that those are in use that were kept already."""
        is_new = False
        with suppress(OSError):
            for content in map(str.encode, texts):
                place = self._place(digest(content))
                try:
                    os.utime(place)
                except FileNotFoundError:
                    write_cached(place, content)
                    is_new = True
        if is_new:
            with suppress(OSError):
                self._forget()

    def _place(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / sha256[2:]

    def _forget(self) -> None:
        used = []
        for place in self._folder.glob("*/*"):
            status = place.stat()
            used.append((status.st_mtime_ns, status.st_size, place))
        excess = sum(size for _, size, _ in used) - self._most_bytes
        for _, size, place in sorted(used):
            if excess <= 0:
                break
            place.unlink(missing_ok=True)
            excess -= size
