"""What counts in a folder of templates."""

from __future__ import annotations

from pathlib import Path

SUFFIX = ".jinja"

_OTHERS = frozenset({".clientsmith", ".git", "__pycache__"})
"""Folders of which nothing counts: those of this program, of version control and of Python."""


def template_files(folder: Path) -> list[str]:
    """Paths of the files in a folder of templates, sorted; of hidden ones, and of those in hidden
    folders, templates alone count, such as `.github/CODEOWNERS.jinja`."""
    places = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return sorted(place.as_posix() for place in places if _counts(place.parts))


def _counts(parts: tuple[str, ...]) -> bool:
    if not _OTHERS.isdisjoint(parts):
        return False
    if not any(part.startswith(".") for part in parts):
        return True
    # What editors and macOS leave beside a file may end like it.
    return parts[-1].endswith(SUFFIX) and not parts[-1].startswith(("._", ".#"))
