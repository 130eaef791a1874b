"""The program's own files: the built-in templates, and a digest of all of them."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def is_installed() -> bool:
    """Return whether this is an installed distribution, identified by its version, rather than a
    repository."""
    return (_PACKAGE / "templates").is_dir()


def builtin_folder() -> Path:
    """Return the folder of built-in templates, in the installed package or in the repository."""
    root = _PACKAGE if is_installed() else _PACKAGE.parents[1]
    return root / "templates" / "python"


@cache
def program_digest() -> str:
    """Return a SHA-256 digest of the program's modules and templates, hexadecimal."""
    digest = hashlib.sha256()
    for folder in (_PACKAGE, builtin_folder()):
        for file in sorted(folder.rglob("*")):
            if file.suffix in (".py", ".jinja"):
                content = file.read_bytes()
                digest.update(f"{file.relative_to(folder).as_posix()} {len(content)}\n".encode())
                digest.update(content)
    return digest.hexdigest()


SUFFIX = ".jinja"

_OTHERS = frozenset({".clientsmith", ".git", "__pycache__"})
"""Folders that are skipped: those of clientsmith, of version control and of Python."""


def template_files(folder: Path) -> list[str]:
    """Return the paths of the files in a folder of templates, sorted. Hidden files and folders
    count only for templates, such as `.github/CODEOWNERS.jinja`."""
    places = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return sorted(place.as_posix() for place in places if _counts(place.parts))


def _counts(parts: tuple[str, ...]) -> bool:
    if not _OTHERS.isdisjoint(parts):
        return False
    if not any(part.startswith(".") for part in parts):
        return True
    # What editors and macOS leave beside a file may end like it.
    return parts[-1].endswith(SUFFIX) and not parts[-1].startswith(("._", ".#"))
