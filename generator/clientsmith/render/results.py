"""Results of earlier runs, kept by the hash of what they were made from."""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from ..project.output import write_cached

_KEPT_FOR = 60 * 24 * 3600
"""Seconds after its last use that a result is kept."""


class Results:
    """Texts by what they were made from; one that cannot be read or written is made anew.

    Args:
        folder: where they are kept, or None to keep none.
        maker: tells what makes them, such as a program and its version; another one makes other
            results. Asked when the first text comes.
    """

    def __init__(self, folder: Path | None, maker: Callable[[], str]) -> None:
        self._folder = folder
        self._tell_maker = maker
        self._has_grown = False

    @cached_property
    def _maker(self) -> hashlib._Hash:
        return hashlib.sha256(f"{self._tell_maker()}\n".encode())

    def __call__(self, text: str, make: Callable[[str], str]) -> str:
        """What is made of a text; whatever `make` raises is raised, and nothing is kept then."""
        if self._folder is None:
            return make(text)
        key = self._maker.copy()
        key.update(text.encode("utf-8", "surrogatepass"))
        name = key.hexdigest()
        place = self._folder / name[:2] / name[2:]
        with contextlib.suppress(OSError, UnicodeDecodeError):
            kept = place.read_text(encoding="utf-8")
            os.utime(place)
            return kept
        result = make(text)
        self._keep(result, place)
        return result

    def _keep(self, result: str, place: Path) -> None:
        with contextlib.suppress(OSError, UnicodeEncodeError):
            write_cached(place, result.encode())
            if not self._has_grown:
                self._has_grown = True
                _forget_old(place.parent)


def _forget_old(folder: Path) -> None:
    """Remove what nobody has used for long; a folder of results is looked through when it grows."""
    oldest = time.time() - _KEPT_FOR
    for file in folder.iterdir():
        if file.stat().st_mtime < oldest:
            file.unlink()
