"""Formatters for modules that the built-in layout cannot handle, and their cache."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Literal

from ...problem import Location, Problem, Severity, UnusableSource
from ...project.output import write_cached
from .checks import CheckError

_KEPT_FOR = 60 * 24 * 3600
"""Seconds after its last use that a cached result is kept."""


class ResultCache:
    """Cache of texts by their input; entries that cannot be read or written are recomputed.

    Args:
        folder: folder of the cache; None disables it.
        maker: returns the program that computes the results with its version, which is part of the
            cache keys. Called for the first text.
    """

    def __init__(self, folder: Path | None, maker: Callable[[], str]) -> None:
        self._folder = folder
        self._get_maker = maker
        self._has_grown = False

    @cached_property
    def _maker(self) -> hashlib._Hash:
        return hashlib.sha256(f"{self._get_maker()}\n".encode())

    def __call__(self, text: str, make: Callable[[str], str]) -> str:
        """Return the cached result for a text, or compute it; nothing is cached if `make` raises."""
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
    """Remove entries that have not been used for long; called when a folder grows."""
    oldest = time.time() - _KEPT_FOR
    for file in folder.iterdir():
        if file.stat().st_mtime < oldest:
            file.unlink()


FormatterName = Literal["black", "ruff", "none"]


class Formatter:
    """Formats modules one by one; black's results are cached by the hash of their input.

    Args:
        name: `black` in this process, `ruff` through its command, or `none`.
        cache: folder for results; None disables caching.
    """

    def __init__(self, name: FormatterName, cache: Path | None = None) -> None:
        self._name = name
        self._results = ResultCache(cache and cache / "black", black_version)

    def __call__(self, text: str) -> str:
        """Format a module.

        Raises:
            CheckError: the formatter cannot parse the module.
            UnusableSource: the command of ruff is missing.
        """
        if self._name == "black":
            return self._results(text, with_black)
        return _with_ruff(text) if self._name == "ruff" else text


def black_version() -> str:
    """Return black's name and version."""
    from importlib.metadata import version  # most runs find all modules finished and format none

    return f"black {version('black')}"


def with_black(text: str) -> str:
    """Format a module with black.

    Raises:
        CheckError: black cannot parse it.
    """
    import black  # its import costs as much as a small client
    from black.parsing import InvalidInput

    try:
        return black.format_str(text, mode=black.Mode())
    except InvalidInput as error:
        raise CheckError(f"black cannot read it: {error}", None) from None


def _with_ruff(text: str) -> str:
    command = shutil.which("ruff", path=str(Path(sys.executable).parent)) or shutil.which("ruff")
    if command is None:
        message = '`format = "ruff"` needs ruff; install clientsmith[ruff].'
        place = Location("ruff format")
        raise UnusableSource([Problem("formatter-unusable", Severity.ERROR, message, place)])
    arguments = [command, "format", "--isolated", "--line-length=88", "-"]
    done = subprocess.run(arguments, input=text.encode(), capture_output=True, check=False)
    if done.returncode != 0:
        output = done.stderr.decode("utf-8", "replace").strip()[:500]
        raise CheckError(f"ruff cannot read it: {output}", None)
    return done.stdout.decode()
