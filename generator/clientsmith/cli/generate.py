"""`clientsmith generate`: write clients."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from .. import output
from ..config import Config
from ..pipeline import Generated, generate_client
from ..problem import Severity
from .clients import chosen_clients, one_client
from .options import (
    AsJson,
    ConfigFile,
    Directory,
    Package,
    Quiet,
    Strict,
    Templates,
    Verbose,
    What,
)
from .report import Report, coverage_value, problem_value
from .running import cache_folder, errors_as_exit_codes, stages_of


def generate(
    what: What = None,
    directory: Directory = None,
    package: Package = None,
    templates: Templates = None,
    config: ConfigFile = None,
    force: Annotated[
        bool, typer.Option("--force", help="Overwrite files that were edited by hand.")
    ] = False,
    strict: Strict = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    as_json: AsJson = False,
) -> None:
    """Write the clients that the configuration lists, or one from a document: SPEC -o DIR."""
    report = Report(quiet=quiet, as_json=as_json, verbose=verbose)
    with errors_as_exit_codes(report):
        outcomes = []
        for client in select(what, directory, package, templates, config, strict=strict):
            generated = generate_client(
                client,
                stdin=sys.stdin.buffer,
                progress=stages_of(client, report),
                cache=cache_folder(),
            )
            written = output.write(generated.files, client.folder / client.output, force=force)
            _summarize(client, generated, written, report)
            outcomes.append(_value(client, generated, written))
        report.json({"clients": outcomes})


def select(
    what: list[str] | None,
    directory: Path | None,
    package: str | None,
    templates: Path | None,
    config: Path | None,
    *,
    strict: bool,
) -> tuple[Config, ...]:
    """The clients that the arguments mean: with an output folder one document, else names.

    Raises:
        typer.BadParameter: the arguments do not go together.
        ConfigError: the configuration has mistakes or knows no such client.
    """
    if directory is not None:
        if what is None or len(what) != 1:
            raise typer.BadParameter("with -o give one document: SPEC -o DIR")
        return (
            one_client(what[0], directory, package=package, templates=templates, strict=strict),
        )
    if package is not None or templates is not None:
        raise typer.BadParameter("--package and --templates go with SPEC -o DIR")
    return chosen_clients(what or [], config, strict=strict)


def _summarize(
    client: Config, generated: Generated, written: output.Written, report: Report
) -> None:
    planned = generated.planned
    coverage = planned.coverage
    report.problems(planned.problems)
    warnings = sum(problem.severity is Severity.WARNING for problem in planned.problems)
    report.line(
        f"{client.output}: {coverage.operations_generated} of {coverage.operations} operations, "
        f"{coverage.schemas_generated} of {coverage.schemas} schemas; "
        f"{warnings} warning{'' if warnings == 1 else 's'}; "
        f"{len(written.changed)} files written, {len(written.unchanged)} unchanged, "
        f"{len(written.removed)} removed",
        "bold",
    )


def _value(client: Config, generated: Generated, written: output.Written) -> dict[str, Any]:
    planned = generated.planned
    return {
        "name": client.name,
        "package": str(planned.package.name),
        "output": client.output,
        **coverage_value(planned.coverage),
        "problems": [problem_value(problem) for problem in planned.problems],
        "written": list(written.changed),
        "unchanged": list(written.unchanged),
        "removed": list(written.removed),
    }
