"""The files of a client whose surface is looked at."""

from __future__ import annotations

import ast
import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


class BrokenModule(Exception):
    """A module of a client is no Python, perhaps since somebody has edited it."""

    def __init__(self, path: str, line: int | None) -> None:
        self.path = path
        """In the package."""

        self.line = line
        """Counted from 1, where it is known."""

        super().__init__(path)


@dataclass(frozen=True, slots=True)
class ClientFiles:
    """The modules of a generated client package."""

    package: str
    """Import name."""

    modules: Mapping[str, str]
    """Path in the package, such as `models/goals.py` → its text."""

    def parsed(self, path: str) -> ast.Module:
        """A module as a tree; an empty one where there is no such module.

        Raises:
            BrokenModule: it cannot be parsed.
        """
        try:
            return ast.parse(self.modules.get(path, ""))
        except SyntaxError as error:
            raise BrokenModule(path, error.lineno) from None
        except (ValueError, RecursionError, MemoryError):  # null bytes; nested too deeply
            raise BrokenModule(path, None) from None


_MARK = "/_runtime/__init__.py"


def package_of(paths: Iterable[str]) -> str | None:
    """The import name of the package that generated files make; None where they make none.

    Args:
        paths: relative paths of the files of a generated project.
    """
    found = [path.removesuffix(_MARK) for path in paths if path.endswith(_MARK)]
    named = [path for path in found if path.isidentifier()]
    return min(named) if named else None


def client_files(files: Mapping[str, str]) -> ClientFiles | None:
    """The modules among the files of a generated project; None where there is no package.

    Args:
        files: relative path → text.
    """
    package = package_of(files)
    if package is None:
        return None
    prefix = f"{package}/"
    return ClientFiles(
        package,
        {
            posixpath.relpath(path, package): text
            for path, text in sorted(files.items())
            if path.startswith(prefix) and path.endswith(".py")
        },
    )
