"""`clientsmith generate`: write clients."""

from __future__ import annotations

import shlex
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ...config import Config
from ...problem import Severity
from ..batch import outcome_value, results_of, tasks_for, tell_outcomes
from ..clients import Reach, select
from ..locking import Locking
from ..options import (
    AllowFile,
    AllowPrivate,
    AllowRemote,
    AsJson,
    ConfigFile,
    Conflicting,
    Directory,
    Frozen,
    Header,
    Jobs,
    KeepEdits,
    Offline,
    Package,
    Quiet,
    ReportFile,
    Strict,
    Templates,
    Verbose,
    What,
)
from ..report import STANDARD_OUTPUT, Report, coverage_value, problem_value, write_coverage
from ..running import DIFFERENCE, Failure, errors_as_exit_codes, tell_failure
from ..tasks import Made, Task, make

if TYPE_CHECKING:
    from ...project.edits import WriteResult


def tell_edits(client: Config, outcome: WriteResult, report: Report) -> None:
    """Say where edits were kept, and where they conflict with what is generated."""
    for conflict in outcome.conflicts:
        line = "" if conflict.line is None else f":{conflict.line}"
        report.error(f"{client.output}/{conflict.path}{line}: {conflict.reason}")
    if outcome.kept:
        files = "1 file" if len(outcome.kept) == 1 else f"{len(outcome.kept)} files"
        report.line(f"{client.output}: edits kept in {files}; commit .clientsmith with them")


def edits_value(outcome: WriteResult) -> dict[str, Any]:
    """The same as JSON."""
    return {
        "kept": list(outcome.kept),
        "conflicts": [
            {"path": conflict.path, "line": conflict.line, "reason": conflict.reason}
            for conflict in outcome.conflicts
        ],
    }


def generate(
    what: What = None,
    directory: Directory = None,
    package: Package = None,
    templates: Templates = None,
    keep_edits: KeepEdits = False,
    config: ConfigFile = None,
    conflicts: Conflicting = "error",
    allow_remote: AllowRemote = None,
    allow_private: AllowPrivate = False,
    allow_file: AllowFile = None,
    header: Header = None,
    force: Annotated[
        bool, typer.Option("--force", help="Overwrite files that were edited by hand.")
    ] = False,
    rename: Annotated[
        bool, typer.Option("--rename", help="Find all names anew, whatever they were before.")
    ] = False,
    coverage: ReportFile = None,
    frozen: Frozen = False,
    offline: Offline = False,
    strict: Strict = False,
    jobs: Jobs = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
    as_json: AsJson = False,
) -> None:
    """Write the clients that the configuration lists, or one from a document: SPEC -o DIR."""
    if as_json and coverage == STANDARD_OUTPUT:
        raise typer.BadParameter("--json and --report - both write to standard output")
    reach = Reach(conflicts, allow_remote, allow_private, allow_file, header)
    report = Report(quiet=quiet, as_json=as_json, verbose=verbose)
    with errors_as_exit_codes(report, writes=True):
        clients = select(
            what,
            directory,
            package,
            templates,
            config,
            reach=reach,
            strict=strict,
            keep_edits=keep_edits,
        )
        clients = tuple(replace(client, rename=rename) for client in clients)
        locking = Locking(clients, is_frozen=frozen, is_listed=directory is None)
        tasks = tasks_for(
            clients, locking, is_offline=offline, force=force, is_covered=coverage is not None
        )
        outcomes: list[dict[str, Any]] = []
        failures: list[Failure] = []
        written: list[tuple[Task, Made]] = []
        for task, made in results_of(tasks, make, jobs, report):
            if isinstance(made, Failure):
                failures.append(made)
                outcomes.append(outcome_value(task, {"error": made.value}))
                tell_failure(made, report, writes=True)
                continue
            locking.record(task.client, made.documents)
            locking.write()
            _tell(task, made, report)
            written.append((task, made))
            outcomes.append(outcome_value(task, _value(made)))
        if coverage is not None:
            write_coverage([made.covered for _, made in written if made.covered], coverage)
        _sum_up(written, failures, report)
        tell_outcomes(outcomes, failures, report)
        if any(made.outcome.conflicts for _, made in written):
            raise typer.Exit(DIFFERENCE)


def _tell(task: Task, made: Made, report: Report) -> None:
    report.problems(made.problems)
    coverage, written = made.coverage, made.outcome.written
    warnings = sum(problem.severity is Severity.WARNING for problem in made.problems)
    report.line(
        f"{task.client.output}: {coverage.operations_generated} of {coverage.operations} operations, "
        f"{coverage.schemas_generated} of {coverage.schemas} schemas; "
        f"{warnings} warning{'' if warnings == 1 else 's'}; "
        f"{len(written.changed)} files written, {len(written.unchanged)} unchanged, "
        f"{len(written.removed)} removed",
        "bold",
    )
    tell_edits(task.client, made.outcome, report)


def _sum_up(written: list[tuple[Task, Made]], failures: list[Failure], report: Report) -> None:
    """One line about all clients where there are several, and what to do next."""
    changed = [(task, made) for task, made in written if _has_changed(made)]
    if len(written) + len(failures) > 1:
        report.line(
            f"{len(written) + len(failures)} clients: {len(changed)} changed, "
            f"{len(written) - len(changed)} unchanged, {len(failures)} failed",
            "bold",
        )
    if failures:
        return
    if any(made.outcome.conflicts for _, made in changed):
        report.line("Next: resolve the conflicts above, then run this again.")
    elif not changed:
        report.line("Nothing changed.")
    elif all(made.is_new for _, made in changed):
        packages = [task for task, _ in changed if task.client.target == "client"]
        places = " ".join(
            shlex.quote(task.client.output) for task in packages or [task for task, _ in changed]
        )
        if packages:
            report.line(f"Next: pip install {places}; the README.md there shows how to begin.")
        else:
            report.line(f"Next: look at {places}, and commit it.")
    else:
        places = " ".join(shlex.quote(task.client.output) for task, _ in changed)
        report.line(f"Next: look through `git diff {places}`, and commit it.")


def _has_changed(made: Made) -> bool:
    return bool(made.outcome.written.changed or made.outcome.written.removed)


def _value(made: Made) -> dict[str, Any]:
    written = made.outcome.written
    return {
        "package": made.package,
        **coverage_value(made.coverage),
        "problems": [problem_value(problem) for problem in made.problems],
        "written": list(written.changed),
        "unchanged": list(written.unchanged),
        "removed": list(written.removed),
        **edits_value(made.outcome),
    }
