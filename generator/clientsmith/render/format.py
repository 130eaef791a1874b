"""Formatters for modules that the layout engine cannot promise to be as black leaves them."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Literal

from ..problem import Location, Problem, Severity, UnusableSource
from .gate import Refused

FormatterName = Literal["black", "ruff", "none"]


class Formatter:
    """Formats one module after another; black's results are kept by the hash of their content.

    Args:
        name: `black` in this process, `ruff` through its command, or `none`.
        cache: folder of earlier results, or None to keep none.
    """

    def __init__(self, name: FormatterName, cache: Path | None = None) -> None:
        self._name = name
        self._cache = cache

    def __call__(self, text: str) -> str:
        """The module as the formatter leaves it.

        Raises:
            Refused: the formatter cannot make sense of the module.
            UnusableSource: the command of ruff is missing.
        """
        if self._name == "black":
            return self._with_black(text)
        return _with_ruff(text) if self._name == "ruff" else text

    def _with_black(self, text: str) -> str:
        place = self._place(text)
        if place is not None:
            with contextlib.suppress(OSError, UnicodeDecodeError):
                return place.read_text(encoding="utf-8")
        import black  # its import costs as much as a small client
        from black.parsing import InvalidInput

        try:
            result = black.format_str(text, mode=black.Mode())
        except InvalidInput as error:
            raise Refused(f"black cannot read it: {error}", None) from None
        if place is not None:
            with contextlib.suppress(OSError):
                place.parent.mkdir(parents=True, exist_ok=True)
                unfinished = place.with_suffix(f".{os.getpid()}")
                unfinished.write_text(result, encoding="utf-8", newline="\n")
                unfinished.replace(place)
        return result

    def _place(self, text: str) -> Path | None:
        """Where the result for a text is kept; another version of black has other places."""
        if self._cache is None:
            return None
        key = hashlib.sha256(f"black {version('black')}\n{text}".encode()).hexdigest()
        return self._cache / "black" / key[:2] / key[2:]


def _with_ruff(text: str) -> str:
    command = shutil.which("ruff", path=str(Path(sys.executable).parent)) or shutil.which("ruff")
    if command is None:
        message = '`format = "ruff"` needs ruff; install clientsmith[ruff].'
        place = Location("ruff format")
        raise UnusableSource([Problem("formatter-unusable", Severity.ERROR, message, place)])
    arguments = [command, "format", "--isolated", "--line-length=88", "-"]
    done = subprocess.run(arguments, input=text.encode(), capture_output=True, check=False)
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip()[:500]
        raise Refused(f"ruff cannot read it: {said}", None)
    return done.stdout.decode()
