"""`clientsmith check`: tell whether committed clients are what would be generated."""

from __future__ import annotations

import shlex
from typing import Any

import typer

from ..annotations import Annotate, Annotations
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
    Strict,
    Templates,
    Verbose,
    What,
)
from ..report import Report, printable
from ..running import DIFFERENCE, Failure, errors_as_exit_codes, tell_failure
from ..tasks import Checked, compare_client, known_current


def check(
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
    frozen: Frozen = False,
    offline: Offline = False,
    strict: Strict = False,
    jobs: Jobs = None,
    annotate: Annotate = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
    as_json: AsJson = False,
) -> None:
    """Exit with 1 and a diff where a committed client is not what would be generated."""
    if as_json and annotate is not None:
        raise typer.BadParameter("--json and --annotate both write to standard output")
    reach = Reach(conflicts, allow_remote, allow_private, allow_file, header)
    report = Report(quiet=quiet, as_json=as_json, verbose=verbose)
    with errors_as_exit_codes(report):
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
        locking = Locking(clients, is_frozen=frozen, is_listed=directory is None)
        tasks = tasks_for(clients, locking, is_offline=offline)
        annotations = Annotations()
        outcomes: list[dict[str, Any]] = []
        failures: list[Failure] = []
        different = 0
        for task, checked in results_of(tasks, compare_client, jobs, report, known=known_current):
            if isinstance(checked, Failure):
                failures.append(checked)
                outcomes.append(outcome_value(task, {"error": checked.value}))
                annotations.add_failure(checked, task.client)
                tell_failure(checked, report)
                continue
            outcomes.append(outcome_value(task, _value(checked)))
            annotations.add_drift(checked.drift, task.folder)
            different += bool(checked.drift)
            if checked.drift and not as_json and annotate is None:
                typer.echo(printable(checked.drift.text()))
            said = "differs from" if checked.drift else "is"
            report.line(f"{task.client.output}: {said} what would be generated", "bold")
        if annotate is not None:
            typer.echo(annotations.text(), nl=False)
        if different and not failures:
            names = " ".join(shlex.quote(task.client.name) for task in tasks if task.client.name)
            report.line(
                f"Next: run `{f'clientsmith generate {names}'.strip()}`, and commit the result."
            )
        tell_outcomes(outcomes, failures, report)
        if different:
            raise typer.Exit(DIFFERENCE)


def _value(checked: Checked) -> dict[str, Any]:
    drift = checked.drift
    return {
        "missing": list(drift.missing),
        "extra": list(drift.extra),
        "changed": list(drift.changed),
        "diff": list(drift.diff),
        "cut_off": drift.cut_off,
    }
