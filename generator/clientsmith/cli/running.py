"""What every command does around its work: exit codes, and errors without tracebacks."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer

from ..config import Config, ConfigError
from ..output import OutputError
from ..pipeline import Generated, Progress, generate_client
from ..problem import UnusableSource
from .report import Report, problem_value

DIFFERENCE = 1
"""Exit code: `check` found something."""

WRONG_USAGE = 2
"""Exit code: options or configuration are wrong, or the output folder is not ours to write."""

UNUSABLE = 3
"""Exit code: the document or its source cannot be used."""


@contextmanager
def errors_as_exit_codes(report: Report) -> Iterator[None]:
    """Turn the errors that a user can cause into messages and exit codes.

    Raises:
        typer.Exit: with the exit code, once the error is reported.
    """
    try:
        yield
    except ConfigError as error:
        for message in error.messages:
            report.error(f"{error.origin}: {message}")
        report.json({"error": {"config": list(error.messages)}})
        raise typer.Exit(WRONG_USAGE) from None
    except OutputError as error:
        report.error(str(error))
        report.json({"error": {"output": str(error)}})
        raise typer.Exit(WRONG_USAGE) from None
    except UnusableSource as error:
        report.problems(error.problems)
        report.line("Nothing was written.", "dim")
        report.json({"error": {"problems": [problem_value(p) for p in error.problems]}})
        raise typer.Exit(UNUSABLE) from None


def in_memory(client: Config, report: Report, *, is_offline: bool = False) -> Generated:
    """A client that is generated and not yet written; its stages are told.

    Raises:
        UnusableSource: the document or a template cannot be used.
    """
    return generate_client(
        client,
        stdin=sys.stdin.buffer,
        progress=stages_of(client, report),
        cache=cache_folder(),
        is_offline=is_offline,
    )


def cache_folder() -> Path:
    """Where formatted code and answers of servers are kept between runs (XDG Base Directory
    Specification)."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "clientsmith"


def stages_of(client: Config, report: Report) -> Progress:
    """Progress that names the client and its stage on standard error."""
    title = client.name or client.spec

    def progress(stage: str) -> None:
        report.line(f"{title}: {stage}", "dim")

    return progress
