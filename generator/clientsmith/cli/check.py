"""`clientsmith check`: tell whether committed clients are what would be generated."""

from __future__ import annotations

import typer

from .. import output
from .clients import Reach, select
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
    Strict,
    Templates,
    Verbose,
    What,
)
from .report import Report, printable
from .running import DIFFERENCE, errors_as_exit_codes, in_memory


def check(
    what: What = None,
    directory: Directory = None,
    package: Package = None,
    templates: Templates = None,
    config: ConfigFile = None,
    conflicts: Conflicting = "error",
    allow_remote: AllowRemote = None,
    allow_private: AllowPrivate = False,
    frozen: Frozen = False,
    offline: Offline = False,
    strict: Strict = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    as_json: AsJson = False,
) -> None:
    """Exit with 1 and a diff where a committed client is not what would be generated."""
    reach = Reach(conflicts, allow_remote, allow_private)
    report = Report(quiet=quiet, as_json=as_json, verbose=verbose)
    with errors_as_exit_codes(report):
        outcomes = []
        different = False
        clients = select(what, directory, package, templates, config, reach=reach, strict=strict)
        locking = Locking(clients, is_frozen=frozen, is_listed=directory is None)
        for client in clients:
            generated = in_memory(client, report, is_offline=offline)
            locking.note(client, generated.planned.library)
            drift = output.compare(generated.files, client.folder / client.output)
            different = different or bool(drift)
            if drift and not as_json:
                typer.echo(printable(drift.text()))
            outcomes.append(
                {
                    "name": client.name,
                    "output": client.output,
                    "missing": list(drift.missing),
                    "extra": list(drift.extra),
                    "changed": list(drift.changed),
                }
            )
            report.line(
                f"{client.output}: {'differs from' if drift else 'is'} what would be generated",
                "bold",
            )
        report.json({"clients": outcomes})
        if different:
            report.line("Run `clientsmith generate` and commit the result.")
            raise typer.Exit(DIFFERENCE)
