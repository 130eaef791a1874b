"""`clientsmith generate`: write clients."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ...config import Config
from ...problem import Severity
from ..batch import BatchResults, run_tasks
from ..clients import ClientOptions, SourceOptions, select
from ..help import RARE
from ..locking import LockFile
from ..options import (
    AsJson,
    ConfigFile,
    Directory,
    Frozen,
    Jobs,
    Offline,
    Quiet,
    ReportFile,
    Strict,
    Verbose,
    What,
    with_shared_options,
)
from ..report import STANDARD_OUTPUT, Report, coverage_value, problem_value, write_coverage
from ..running import DIFFERENCE, Failure, cache_folder, errors_as_exit_codes
from ..tasks import ClientTask, WrittenClient, generate_task

if TYPE_CHECKING:
    from ...project.edits import WriteResult


def report_edits(client: Config, result: WriteResult, report: Report) -> None:
    """Report kept edits and conflicts."""
    for conflict in result.conflicts:
        line = "" if conflict.line is None else f":{conflict.line}"
        report.error(f"{client.output}/{conflict.path}{line}: {conflict.reason}")
    if result.kept:
        files = "1 file" if len(result.kept) == 1 else f"{len(result.kept)} files"
        report.line(f"{client.output}: edits kept in {files}; commit .clientsmith with them")


def edits_value(result: WriteResult) -> dict[str, Any]:
    """Return kept edits and conflicts as JSON."""
    return {
        "kept": list(result.kept),
        "conflicts": [
            {"path": conflict.path, "line": conflict.line, "reason": conflict.reason}
            for conflict in result.conflicts
        ],
    }


@with_shared_options
def generate(
    what: What = None,
    directory: Directory = None,
    client_options: ClientOptions = ClientOptions(),  # noqa: B008 - immutable
    config: ConfigFile = None,
    sources: SourceOptions = SourceOptions(),  # noqa: B008 - immutable
    force: Annotated[
        bool, typer.Option("--force", help="Overwrite files that were edited by hand.")
    ] = False,
    rename: Annotated[
        bool,
        typer.Option(
            "--rename",
            help="Choose all names anew, ignoring previous ones.",
            rich_help_panel=RARE,
        ),
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
    """Write a client from a document, or with no arguments those of clientsmith.toml."""
    if as_json and coverage == STANDARD_OUTPUT:
        raise typer.BadParameter("--json and --report - both write to standard output")
    report = Report(quiet=quiet, as_json=as_json, verbose=verbose)
    with errors_as_exit_codes(report, writes=True):
        clients = select(
            what, directory, config, sources=sources, options=client_options, strict=strict
        )
        clients = tuple(replace(client, rename=rename) for client in clients)
        lock = LockFile(clients, is_frozen=frozen, is_listed=directory is None)
        tasks = [
            ClientTask(
                client, cache_folder(), offline, lock.locked(client), force, coverage is not None
            )
            for client in clients
        ]
        results = BatchResults(report, writes=True)
        written: list[tuple[ClientTask, WrittenClient]] = []
        for task, made in run_tasks(tasks, generate_task, jobs, report):
            if isinstance(made, Failure):
                results.add_failure(task.client, made)
                continue
            lock.record(task.client, made.documents)
            lock.write()
            _report(task, made, report)
            written.append((task, made))
            results.add(task.client, _value(made))
        if coverage is not None and written:
            write_coverage([made.covered for _, made in written if made.covered], coverage)
        _report_total(written, len(results.failures), report)
        results.finish()
        if any(made.result.conflicts for _, made in written):
            raise typer.Exit(DIFFERENCE)


def _report(task: ClientTask, made: WrittenClient, report: Report) -> None:
    report.problems(made.problems)
    coverage, written = made.coverage, made.result.written
    warnings = sum(problem.severity is Severity.WARNING for problem in made.problems)
    report.line(
        f"{task.client.output}: {coverage.operations_generated} of {coverage.operations} operations, "
        f"{coverage.schemas_generated} of {coverage.schemas} schemas; "
        f"{warnings} warning{'' if warnings == 1 else 's'}; "
        f"{len(written.changed)} files written, {len(written.unchanged)} unchanged, "
        f"{len(written.removed)} removed",
        "bold",
    )
    report_edits(task.client, made.result, report)


def _report_total(
    written: list[tuple[ClientTask, WrittenClient]], failures: int, report: Report
) -> None:
    """Print a line about all clients if there are several, and what to do next."""
    changed = [(task, made) for task, made in written if _has_changed(made)]
    if len(written) + failures > 1:
        report.line(
            f"{len(written) + failures} clients: {len(changed)} changed, "
            f"{len(written) - len(changed)} unchanged, {failures} failed",
            "bold",
        )
    if failures:
        return
    if any(made.result.conflicts for _, made in changed):
        report.line("Next: resolve the conflicts above, then run this command again.")
    elif not changed:
        report.line("Nothing changed.")
    elif all(made.is_new for _, made in changed):
        packages = [
            task
            for task, _ in changed
            if task.client.target == "client" and not task.client.package_only
        ]
        folders = _folders(packages or [task for task, _ in changed])
        if packages:
            report.line(
                f"Next: pip install {folders}; see the README.md there for the first steps."
            )
        else:
            report.line(f"Next: review {folders}, and commit it.")
    else:
        folders = _folders(task for task, _ in changed)
        report.line(f"Next: review `git diff {folders}`, and commit it.")


def _folders(tasks: Iterable[ClientTask]) -> str:
    """Return output folders as arguments that are paths for every program: to pip, `sdk` is the name
    of a distribution on the package index."""
    folders = (task.client.output for task in tasks)
    return " ".join(
        shlex.quote(each if each[0] == "." or Path(each).is_absolute() else f"./{each}")
        for each in folders
    )


def _has_changed(made: WrittenClient) -> bool:
    return bool(made.result.written.changed or made.result.written.removed)


def _value(made: WrittenClient) -> dict[str, Any]:
    written = made.result.written
    return {
        "package": made.package,
        **coverage_value(made.coverage),
        "problems": [problem_value(problem) for problem in made.problems],
        "written": list(written.changed),
        "unchanged": list(written.unchanged),
        "removed": list(written.removed),
        **edits_value(made.result),
    }
