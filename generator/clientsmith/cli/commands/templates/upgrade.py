"""`clientsmith templates upgrade`: bring custom templates up to date with the built-in ones."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .... import __version__
from ....encode.characters import printable
from ...options import AsJson, ConfigFile, Quiet
from ...report import Report
from ...running import DIFFERENCE, errors_as_exit_codes
from .folders import CustomFolder, TemplatesFolder, some_folders

if TYPE_CHECKING:
    from ....template_tools.folder import Folder
    from ....template_tools.upgrading import Upgrade


def upgrade(
    templates: TemplatesFolder = None,
    config: ConfigFile = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print what would change, and change nothing.")
    ] = False,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Merge what the built-in templates have changed since you copied them; exit with 1 where
    something is left to you."""
    report = Report(quiet=quiet, as_json=as_json)
    with errors_as_exit_codes(report):
        is_done = True
        outcomes: list[dict[str, Any]] = []
        for folder in some_folders(templates, config):
            before, made = _upgraded(folder, is_dry=dry_run)
            _tell(folder, made, report)
            changed = [
                name for name, source in made.folder.custom.items() if before.custom[name] != source
            ]
            if dry_run and not as_json:
                for name in changed:
                    typer.echo(printable(_diff(folder, name, before, made)), nl=False)
            word = "to change" if dry_run else "changed"
            report.line(f"{folder.shown}: {len(changed)} {word}", "bold")
            outcomes.append(_value(folder, made, changed))
            is_done = is_done and made.is_done
        report.json({"folders": outcomes})
        if not is_done:
            raise typer.Exit(DIFFERENCE)


def _upgraded(folder: CustomFolder, *, is_dry: bool) -> tuple[Folder, Upgrade]:
    """Return the templates of a folder before and after; written unless it is dry.

    Raises:
        TemplateProblem: a template cannot be read or parsed.
        ConfigError: the record is damaged.
        OutputError: a file cannot be written.
    """
    from ....template_tools.folder import kept_text, read_folder, read_record
    from ....template_tools.upgrading import upgrade as upgrade_folder
    from ....template_tools.upgrading import write_upgrade

    record = read_record(folder.place)
    before = read_folder(folder.place)
    before.check()
    made = upgrade_folder(
        before,
        record,
        lambda piece: kept_text(folder.place, piece),
        version=__version__,
    )
    if not is_dry:
        write_upgrade(folder.place, before, record, made)
    return before, made


def _tell(folder: CustomFolder, made: Upgrade, report: Report) -> None:
    for step in made.steps:
        file = (folder.place / step.template).as_posix()
        place = file if step.line is None else f"{file}:{step.line}"
        for line in (place, f"  {step.message}"):
            report.line(line, "yellow" if step.is_open else "")


def _diff(folder: CustomFolder, name: str, before: Folder, made: Upgrade) -> str:
    lines = difflib.unified_diff(
        before.custom[name].text.split("\n"),
        made.folder.custom[name].text.split("\n"),
        f"a/{(folder.place / name).as_posix()}",
        f"b/{(folder.place / name).as_posix()}",
        lineterm="",
    )
    return "".join(f"{line}\n" for line in lines)


def _value(folder: CustomFolder, made: Upgrade, changed: list[str]) -> dict[str, Any]:
    return {
        "folder": folder.shown,
        "changed": changed,
        "steps": [
            {
                "template": step.template,
                "line": step.line,
                "message": step.message,
                "is_open": step.is_open,
            }
            for step in made.steps
        ],
    }
