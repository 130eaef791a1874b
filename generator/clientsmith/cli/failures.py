"""The errors that a user can cause, as values: how each is told, and how the program ends."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ..config.configuration import ConfigError
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
