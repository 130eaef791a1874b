"""One file that is written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from .errors import OutputError


def write_file(place: Path, text: str) -> bool:
    """Make a file hold a text in UTF-8; if anything fails, it is what it was before.

    Returns:
        whether it was another one before.

    Raises:
        OutputError: it cannot be written, or the place is a folder.
    """
    content = text.encode()
    try:
        if place.is_file() and place.read_bytes() == content:
            return False
        if place.is_dir():
            raise OutputError(f"{place} is a folder.")
        target = place.resolve()  # a link stays, and leads to the new content
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{target.name}-", dir=target.parent)
        new = Path(name)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
            new.chmod(_mode(target))
            os.replace(new, target)
        finally:
            new.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(f"{place} cannot be written: {error.strerror}.") from None
    return True


def _mode(place: Path) -> int:
    """Permissions of a file, or those that a new one gets."""
    if place.exists():
        return place.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
