"""`clientsmith status`: list edited, added and missing files of clients."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from ...config import Config
from ...encode.characters import printable_line
from ...project.output import OutputError
from ..batch import BatchResults
from ..clients import configured_clients
from ..options import AsJson, ConfigFile, Quiet
from ..report import Report
from ..running import cache_folder, errors_as_exit_codes, failure_of

if TYPE_CHECKING:
    from ...project.edits import EditedFile, FolderStatus


def status(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="NAME…", help="Clients of the configuration (default: all)."),
    ] = None,
    config: ConfigFile = None,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """List edited, added and missing files of clients; nothing is generated."""
    from ...project.edits import folder_status

    report = Report(quiet=quiet, as_json=as_json)
    with errors_as_exit_codes(report):
        clients = configured_clients(names, config, needs_trust=False)
        results = BatchResults(report)
        statuses: list[tuple[Config, FolderStatus]] = []
        for client in clients:
            try:
                found = folder_status(client.folder / client.output, cache_folder())
            except OutputError as error:
                results.add_failure(client, failure_of(error))
                continue
            if not as_json:
                typer.echo("\n".join(map(printable_line, _lines(client, found))))
            statuses.append((client, found))
            results.add(client, {"keep_edits": client.keep_edits, **asdict(found)})
        if statuses and not results.failures:
            report.line(_advice(statuses), "bold")
        results.finish()


def _lines(client: Config, found: FolderStatus) -> Iterator[str]:
    if found.is_interrupted:
        yield f"{client.output}: another run is writing here, or was killed"
    if not found.is_generated:
        yield f"{client.output}: not generated yet"
        return
    rows = list(_rows(found))
    end = ":" if rows else ", unchanged"
    yield f"{client.output}: {_count(found.files, 'generated file')}{end}"
    for word, path, note in rows:
        yield f"  {word:<11} {path}  {note}".rstrip()


def _rows(found: FolderStatus) -> Iterator[tuple[str, str, str]]:
    """Yield a word, the path and a note for each file."""
    for edit in found.edited:
        if edit.conflicts:
            yield "conflict", edit.path, f"line {', '.join(map(str, edit.conflicts))}"
        else:
            yield "edited", edit.path, _size(edit)
    for path in found.missing:
        yield "missing", path, ""
    for path in found.custom:
        yield "custom", path, ""
    for path in found.foreign:
        yield "unknown", path, ""


def _size(edit: EditedFile) -> str:
    if edit.added is None:
        return "original unknown"
    return f"+{edit.added} −{edit.removed}"


def _advice(statuses: Sequence[tuple[Config, FolderStatus]]) -> str:
    """Return the most urgent thing to do next, in one line."""
    edits = [(client, edit) for client, found in statuses for edit in found.edited]
    if any(found.is_interrupted for _, found in statuses):
        return "Next: run `clientsmith generate`; it finishes or undoes the interrupted run."
    if any(edit.conflicts for _, edit in edits):
        return (
            "Next: resolve the conflicts between `<<<<<<<` and `>>>>>>>`, then run "
            "`clientsmith generate`."
        )
    if any(found.missing or not found.is_generated for _, found in statuses):
        return "Next: run `clientsmith generate`; it writes what is missing."
    if any(not client.keep_edits for client, _ in edits):
        return (
            "Next: set `keep_edits = true`, or move the edits into modules in custom/; "
            "`clientsmith generate` stops at edited files."
        )
    if any(edit.added is None for _, edit in edits):
        return (
            "Next: run `clientsmith generate` before the document or clientsmith changes, and commit "
            ".clientsmith; edits cannot be merged if the originally generated text is unknown."
        )
    if any(not edit.has_base for _, edit in edits):
        return (
            "Next: run `clientsmith generate`, and commit .clientsmith; it stores what is needed to "
            "merge the edits."
        )
    if edits:
        return f"{_count(len(edits), 'edited file')}; `clientsmith generate` keeps the edits."
    return "No file was edited."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
