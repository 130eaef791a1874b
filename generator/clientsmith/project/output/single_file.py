"""One file that is written whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from .errors import OutputError
from .exclusive import beside, exclusive
from .on_disk import write_at_once

_NEW = "new"


def write_file(place: Path, text: str) -> bool:
    """Make a file hold a text in UTF-8; if anything fails or the run is killed, it is what it was.

    Returns:
        whether it was another one before.

    Raises:
        OutputError: it cannot be written, or the place is a folder.
    """
    content = text.encode()
    try:
        target = Path(os.path.realpath(place))  # a link stays, and leads to the new content
        if target.is_dir():
            raise OutputError(f"{place} is a folder.")
        if target.is_file() and target.read_bytes() == content:
            with suppress(OSError):
                _clear(target)
            return False
        home = beside(target)
        with exclusive(place, home):
            new = home / _NEW
            try:
                write_at_once(target, content, new, is_synced=True)
            finally:
                new.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(f"{place} cannot be written: {error.strerror}.") from None
    return True


def _clear(place: Path) -> None:
    """Remove what a run that was killed left beside a file."""
    home = beside(place)
    if home.is_dir():
        with exclusive(place, home):
            (home / _NEW).unlink(missing_ok=True)
