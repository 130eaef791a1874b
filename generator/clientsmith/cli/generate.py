"""`clientsmith generate`: write clients."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from .. import output
from ..config import Config
from ..pipeline import Generated
from ..problem import Severity
from .clients import Reach, select
from .coverage import STANDARD_OUTPUT, client_coverage, write_coverage
from .locking import Locking
from .options import (
    AllowPrivate,
    AllowRemote,
    AsJson,
    ConfigFile,
    Conflicting,
    Directory,
    Frozen,
    Offline,
    Package,
    Quiet,
    ReportFile,
    Strict,
    Templates,
    Verbose,
    What,
)
from .report import Report, coverage_value, problem_value
from .running import errors_as_exit_codes, in_memory


def generate(
    what: What = None,
    directory: Directory = None,
    package: Package = None,
    templates: Templates = None,
    config: ConfigFile = None,
    conflicts: Conflicting = "error",
    allow_remote: AllowRemote = None,
    allow_private: AllowPrivate = False,
    force: Annotated[
        bool, typer.Option("--force", help="Overwrite files that were edited by hand.")
    ] = False,
    coverage: ReportFile = None,
    frozen: Frozen = False,
    offline: Offline = False,
    strict: Strict = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    as_json: AsJson = False,
) -> None:
    """Write the clients that the configuration lists, or one from a document: SPEC -o DIR."""
    if as_json and coverage == STANDARD_OUTPUT:
        raise typer.BadParameter("--json and --report - both write to standard output")
    reach = Reach(conflicts, allow_remote, allow_private)
    report = Report(quiet=quiet, as_json=as_json, verbose=verbose)
    with errors_as_exit_codes(report):
        outcomes = []
        covered = []
        clients = select(what, directory, package, templates, config, reach=reach, strict=strict)
        locking = Locking(clients, is_frozen=frozen, is_listed=directory is None)
        for client in clients:
            generated = in_memory(client, report, is_offline=offline)
            locking.note(client, generated.planned.library)
            written = output.write(generated.files, client.folder / client.output, force=force)
            _summarize(client, generated, written, report)
            outcomes.append(_value(client, generated, written))
            locking.write()
            if coverage is not None:
                covered.append(client_coverage(client, generated.planned))
        if coverage is not None:
            write_coverage(covered, coverage)
        report.json({"clients": outcomes})


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
