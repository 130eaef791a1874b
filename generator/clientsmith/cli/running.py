"""What every command does around its work: exit codes, and errors without tracebacks."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import typer

from ..config import ConfigError
from ..problem import Problem, UnusableSource
from ..project.output import OutputError
from .report import Report, problem_value

WRONG_USAGE = 2
"""Exit code: options or configuration are wrong, or the output folder is not ours to write."""

UNUSABLE = 3
"""Exit code: the document or its source cannot be used."""

FAULTS = (ConfigError, OutputError, UnusableSource)
"""What a user can cause; anything else is a mistake of the program."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why something was not done; it can be sent from one process to another."""

    exit_code: int
    messages: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    value: dict[str, Any] = field(default_factory=dict)
    """The same as JSON."""


def failure_of(error: Exception) -> Failure:
    """The failure that one of `FAULTS` stands for."""
    match error:
        case ConfigError():
            messages = tuple(f"{error.origin}: {message}" for message in error.messages)
            return Failure(WRONG_USAGE, messages, value={"config": list(error.messages)})
        case UnusableSource():
            problems = [problem_value(problem) for problem in error.problems]
            return Failure(UNUSABLE, problems=error.problems, value={"problems": problems})
        case _:
            return Failure(WRONG_USAGE, (str(error),), value={"output": str(error)})


def tell_failure(failure: Failure, report: Report, *, writes: bool = False) -> None:
    """Say why something was not done, and of a command that `writes`, that nothing was written."""
    for message in failure.messages:
        report.error(message)
    if failure.problems:
        report.problems(failure.problems)
    if failure.problems and writes:
        report.line("Nothing was written.", "dim")


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
