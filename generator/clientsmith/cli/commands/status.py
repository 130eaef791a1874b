"""`clientsmith status`: what people have done in the folders of clients."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ...config import Config
from ...project.output import OutputError
from ..batch import tell_outcomes
from ..clients import Reach, select
from ..options import AsJson, ConfigFile, Quiet
from ..report import Report, printable
from ..running import Failure, cache_folder, errors_as_exit_codes, failure_of, tell_failure

if TYPE_CHECKING:
    from ...project.edits import EditedFile, FolderStatus


def status(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME…]", help="Clients of the configuration (default: all)."),
    ] = None,
    config: ConfigFile = None,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """List what was edited or added by hand, and what is missing; nothing is generated."""
    from ...project.edits import folder_status

    report = Report(quiet=quiet, as_json=as_json)
    with errors_as_exit_codes(report):
        reach = Reach("error", None, False)
        clients = select(names, None, None, None, config, reach=reach, strict=False)
        outcomes: list[dict[str, Any]] = []
        failures: list[Failure] = []
        statuses: list[tuple[Config, FolderStatus]] = []
        for client in clients:
            named = {"name": client.name, "output": client.output}
            try:
                found = folder_status(client.folder / client.output, cache_folder())
            except OutputError as error:
                failures.append(failure_of(error))
                tell_failure(failures[-1], report)
                outcomes.append({**named, "error": failures[-1].value})
                continue
            if not as_json:
                typer.echo(printable("\n".join(_lines(client, found))))
            statuses.append((client, found))
            outcomes.append({**named, "keep_edits": client.keep_edits, **asdict(found)})
        if statuses and not failures:
            report.line(_advice(statuses), "bold")
        tell_outcomes(outcomes, failures, report)


def _lines(client: Config, found: FolderStatus) -> Iterator[str]:
    if found.is_interrupted:
        yield f"{client.output}: a run is writing here, or was killed while it was"
    if not found.is_generated:
        yield f"{client.output}: not generated yet"
        return
    rows = list(_rows(found))
    end = ":" if rows else ", as generated"
    yield f"{client.output}: {_count(found.files, 'generated file')}{end}"
    for word, path, note in rows:
        yield f"  {word:<11} {path}  {note}".rstrip()


def _rows(found: FolderStatus) -> Iterator[tuple[str, str, str]]:
    """What there is to say of each file: a word, its path, and a note."""
    for edit in found.edited:
        if edit.conflicts:
            yield "in conflict", edit.path, f"line {', '.join(map(str, edit.conflicts))}"
        else:
            yield "edited", edit.path, _size(edit)
    for path in found.missing:
        yield "missing", path, ""
    for path in found.custom:
        yield "custom", path, ""
    for path in found.foreign:
        yield "not ours", path, ""


def _size(edit: EditedFile) -> str:
    if edit.added is None:
        return "nobody knows what was generated"
    return f"+{edit.added} −{edit.removed}"


def _advice(statuses: Sequence[tuple[Config, FolderStatus]]) -> str:
    """What to do next, in one line: the most urgent thing."""
    edits = [(client, edit) for client, found in statuses for edit in found.edited]
    if any(found.is_interrupted for _, found in statuses):
        return "Next: run `clientsmith generate`; it finishes or clears away what was begun."
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
            "Next: run `clientsmith generate` before the document or clientsmith change, and "
            "commit .clientsmith; edits cannot be merged where nobody knows what was generated."
        )
    if any(not edit.has_base for _, edit in edits):
        return (
            "Next: run `clientsmith generate`, and commit .clientsmith; it notes what is needed to "
            "merge the edits."
        )
    if edits:
        return f"{_count(len(edits), 'edited file')}; `clientsmith generate` keeps the edits."
    return "Nothing was edited."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
