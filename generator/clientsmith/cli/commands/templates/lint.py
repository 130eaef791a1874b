"""`clientsmith templates lint`: check templates without a document."""

from __future__ import annotations

import typer

from ....config import Config
from ....problem import Problem, Severity
from ...annotations import Annotate, ReviewAnnotations
from ...options import AsJson, ConfigFile, Quiet, Verbose
from ...report import Report, problem_value
from ...running import DIFFERENCE, Failure, errors_as_exit_codes
from .folders import TemplatesFolder, some_folders


def lint(
    templates: TemplatesFolder = None,
    config: ConfigFile = None,
    annotate: Annotate = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
    as_json: AsJson = False,
) -> None:
    """Report every problem of custom templates; exit with 1 if there is any."""
    if as_json and annotate is not None:
        raise typer.BadParameter("--json and --annotate both write to standard output")
    from ....template_tools.linting import lint as problems_of

    report = Report(quiet=quiet, as_json=as_json, verbose=verbose)
    with errors_as_exit_codes(report):
        problems: list[Problem] = []
        chosen = some_folders(templates, config)
        for folder in chosen:
            found = problems_of(folder.place, folder.additions())
            problems += [folder.placed(problem) for problem in found]
        report.problems(problems)
        if annotate is not None:
            annotations = ReviewAnnotations("templates lint")
            annotations.add_failure(Failure(DIFFERENCE, problems=tuple(problems)), Config())
            typer.echo(annotations.text(), nl=False)
        report.json({"problems": [problem_value(problem) for problem in problems]})
        wrong = sum(problem.severity is not Severity.NOTE for problem in problems)
        names = ", ".join(folder.shown for folder in chosen)
        if wrong:
            report.line(f"{names}: {wrong} problem{'' if wrong == 1 else 's'}", "bold")
            raise typer.Exit(DIFFERENCE)
        report.line(f"{names}: no problems", "bold")
