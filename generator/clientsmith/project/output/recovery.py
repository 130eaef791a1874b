"""What a run that was killed left in and beside an output folder."""

from __future__ import annotations

import os
from pathlib import Path

from . import journal, swapping
from .errors import OutputError
from .exclusive import LOCK, beside, exclusive


def is_interrupted(directory: Path) -> bool:
    """Whether a run that wrote to an output folder was killed, or one is at it just now."""
    real = Path(os.path.realpath(directory))
    return os.path.lexists(real / journal.PENDING) or _is_left(beside(real))


def settle(directory: Path) -> None:
    """Finish what a run that was killed had noted to do with an output folder, and clear away the
    rest; commands call this before they read the folder.

    Raises:
        OutputError: it cannot be finished, what is there is no run's, or another run does not end.
    """
    if not is_interrupted(directory):
        return
    real = Path(os.path.realpath(directory))
    try:
        with exclusive(directory, beside(real), real / journal.PENDING):
            settle_alone(real)
    except OSError as error:
        if journal.is_left(real):
            raise OutputError(
                f"A run of clientsmith that wrote to {directory} was interrupted, and cannot be "
                f"finished: {error.strerror}."
            ) from None


def settle_alone(real: Path) -> None:
    """Do what `settle` does, for who has the folder to itself.

    Args:
        real: the output folder, without symbolic links in its path.

    Raises:
        OutputError: it cannot be finished, or what is there is no run's.
        OSError: it cannot be finished.
    """
    swapping.clear(beside(real), real)
    journal.finish(real)


def _is_left(home: Path) -> bool:
    """Whether a folder beside an output folder is that of a run."""
    try:
        names = set(os.listdir(home))
    except OSError:
        return False
    return not names or not names.isdisjoint((LOCK, swapping.STATE))
