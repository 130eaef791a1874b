"""What counts in a folder of templates."""

from __future__ import annotations

from pathlib import Path


def template_files(folder: Path) -> list[str]:
    """Paths of the files in a folder of templates, sorted; hidden ones and what Python keeps are left
    out."""
    places = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return sorted(
        place.as_posix()
        for place in places
        if not any(part.startswith(".") or part == "__pycache__" for part in place.parts)
    )
