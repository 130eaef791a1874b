"""`clientsmith fetch`: write the one document that a source amounts to."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from ..bundle import bundle, document_text
from ..document import METHODS, mapping_at
from ..fetch import load, read_file
from ..output import write_file
from ..pipeline import fetch_library
from ..reshape import Reshaping
from .clients import Reach, select
from .locking import Locking
from .options import (
    AllowPrivate,
    AllowRemote,
    AsJson,
    ConfigFile,
    Conflicting,
    Offline,
    Quiet,
    Verbose,
)
from .report import Report, problem_value
from .running import cache_folder, errors_as_exit_codes

_SUFFIXES = {".json": "json", ".yaml": "yaml", ".yml": "yaml"}


def fetch(
    source: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SOURCE | NAME…]",
            help="A document, a page, a folder, a site, or `-`; with --update names of clients.",
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
    config: ConfigFile = None,
    conflicts: Conflicting = "error",
    allow_remote: AllowRemote = None,
    allow_private: AllowPrivate = False,
    overlays: Annotated[
        list[Path] | None,
        typer.Option("--overlay", metavar="FILE", help="Apply an OpenAPI Overlay to the document."),
    ] = None,
    offline: Offline = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    as_json: AsJson = False,
) -> None:
    """Write one document with everything that a source and its references say; or, with --update,
    fetch what the clients of the configuration are made from and say what has changed."""
    report = Report(quiet=quiet, as_json=as_json, verbose=verbose)
    reach = Reach(conflicts, allow_remote, allow_private)
    if update:
        if output is not None or overlays or reach.is_set or offline:
            raise typer.BadParameter("with --update give names of clients only")
        with errors_as_exit_codes(report):
            _update(source, config, report)
        return
    if source is None or len(source) != 1 or output is None or config is not None:
        raise typer.BadParameter("give one source and a file: SOURCE -o FILE; or --update")
    format = _SUFFIXES.get(output.suffix.lower())
    if format is None:
        raise typer.BadParameter("-o names a file that ends in .json, .yaml or .yml")
    with errors_as_exit_codes(report):
        reshape = Reshaping([read_file(file) for file in overlays or ()])
        library = load(
            source[0],
            stdin=sys.stdin.buffer,
            conflicts=conflicts,
            access=reach.access,
            reshape=reshape if overlays else None,
            cache=cache_folder(),
            is_offline=offline,
        )
        data, unresolved = bundle(library)
        changed = write_file(output, document_text(data, "json" if format == "json" else "yaml"))
        problems = (*library.problems, *unresolved)
        report.problems(problems)
        operations = _operations(data)
        report.json(
            {
                "output": str(output),
                "changed": changed,
                "operations": operations,
                "documents": sorted(library.documents),
                "problems": [problem_value(problem) for problem in problems],
            }
        )
        report.line(
            f"{output}: {operations} operations from {len(library.documents)} "
            f"document{'' if len(library.documents) == 1 else 's'}; "
            f"{'written' if changed else 'unchanged'}",
            "bold",
        )


def _update(names: list[str] | None, config: Path | None, report: Report) -> None:
    reach = Reach("error", None, False)
    clients = select(names, None, None, None, config, reach=reach, strict=False)
    locking = Locking(clients, is_frozen=False, is_listed=True)
    outcomes = []
    for client in clients:
        library = fetch_library(client, stdin=sys.stdin.buffer, cache=cache_folder())
        locking.note(client, library)
        report.problems(library.problems)
        changes = locking.changes(client)
        name = client.name or client.spec
        report.line(f"{name}: {len(changes)} documents differ from the lock", "bold")
        for change in changes:
            report.line(f"  {change}")
        outcomes.append({"name": client.name, "output": client.output, "changes": changes})
    locking.write()
    report.json({"clients": outcomes})


def _operations(data: dict[str, object]) -> int:
    items = mapping_at(data, "/paths").values()
    return sum(key in METHODS for item in items if isinstance(item, dict) for key in item)
