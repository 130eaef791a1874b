"""`clientsmith fetch`: bundle sources into one document, or update the lock."""

from __future__ import annotations

import shlex
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from ...document import METHODS, mapping_at
from ...problem import Severity, UnusableSource
from ...project.output import write_file
from ..clients import SourceOptions, configured_clients, one_client, only_client
from ..locking import LockFile
from ..options import (
    AsJson,
    ConfigFile,
    Offline,
    Quiet,
    Verbose,
    with_shared_options,
)
from ..progress import shown_progress
from ..report import Report, problem_value
from ..running import cache_folder, errors_as_exit_codes

_SUFFIXES = {".json": "json", ".yaml": "yaml", ".yml": "yaml"}


@with_shared_options
def fetch(
    source: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SOURCE… | NAME…",
            help="Documents, pages, folders, sites, or `-`; with --update names of clients.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="File to write: .json or .yaml."),
    ] = None,
    update: Annotated[
        bool,
        typer.Option("--update", help="Fetch the documents of clients, and update the lock."),
    ] = False,
    client: Annotated[
        str | None,
        typer.Option(
            "--client",
            metavar="NAME",
            help="Use the sources of a client of the configuration.",
        ),
    ] = None,
    config: ConfigFile = None,
    sources: SourceOptions = SourceOptions(),  # noqa: B008 - immutable
    overlays: Annotated[
        list[Path] | None,
        typer.Option("--overlay", metavar="FILE", help="Apply an OpenAPI Overlay to the document."),
    ] = None,
    offline: Offline = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    as_json: AsJson = False,
) -> None:
    """Bundle sources and everything that they reference into one document; or, with --update, fetch the
    documents of the configuration's clients, report what has changed and update the lock."""
    report = Report(quiet=quiet, as_json=as_json, verbose=verbose)
    if update:
        if output is not None or overlays or sources.is_set or offline:
            raise typer.BadParameter("--update takes names of clients only")
        with errors_as_exit_codes(report, writes=True):
            _update(source, config, report)
        return
    if output is None or (source and (client is not None or config is not None)):
        raise typer.BadParameter("give SOURCE -o FILE, or --client NAME -o FILE, or --update")
    format = _SUFFIXES.get(output.suffix.lower())
    if format is None:
        raise typer.BadParameter("-o must be a file that ends in .json, .yaml or .yml")
    from ...pipeline import fetch_library
    from ...prepare.reshape import Selection
    from ...sources.bundle import bundle, document_text, with_absolute_servers

    with errors_as_exit_codes(report, writes=True):
        if source:
            one = one_client(source, None, sources=sources)
            one = replace(one, overlays=tuple(map(str, overlays or ())))
        else:
            if overlays or sources.is_set:
                raise typer.BadParameter(
                    "options about sources, and --overlay, can only be used with SOURCE; set them in the configuration"
                )
            names = None if client is None else [client]
            one = only_client(configured_clients(names, config))
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
        root = library.root
        data = with_absolute_servers(bundled.data, "" if root.origin_of else root.place)
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


def _update(names: list[str] | None, config: Path | None, report: Report) -> None:
    from ...pipeline import fetch_library, is_unchanged
    from ...project.lock import documents_of

    clients = configured_clients(names, config)
    lock = LockFile(clients, is_frozen=False, is_listed=True)
    values = []
    for client in clients:
        if not is_unchanged(client, lock.validators(client)):
            with shown_progress([client.title], report) as progress:
                library = fetch_library(
                    client,
                    stdin=sys.stdin.buffer,
                    progress=partial(progress, 0),
                    cache=cache_folder(),
                )
            lock.replace(client, documents_of(library))
            report.problems(library.problems)
        changes = lock.changes(client)
        report.line(
            f"{client.title}: {len(changes)} document{'' if len(changes) == 1 else 's'} changed since the lock was written",
            "bold",
        )
        for change in changes:
            report.line(f"  {change}")
        values.append({"name": client.name, "output": client.output, "changes": changes})
    lock.write()
    if any(value["changes"] for value in values):
        report.line("Next: run `clientsmith generate`, and commit the clients with the lock.")
    report.json({"clients": values})


def _operations(data: dict[str, object]) -> int:
    items = mapping_at(data, "/paths").values()
    return sum(key in METHODS for item in items if isinstance(item, dict) for key in item)
