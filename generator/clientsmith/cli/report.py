"""Output of commands: messages for people, JSON for programs."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.text import Text

from ..config import Config
from ..encode.characters import printable, printable_json, printable_line
from ..problem import Problem, Severity, sort_key
from ..project.output import OutputError

if TYPE_CHECKING:
    from ..pipeline import Coverage, Planned

SHOWN_PER_CODE = 5
"""Problems of one code that are shown without `--verbose`."""

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


class Report:
    """Writes messages to standard error, and one JSON value to standard output."""

    def __init__(
        self, *, quiet: bool = False, as_json: bool = False, verbose: bool = False
    ) -> None:
        self._quiet = quiet
        self._as_json = as_json
        self._verbose = verbose
        self._console = Console(stderr=True, highlight=False, soft_wrap=True)

    @property
    def console(self) -> Console:
        """Standard error."""
        return self._console

    @property
    def is_interactive(self) -> bool:
        """Whether standard error is a terminal, and `--quiet` is not set."""
        return self._console.is_terminal and not self._quiet

    def line(self, message: str, style: str = "") -> None:
        """Print a message, unless `--quiet` is set."""
        if not self._quiet:
            self._print(message, style)

    def error(self, message: str) -> None:
        """Print an error, which may have several lines."""
        text = Text(printable(f"error: {message}"), style=_STYLES[Severity.ERROR])
        self._console.print(text)

    def problems(self, problems: Iterable[Problem]) -> None:
        """Print problems, worst first; without `--verbose` only some of each code."""
        shown: Counter[str] = Counter()
        hidden: Counter[str] = Counter()
        for problem in sorted(problems, key=sort_key):
            if self._quiet and problem.severity is not Severity.ERROR:
                continue
            if problem.severity is Severity.NOTE and not self._verbose:
                hidden[problem.code] += 1
                continue
            shown[problem.code] += 1
            if shown[problem.code] > SHOWN_PER_CODE and not self._verbose:
                hidden[problem.code] += 1
                continue
            self._problem(problem)
        for code, count in sorted(hidden.items()):
            if shown[code]:
                self._print(f"… and {count} more [{code}]; --verbose shows them", "dim")
            else:
                notes = "note" if count == 1 else "notes"
                them = "it" if count == 1 else "them"
                self._print(f"{count} {notes} [{code}]; --verbose shows {them}", "dim")

    def _problem(self, problem: Problem) -> None:
        word = problem.severity.name.lower()
        text = Text()
        text.append(f"{word}[{problem.code}]", style=_STYLES[problem.severity])
        location, message = printable_line(str(problem.location)), printable_line(problem.message)
        text.append(f" {location}\n  {message}")
        if problem.hint:
            text.append(f"\n  → {printable_line(problem.hint)}", style="dim")
        self._console.print(text)

    def _print(self, message: str, style: str) -> None:
        self._console.print(Text(printable_line(message), style=style))

    def json(self, value: Any) -> None:
        """Print a value as JSON, if `--json` is set."""
        if self._as_json:
            sys.stdout.write(json_text(value))


def json_text(value: Any) -> str:
    """Return a value as JSON that is safe to print."""
    return printable_json(json.dumps(value, indent=2, ensure_ascii=False)) + "\n"


def problem_value(problem: Problem) -> dict[str, Any]:
    """Convert a problem to JSON."""
    return {
        "code": problem.code,
        "severity": problem.severity.name.lower(),
        "message": problem.message,
        "hint": problem.hint,
        "origin": problem.location.origin,
        "line": problem.location.line,
        "pointer": problem.location.pointer,
        "page": problem.location.page or None,
    }


def coverage_value(coverage: Coverage) -> dict[str, int]:
    """Convert a summary to JSON."""
    return {
        "operations": coverage.operations,
        "operations_generated": coverage.operations_generated,
        "schemas": coverage.schemas,
        "schemas_generated": coverage.schemas_generated,
    }


VERSION = 1
"""Version of the format (`docs/coverage-report.schema.json`)."""

STANDARD_OUTPUT = Path("-")


def client_coverage(client: Config, planned: Planned) -> dict[str, Any]:
    """Return the coverage report of a client, as JSON."""
    from ..coverage import coverage_report, coverage_report_value, pages_value

    report = coverage_report(planned.library, planned.api, planned.problems)
    coverage = planned.coverage
    return {
        "name": client.name,
        "package": str(planned.package.name),
        "operations": {"used": coverage.operations, "generated": coverage.operations_generated},
        "schemas": {"used": coverage.schemas, "generated": coverage.schemas_generated},
        **coverage_report_value(report),
        "pages": pages_value(planned.package),
    }


def write_coverage(clients: Sequence[dict[str, Any]], file: Path) -> None:
    """Write the coverage report of all clients of a run.

    Raises:
        OutputError: the file cannot be written.
    """
    value = {"version": VERSION, "clients": list(clients)}
    data = json_text(value).encode()
    try:
        if file == STANDARD_OUTPUT:
            sys.stdout.buffer.write(data)
        else:
            file.write_bytes(data)
    except OSError as error:
        raise OutputError(f"{file} cannot be written: {error.strerror}.") from None
