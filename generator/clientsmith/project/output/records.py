"""Files of the folder `.clientsmith`, which the next client reads."""

from __future__ import annotations

from pathlib import Path

from .errors import OutputError
from .journal import recover

_FOLDER = ".clientsmith/"


def is_record(path: str) -> bool:
    """Return whether a generated file is such a record; who edits one wants the next client to heed
    it, so it never counts as edited."""
    return path.startswith(_FOLDER)


def read_record(directory: Path, path: str) -> str | None:
    """Return the text of a record; None where there is none.

    Raises:
        OutputError: it cannot be read, or is no text.
    """
    recover(directory)
    try:
        return (directory / path).read_text(encoding="utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise OutputError(f"{directory / path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise OutputError(f"{directory / path} cannot be read: it is not UTF-8.") from None
