"""Exit codes, and errors without tracebacks."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import typer

from ..config import ConfigError
from ..encode.characters import printable_line
from ..problem import Problem, UnusableSource
from ..project.output import OutputError
from .report import Report, problem_value

DIFFERENCE = 1
"""Exit code: `check` found something, or edits conflict with what was generated."""

WRONG_USAGE = 2
"""Exit code: options or configuration are wrong, or the output folder cannot be written."""

UNUSABLE = 3
"""Exit code: the document or its source cannot be used."""

USER_ERRORS = (ConfigError, OutputError, UnusableSource)
"""Errors that users can cause; any other is a bug."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An error of a client as a value, which can be sent between processes."""

    exit_code: int
    messages: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    value: dict[str, Any] = field(default_factory=dict)
    """The error as JSON."""

    advice: tuple[str, ...] = ()
    """Lines on what to do, after the messages."""


def failure_of(error: Exception) -> Failure:
    """Convert one of `USER_ERRORS`."""
    match error:
        case ConfigError():
            messages = tuple(
                printable_line(f"{error.origin}: {message}") for message in error.messages
            )
            value = {"config": list(error.messages)}
            return Failure(WRONG_USAGE, messages, value=value, advice=error.advice)
        case UnusableSource():
            problems = [problem_value(problem) for problem in error.problems]
            return Failure(UNUSABLE, problems=error.problems, value={"problems": problems})
        case _:
            return Failure(WRONG_USAGE, (str(error),), value={"output": str(error)})


def report_failure(failure: Failure, report: Report, *, writes: bool = False) -> None:
    """Report a failure; if the command `writes`, also that nothing was written."""
    for message in failure.messages:
        report.error(message)
    for line in failure.advice:
        report.line(line)
    if failure.problems:
        report.problems(failure.problems)
    if failure.problems and writes:
        report.line("Nothing was written.", "dim")


@contextmanager
def errors_as_exit_codes(report: Report, *, writes: bool = False) -> Iterator[None]:
    """Turn errors that users can cause into messages and exit codes; `writes` as for `report_failure`.

    Raises:
        typer.Exit: with the exit code.
    """
    try:
        yield
    except USER_ERRORS as error:
        failure = failure_of(error)
        report_failure(failure, report, writes=writes)
        report.json({"error": failure.value})
        raise typer.Exit(failure.exit_code) from None


def cache_folder() -> Path:
    """Return the folder for formatted code and responses of servers (XDG Base Directory Specification)."""
    return _user_folder("XDG_CACHE_HOME", ".cache")


def config_folder() -> Path:
    """Return the folder of the user's own settings (XDG Base Directory Specification)."""
    return _user_folder("XDG_CONFIG_HOME", ".config")


def _user_folder(variable: str, default: str) -> Path:
    base = os.environ.get(variable)
    return (Path(base) if base else Path.home() / default) / "clientsmith"
