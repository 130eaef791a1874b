"""`clientsmith fetch`: write the one document that a source amounts to."""

from __future__ import annotations

import shlex
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from ...config import Config
from ...document import METHODS, mapping_at
from ...problem import Severity, UnusableSource
from ...project.output import write_file
from ..clients import Reach, one_client, select
from ..locking import Locking
from ..options import (
    AllowFile,
    AllowPrivate,
    AllowRemote,
    AsJson,
    ConfigFile,
    Conflicting,
    Header,
    Offline,
    Quiet,
    Verbose,
)
from ..progress import shown_progress
from ..report import Report, problem_value
from ..running import cache_folder, errors_as_exit_codes

_SUFFIXES = {".json": "json", ".yaml": "yaml", ".yml": "yaml"}


def fetch(
    source: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SOURCE… | NAME…]",
            help="Documents, pages, folders, sites, or `-`; with --update names of clients.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Where to write it: .json or .yaml."),
    ] = None,
    update: Annotated[
        bool,
        typer.Option("--update", help="Fetch what clients are made from, and renew the lock."),
    ] = False,
    client: Annotated[
        str | None,
        typer.Option(
            "--client",
            metavar="NAME",
            help="Write what a client of the configuration is made from, in place of sources.",
        ),
    ] = None,
    config: ConfigFile = None,
    conflicts: Conflicting = "error",
    allow_remote: AllowRemote = None,
    allow_private: AllowPrivate = False,
    allow_file: AllowFile = None,
    header: Header = None,
    overlays: Annotated[
        list[Path] | None,
        typer.Option("--overlay", metavar="FILE", help="Apply an OpenAPI Overlay to the document."),
    ] = None,
    offline: Offline = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    as_json: AsJson = False,
) -> None:
    """Write one document with everything that sources and their references say; or, with --update,
    fetch what the clients of the configuration are made from and say what has changed."""
    report = Report(quiet=quiet, as_json=as_json, verbose=verbose)
    reach = Reach(conflicts, allow_remote, allow_private, allow_file, header)
    if update:
        if output is not None or overlays or reach.is_set or offline:
            raise typer.BadParameter("with --update give names of clients only")
        with errors_as_exit_codes(report, writes=True):
            _update(source, config, report)
        return
    if output is None or (source and (client is not None or config is not None)):
        raise typer.BadParameter("give SOURCE -o FILE, or --client NAME -o FILE, or --update")
    format = _SUFFIXES.get(output.suffix.lower())
    if format is None:
        raise typer.BadParameter("-o names a file that ends in .json, .yaml or .yml")
    from ...pipeline import fetch_library
    from ...prepare.reshape import Selection
    from ...sources.bundle import bundle, document_text, with_absolute_servers

    with errors_as_exit_codes(report, writes=True):
        if source:
            one = one_client(source, None, package=None, templates=None, reach=reach, strict=False)
            one = replace(one, overlays=tuple(map(str, overlays or ())))
        else:
            if overlays or reach.is_set:
                raise typer.BadParameter("the configuration has overlays and what is allowed")
            one = _only_client(client, config)
        with shown_progress([one.title], report) as progress:
            library = fetch_library(
                one,
                stdin=sys.stdin.buffer,
                progress=partial(progress, 0),
                cache=cache_folder(),
                is_offline=offline,
            )
        library, found = Selection(one.include, one.exclude)(library)
        if any(problem.severity is Severity.ERROR for problem in found):
            raise UnusableSource(found)
        bundled = bundle(library)
        data = with_absolute_servers(bundled.data, library.root.origin)
        changed = write_file(output, document_text(data, "json" if format == "json" else "yaml"))
        problems = (*library.problems, *found, *bundled.unresolved)
        report.problems(problems)
        operations = _operations(data)
        report.json(
            {
                "output": str(output),
                "changed": changed,
                "operations": operations,
                "documents": sorted(library.sources),
                "problems": [problem_value(problem) for problem in problems],
            }
        )
        report.line(
            f"{output}: {operations} operations from {len(library.sources)} "
            f"document{'' if len(library.sources) == 1 else 's'}; "
            f"{'written' if changed else 'unchanged'}",
            "bold",
        )
        if changed and source:
            report.line(f"Next: clientsmith generate {shlex.quote(str(output))} -o DIR")


def _only_client(name: str | None, config: Path | None) -> Config:
    """The client of the configuration that was named, or the only one."""
    clients = select(
        None if name is None else [name],
        None,
        None,
        None,
        config,
        reach=Reach("error", None, False),
        strict=False,
    )
    match clients:
        case [only]:
            return only
        case _:
            names = ", ".join(each.name for each in clients)
            raise typer.BadParameter(f"name one of the clients with --client: {names}")


def _update(names: list[str] | None, config: Path | None, report: Report) -> None:
    from ...pipeline import fetch_library, is_unchanged
    from ...project.lock import documents_of

    reach = Reach("error", None, False)
    clients = select(names, None, None, None, config, reach=reach, strict=False)
    locking = Locking(clients, is_frozen=False, is_listed=True)
    outcomes = []
    for client in clients:
        if not is_unchanged(client, locking.known(client)):
            with shown_progress([client.title], report) as progress:
                library = fetch_library(
                    client,
                    stdin=sys.stdin.buffer,
                    progress=partial(progress, 0),
                    cache=cache_folder(),
                )
            locking.renew(client, documents_of(library))
            report.problems(library.problems)
        changes = locking.changes(client)
        report.line(f"{client.title}: {len(changes)} documents differ from the lock", "bold")
        for change in changes:
            report.line(f"  {change}")
        outcomes.append({"name": client.name, "output": client.output, "changes": changes})
    locking.write()
    if any(outcome["changes"] for outcome in outcomes):
        report.line("Next: run `clientsmith generate`, and commit the lock with what it writes.")
    report.json({"clients": outcomes})


def _operations(data: dict[str, object]) -> int:
    items = mapping_at(data, "/paths").values()
    return sum(key in METHODS for item in items if isinstance(item, dict) for key in item)
