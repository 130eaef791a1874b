"""`clientsmith validate`: say what is wrong with a document."""

from __future__ import annotations

import shlex
import sys
from typing import Annotated

import typer

from ...problem import Severity, UnusableSource
from ..clients import Reach
from ..options import (
    AllowFile,
    AllowPrivate,
    AllowRemote,
    AsJson,
    Conflicting,
    Header,
    Offline,
    Quiet,
    Strict,
    Verbose,
)
from ..report import Report, problem_value
from ..running import cache_folder, errors_as_exit_codes


def validate(
    spec: Annotated[
        list[str],
        typer.Argument(metavar="SPEC…", help="A document, page or `-`; several are one client's."),
    ],
    conflicts: Conflicting = "error",
    allow_remote: AllowRemote = None,
    allow_private: AllowPrivate = False,
    allow_file: AllowFile = None,
    header: Header = None,
    offline: Offline = False,
    strict: Strict = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    as_json: AsJson = False,
) -> None:
    """Say everything that is wrong with a document; exit with 3 where it cannot be used."""
    from ...prepare.validate import validate as validate_library
    from ...sources import load_all

    report = Report(quiet=quiet, as_json=as_json, verbose=verbose)
    with errors_as_exit_codes(report):
        library = load_all(
            spec,
            stdin=sys.stdin.buffer,
            conflicts=conflicts,
            access=Reach(conflicts, allow_remote, allow_private, allow_file, header).access,
            cache=cache_folder(),
            is_offline=offline,
        )
        problems = validate_library(library)
        worst = max((problem.severity for problem in problems), default=Severity.NOTE)
        if worst is Severity.ERROR or (strict and worst is Severity.WARNING):
            raise UnusableSource(problems)
        report.problems(problems)
        report.json({"problems": [problem_value(problem) for problem in problems]})
        report.line(f"{' + '.join(spec)}: usable, {len(problems)} problems", "bold")
        report.line(f"Next: clientsmith generate {shlex.join(spec)} -o DIR")
