"""`clientsmith check`: compare committed clients with what would be generated."""

from __future__ import annotations

import shlex
from typing import Any

import typer

from ...encode.characters import printable
from ...problem import without_secrets
from ..annotations import Annotate, ReviewAnnotations
from ..batch import BatchResults, run_tasks
from ..clients import ClientOptions, SourceOptions, select
from ..locking import LockFile
from ..options import (
    AsJson,
    ConfigFile,
    Directory,
    Frozen,
    Jobs,
    Offline,
    Quiet,
    Strict,
    Verbose,
    What,
    with_shared_options,
)
from ..report import Report
from ..running import DIFFERENCE, Failure, cache_folder, errors_as_exit_codes
from ..tasks import CheckedClient, ClientTask, check_task, check_task_quickly


@with_shared_options
def check(
    what: What = None,
    directory: Directory = None,
    client_options: ClientOptions = ClientOptions(),  # noqa: B008 - immutable
    config: ConfigFile = None,
    sources: SourceOptions = SourceOptions(),  # noqa: B008 - immutable
    frozen: Frozen = False,
    offline: Offline = False,
    strict: Strict = False,
    jobs: Jobs = None,
    annotate: Annotate = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
    as_json: AsJson = False,
) -> None:
    """Check that clients are what would be generated; exit with 1 and a diff if not."""
    if as_json and annotate is not None:
        raise typer.BadParameter("--json and --annotate both write to standard output")
    report = Report(quiet=quiet, as_json=as_json, verbose=verbose)
    with errors_as_exit_codes(report):
        clients = select(
            what, directory, config, sources=sources, options=client_options, strict=strict
        )
        lock = LockFile(clients, is_frozen=frozen, is_listed=directory is None)
        tasks = [
            ClientTask(client, cache_folder(), offline, lock.locked(client)) for client in clients
        ]
        annotations = ReviewAnnotations()
        results = BatchResults(report)
        different = 0
        for task, checked in run_tasks(
            tasks, check_task, jobs, report, shortcut=check_task_quickly
        ):
            if isinstance(checked, Failure):
                results.add_failure(task.client, checked)
                annotations.add_failure(checked, task.client)
                continue
            results.add(task.client, _value(checked))
            annotations.add_drift(checked.drift, task.folder)
            different += bool(checked.drift)
            if checked.drift and not as_json and annotate is None:
                typer.echo(printable(checked.drift.text()))
            state = "out of date" if checked.drift else "up to date"
            report.line(f"{task.client.output}: {state}", "bold")
        if annotate is not None:
            typer.echo(annotations.text(), nl=False)
        if different and not results.failures:
            names = [task.client.name for task in tasks if task.client.name]
            if directory is not None:
                names = [*map(without_secrets, what or ()), "-o", str(directory)]
                names += client_options.arguments
            more = " with the same options about sources" if sources.is_set else ""
            command = shlex.join(["clientsmith", "generate", *names])
            report.line(f"Next: run `{command}`{more}, and commit the result.")
        results.finish()
        if different:
            raise typer.Exit(DIFFERENCE)


def _value(checked: CheckedClient) -> dict[str, Any]:
    drift = checked.drift
    return {
        "missing": list(drift.missing),
        "extra": list(drift.extra),
        "changed": list(drift.changed),
        "diff": list(drift.diff),
        "cut_off": drift.cut_off,
    }
