"""Places that a configuration names: documents and folders, relative to where a command runs."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

import typer

from ..config import ConfigError

_NO_PATH = re.compile(r"[^:\s-][^:\s]+:.")
"""Beginning of sources that are not paths: URLs and revisions; a single letter is a drive of
Windows."""


def configured_source(spec: str) -> str:
    """Return a document as the configuration has it.

    Raises:
        typer.BadParameter: there is no such file, or it is a URL with a password.
    """
    if spec == "-":
        raise typer.BadParameter("clients are generated again and again; give a file or a URL")
    path, mark, choice = spec.partition("#")
    if path and Path(path).exists():
        return relative(Path(path)) + mark + choice
    if _NO_PATH.match(spec):
        if "@" in spec.partition("://")[2].partition("/")[0]:
            raise typer.BadParameter(
                "the configuration is committed, so it must not have a user name or password; leave "
                "them out of the URL and set `headers` instead"
            )
        return spec
    raise typer.BadParameter(f"there is no file or folder {path!r}")


def relative(path: Path) -> str:
    """Return a path from here, with slashes; that of another drive as it is."""
    try:
        return Path(os.path.relpath(path)).as_posix()
    except ValueError:
        return path.as_posix()


def refuse_to_overwrite(files: Iterable[Path], advice: str) -> None:
    """Check that none of the files exists.

    Args:
        files: files that are to be written.
        advice: what to do about those that exist.

    Raises:
        ConfigError: some exist.
    """
    there = [relative(file) for file in files if os.path.lexists(file)]
    if there:
        raise ConfigError(", ".join(there), [f"there already, and nothing was written; {advice}"])
