"""`clientsmith validate`: report the problems of a document."""

from __future__ import annotations

import shlex
import sys
from typing import Annotated

import typer

from ...problem import Severity, UnusableSource, without_secrets
from ..clients import SourceOptions
from ..options import (
    AsJson,
    Offline,
    Quiet,
    Strict,
    Verbose,
    with_shared_options,
)
from ..report import Report, problem_value
from ..running import cache_folder, errors_as_exit_codes


@with_shared_options
def validate(
    spec: Annotated[
        list[str],
        typer.Argument(metavar="SPEC…", help="A document, page or `-`; several are merged."),
    ],
    sources: SourceOptions = SourceOptions(),  # noqa: B008 - immutable
    offline: Offline = False,
    strict: Strict = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    as_json: AsJson = False,
) -> None:
    """Report every problem of a document; exit with 3 if it cannot be used."""
    from ...prepare.validate import validate as validate_library
    from ...sources import load_all

    report = Report(quiet=quiet, as_json=as_json, verbose=verbose)
    with errors_as_exit_codes(report):
        library = load_all(
            spec,
            stdin=sys.stdin.buffer,
            conflicts=sources.conflicts,
            access=sources.access,
            cache=cache_folder(),
            is_offline=offline,
        )
        problems = validate_library(library)
        worst = max((problem.severity for problem in problems), default=Severity.NOTE)
        if worst is Severity.ERROR or (strict and worst is Severity.WARNING):
            raise UnusableSource(problems)
        report.problems(problems)
        report.json({"problems": [problem_value(problem) for problem in problems]})
        shown = [without_secrets(each) for each in spec]
        report.line(
            f"{' + '.join(shown)}: valid, {len(problems)} problem{'' if len(problems) == 1 else 's'}",
            "bold",
        )
        report.line(f"Next: clientsmith generate {shlex.join(shown)} -o DIR")
