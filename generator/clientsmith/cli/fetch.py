"""`clientsmith fetch`: write the one document that a source amounts to."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from ..bundle import bundle, document_text
from ..fetch import Access, load, read_file
from ..output import write_file
from ..reshape import Reshaping
from .options import AllowPrivate, AllowRemote, AsJson, Conflicting, Quiet, Verbose
from .report import Report, problem_value
from .running import errors_as_exit_codes

_SUFFIXES = {".json": "json", ".yaml": "yaml", ".yml": "yaml"}
_METHODS = frozenset(["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"])


def fetch(
    source: Annotated[
        str,
        typer.Argument(metavar="SOURCE", help="A document, a page, a folder, a site, or `-`."),
    ],
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="FILE", help="Where to write it: .json or .yaml."),
    ],
    conflicts: Conflicting = "error",
    allow_remote: AllowRemote = None,
    allow_private: AllowPrivate = False,
    overlays: Annotated[
        list[Path] | None,
        typer.Option("--overlay", metavar="FILE", help="Apply an OpenAPI Overlay to the document."),
    ] = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
    as_json: AsJson = False,
) -> None:
    """Write one document with everything that a source and its references say."""
    format = _SUFFIXES.get(output.suffix.lower())
    if format is None:
        raise typer.BadParameter("-o names a file that ends in .json, .yaml or .yml")
    report = Report(quiet=quiet, as_json=as_json, verbose=verbose)
    with errors_as_exit_codes(report):
        access = Access(frozenset(map(str.lower, allow_remote or ())), allow_private)
        reshape = Reshaping([read_file(file) for file in overlays or ()])
        library = load(
            source,
            stdin=sys.stdin.buffer,
            conflicts=conflicts,
            access=access,
            reshape=reshape if overlays else None,
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


def _operations(data: dict[str, object]) -> int:
    paths = data.get("paths")
    return sum(
        key in _METHODS
        for item in (paths.values() if isinstance(paths, dict) else ())
        for key in (item if isinstance(item, dict) else ())
    )
