"""A document that a command prints."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

from ..problem import Problem, UnusableSource, quoted
from .errors import Fault

MAX_SECONDS = 600
"""Longest time that a command may take, in seconds."""


def output_of(command: Sequence[str], folder: Path) -> bytes:
    """What a command prints on standard output; what it prints on standard error goes where ours goes.

    Args:
        command: program and arguments; no shell is between.
        folder: where it runs.

    Raises:
        UnusableSource: it cannot be run, fails, or takes too long.
    """
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            check=False,
            timeout=MAX_SECONDS,
        )
    except OSError as error:
        raise UnusableSource([_problem(command, f"cannot be run: {error.strerror}")]) from None
    except subprocess.TimeoutExpired:
        raise UnusableSource([_problem(command, f"took longer than {MAX_SECONDS} s")]) from None
    if done.returncode != 0:
        raise UnusableSource([_problem(command, f"failed with exit code {done.returncode}")])
    return done.stdout


def _problem(command: Sequence[str], what: str) -> Problem:
    return Fault("source-unreadable", f"The command {quoted(' '.join(command))} {what}.").problem(
        "-"
    )
