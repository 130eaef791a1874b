"""Git work trees: they bound what a document may refer to, and where a configuration may write."""

from __future__ import annotations

import os
from pathlib import Path


def work_tree(folder: Path) -> Path | None:
    """Return the root of the git work tree around a folder; None if there is none.

    A work tree that contains the home directory, as of people who keep their settings in git, is no
    project: private files are there.

    Args:
        folder: absolute and without symbolic links.
    """
    top = next((each for each in (folder, *folder.parents) if os.path.exists(each / ".git")), None)
    home = Path(os.path.expanduser("~")).resolve()
    return None if top is None or home.is_relative_to(top) else top


def is_inside(place: Path, folder: Path) -> bool:
    """Return whether a place is in a folder, and not in a folder `.git` there; both are absolute and
    without symbolic links."""
    return place.is_relative_to(folder) and ".git" not in place.relative_to(folder).parts
