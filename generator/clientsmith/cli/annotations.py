"""Differences and problems as annotations of a code review (GitHub's workflow commands)."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import typer

from ..config import Config
from ..problem import Problem, Severity
from ..project.output import Drift
from .running import Failure

Annotate = Annotated[
    Literal["github"] | None,
    typer.Option("--annotate", help="Print what is found as annotations of a code review."),
]

_MOST = 10
"""Annotations of one kind that GitHub shows of a step."""

_KINDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


@dataclass(frozen=True, slots=True)
class _Annotation:
    kind: str
    message: str
    file: str = ""
    line: int | None = None


class Annotations:
    """Collects annotations; paths are shown relative to the folder where the command runs."""

    def __init__(self, command: str = "check") -> None:
        """`command` is what lists everything."""
        self._command = command
        self._found: list[_Annotation] = []

    def add_drift(self, drift: Drift, folder: Path) -> None:
        """Annotate the files of a client that are not what would be generated."""
        for path, line in zip(drift.changed, drift.lines, strict=True):
            message = "This is not what clientsmith generates."
            self._found.append(_Annotation("error", message, _shown(folder / path), line))
        for path in drift.missing:
            message = "clientsmith generates this file, and it is missing."
            self._found.append(_Annotation("error", message, _shown(folder / path)))
        for path in drift.extra:
            message = "clientsmith no longer generates this file."
            self._found.append(_Annotation("error", message, _shown(folder / path), 1))

    def add_failure(self, failure: Failure, client: Config) -> None:
        """Annotate why a client could not be compared."""
        self._found += [_Annotation("error", message) for message in failure.messages]
        self._found += [_of_problem(problem, client) for problem in failure.problems]

    def text(self) -> str:
        """The workflow commands, a line each; what GitHub would not show is only counted."""
        lines = []
        for kind in ("error", "warning", "notice"):
            found = [each for each in self._found if each.kind == kind]
            shown = found if len(found) <= _MOST else found[: _MOST - 1]
            lines += [_command(each) for each in shown]
            if len(found) > len(shown):
                rest = f"… and {len(found) - len(shown)} more; `clientsmith {self._command}` lists them."
                lines.append(_command(_Annotation(kind, rest)))
        return "".join(f"{line}\n" for line in lines)


def _of_problem(problem: Problem, client: Config) -> _Annotation:
    location = problem.location
    said = " ".join(filter(None, (f"[{problem.code}]", problem.message, problem.hint)))
    file = location.page or location.origin
    if "://" in file or file == "-":
        return _Annotation(_KINDS[problem.severity], f"{location}: {said}")
    from ..sources import home_of

    home = home_of(client.folder, client.sources)
    return _Annotation(_KINDS[problem.severity], said, _shown(home / file), location.line)


def _shown(file: Path) -> str:
    return Path(os.path.relpath(file)).as_posix()


def _command(annotation: _Annotation) -> str:
    properties = ["title=clientsmith"]
    if annotation.file:
        properties.insert(0, f"file={_property(annotation.file)}")
    if annotation.line is not None:
        properties.insert(1, f"line={annotation.line}")
    return f"::{annotation.kind} {','.join(properties)}::{_data(annotation.message)}"


def _data(text: str) -> str:
    """Text as a workflow command takes it, whatever it contains."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
