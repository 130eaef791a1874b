"""`clientsmith migrate`: write a configuration from that of another generator."""

from __future__ import annotations

from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ...config import CONFIG_FILE, ConfigError, find_config
from ...project.output import write_file
from ..clients import SourceOptions, one_client
from ..options import AsJson, Offline, Quiet, Verbose, with_shared_options
from ..places import configured_source, refuse_to_overwrite, relative
from ..progress import shown_progress
from ..report import SHOWN_PER_CODE, Report
from ..running import cache_folder, errors_as_exit_codes

if TYPE_CHECKING:
    from ...migrate import Entry, Migration


@with_shared_options
def migrate(
    source: Annotated[
        str,
        typer.Argument(
            metavar="SOURCE", help="The other generator's configuration: a file or a folder."
        ),
    ],
    document: Annotated[
        str, typer.Argument(metavar="DOCUMENT", help="The OpenAPI document: a file or a URL.")
    ],
    directory: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="DIR", help="Folder of the generated project."),
    ] = Path("sdk"),
    force: Annotated[
        bool, typer.Option("--force", help="Overwrite a configuration that exists.")
    ] = False,
    sources: SourceOptions = SourceOptions(),  # noqa: B008 - immutable
    offline: Offline = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    as_json: AsJson = False,
) -> None:
    """Write a clientsmith.toml that keeps the names and options of a client that another generator
    made, and a MIGRATION.md that says what became of each setting."""
    from ...migrate import migrate as migrated
    from ...migrate import migration_files

    report = Report(quiet=quiet, as_json=as_json, verbose=verbose)
    with errors_as_exit_codes(report, writes=True):
        spec = configured_source(document)
        if not force:
            _refuse_second_configuration()
        config = one_client([document], None, sources=sources)
        with shown_progress([document], report) as progress:
            migration = migrated(
                source,
                config,
                progress=partial(progress, 0),
                cache=cache_folder(),
                is_offline=offline,
            )
        files = migration_files(migration, source, spec, relative(directory))
        if not force:
            refuse_to_overwrite(map(Path, files), "remove it, or overwrite it with --force")
        for name, text in files.items():
            write_file(Path(name), text)
        _print(migration, report, verbose)
        for name in files:
            report.line(f"{name}: written", "bold")
        report.line("Next: read MIGRATION.md, then clientsmith generate.")
        report.json(_value(migration, list(files)))


def _refuse_second_configuration() -> None:
    there = find_config(Path())
    if there is not None and there.name != CONFIG_FILE:
        raise ConfigError(
            there.name,
            [
                "this is a configuration already, and nothing was written; --force writes another one"
            ],
        )


def _print(migration: Migration, report: Report, verbose: bool) -> None:
    """Print what became of each setting; without `verbose` only some of each kind."""
    from ...migrate import Outcome, share_carried

    for outcome in Outcome:
        entries = [each for each in migration.entries if each.outcome is outcome]
        if not entries:
            continue
        report.line(f"{outcome.value[0].upper()}{outcome.value[1:]}: {len(entries)}", "bold")
        shown: Counter[str] = Counter()
        for each in entries:
            shown[each.subject] += 1
            if verbose or shown[each.subject] <= SHOWN_PER_CODE:
                report.line(f"  {_place(each)} {each.source} → {each.here}")
        hidden = sum(max(0, count - SHOWN_PER_CODE) for count in shown.values())
        if hidden and not verbose:
            report.line(f"  … and {hidden} more; MIGRATION.md lists them", "dim")
    kept, total = share_carried(migration.entries)
    report.line(f"{migration.tool}: {kept} of {total} settings carried over", "bold")


def _place(entry: Entry) -> str:
    location = entry.location
    return location.origin if location.line is None else f"{location.origin}:{location.line}"


def _value(migration: Migration, files: list[str]) -> dict[str, Any]:
    return {
        "tool": migration.tool,
        "written": files,
        "settings": [
            {
                "outcome": each.outcome.value,
                "subject": each.subject,
                "source": each.source,
                "here": each.here,
                "origin": each.location.origin,
                "line": each.location.line,
                "pointer": each.location.pointer,
            }
            for each in migration.entries
        ],
        "new_operations": list(migration.unnamed),
    }
