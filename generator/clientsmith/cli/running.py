"""What every command does around its work: exit codes, and errors without tracebacks."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer

from .failures import FAULTS, failure_of, tell_failure
from .report import Report

DIFFERENCE = 1
"""Exit code: `check` found something, or edits conflict with what was generated."""


@contextmanager
def errors_as_exit_codes(report: Report, *, writes: bool = False) -> Iterator[None]:
    """Turn the errors that a user can cause into messages and exit codes; `writes` says whether the
    command is there to write files.

    Raises:
        typer.Exit: with the exit code, once the error is reported.
    """
    try:
        yield
    except FAULTS as error:
        failure = failure_of(error)
        tell_failure(failure, report, writes=writes)
        report.json({"error": failure.value})
        raise typer.Exit(failure.exit_code) from None


def cache_folder() -> Path:
    """Where finished code and answers of servers are kept between runs (XDG Base Directory
    Specification)."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "clientsmith"
