"""`clientsmith templates list`: what there is to override, and what is overridden."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import typer

from ....encode.characters import printable_line
from ...options import AsJson, ConfigFile, Quiet
from ...report import Report
from ...running import errors_as_exit_codes
from .folders import CustomFolder, TemplatesFolder, folders

if TYPE_CHECKING:
    from ....template_tools.listing import ListedTemplate


def list_templates(
    templates: TemplatesFolder = None,
    config: ConfigFile = None,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """List the built-in templates and their blocks, and which of them are overridden."""
    from ....context import CONTEXT_VERSION
    from ....template_tools.folder import Record, read_folder, read_record
    from ....template_tools.listing import listed

    report = Report(quiet=quiet, as_json=as_json)
    with errors_as_exit_codes(report):
        found: list[dict[str, Any]] = []
        for each in folders(templates, config) or (None,):
            folder = read_folder(each.place if each else None).without_malformed()
            rows = listed(folder, read_record(each.place) if each else Record())
            if not as_json:
                typer.echo("\n".join(map(printable_line, _lines(each, rows))))
            shown = each.shown if each else None
            found.append({"folder": shown, "templates": [asdict(row) for row in rows]})
        report.json({"context_version": CONTEXT_VERSION, "folders": found})


def _lines(folder: CustomFolder | None, rows: tuple[ListedTemplate, ...]) -> Iterator[str]:
    if folder is not None:
        yield f"{folder.shown}:"
    for row in rows:
        yield _row(row.name, _state(row))
        for block in row.blocks:
            name = f"{'  ' * (len(block.parents) + 1)}{block.name}"
            state = "yours, copied" if block.is_copied else "yours"
            yield _row(name, state if block.is_overridden else "")


def _state(row: ListedTemplate) -> str:
    if not row.is_builtin:
        return "yours"
    if not row.is_replaced:
        return ""
    return "yours, copied" if row.is_copied else "yours"


def _row(name: str, state: str) -> str:
    return f"{name:<44} {state}".rstrip()
