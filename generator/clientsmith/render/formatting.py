"""Formatters for modules that the layout engine cannot promise to be as black leaves them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Literal

from ..problem import Location, Problem, Severity, UnusableSource
from .checks import Refused
from .results import Results

FormatterName = Literal["black", "ruff", "none"]


class Formatter:
    """Formats one module after another; black's results are kept by the hash of their content.

    Args:
        name: `black` in this process, `ruff` through its command, or `none`.
        cache: folder of earlier results, or None to keep none.
    """

    def __init__(self, name: FormatterName, cache: Path | None = None) -> None:
        self._name = name
        self._results = Results(cache and cache / "black", black_version)

    def __call__(self, text: str) -> str:
        """The module as the formatter leaves it.

        Raises:
            Refused: the formatter cannot make sense of the module.
            UnusableSource: the command of ruff is missing.
        """
        if self._name == "black":
            return self._results(text, with_black)
        return _with_ruff(text) if self._name == "ruff" else text


def black_version() -> str:
    """The program and its version."""
    from importlib.metadata import version  # most runs find all modules finished and format none

    return f"black {version('black')}"


def with_black(text: str) -> str:
    """A module as black leaves it.

    Raises:
        Refused: black cannot make sense of it.
    """
    import black  # its import costs as much as a small client
    from black.parsing import InvalidInput

    try:
        return black.format_str(text, mode=black.Mode())
    except InvalidInput as error:
        raise Refused(f"black cannot read it: {error}", None) from None


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
