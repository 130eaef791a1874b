"""`clientsmith diff`: report changes between two versions of an API."""

from __future__ import annotations

import datetime as dt
import io
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, assert_never

import typer

from ...config import Config, find_config
from ...encode.characters import printable_line, without_ci_commands
from ...project.output import OutputError, write_file
from ..clients import ClientOptions, SourceOptions, select
from ..help import RARE
from ..options import (
    AsJson,
    ConfigFile,
    Offline,
    Quiet,
    Verbose,
    with_shared_options,
)
from ..progress import shown_progress
from ..report import Report, json_text
from ..running import DIFFERENCE, cache_folder, errors_as_exit_codes

if TYPE_CHECKING:
    from ...compare import AcceptedChange, Impact
    from ...compare.comparison import ComparedVersion, Comparison
    from ...compare.results import DiffResults
    from .diff_versions import DiffSettings

Format = Literal["text", "markdown", "json", "changelog"]
FailOn = Literal["breaking", "any"]


@with_shared_options
def diff(
    what: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="OLD NEW",
            help="Documents, folders of clients, or REVISION:PATH of these.",
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since", metavar="REVISION", help="Compare clientsmith.toml with a git revision."
        ),
    ] = None,
    client: Annotated[
        str | None,
        typer.Option(
            "--client",
            metavar="NAME",
            help="Use the settings of a client of the configuration.",
            rich_help_panel=RARE,
        ),
    ] = None,
    config: ConfigFile = None,
    package: Annotated[
        str | None,
        typer.Option(
            "--package",
            "-p",
            metavar="NAME",
            help="Import name of the package.",
            rich_help_panel=RARE,
        ),
    ] = None,
    format: Annotated[
        Format,
        typer.Option(
            "--format",
            metavar="FORMAT",
            show_default=False,
            help="Format of the output: text, markdown, json or changelog.",
        ),
    ] = "text",
    markdown: Annotated[
        Path | None,
        typer.Option("--markdown", metavar="FILE", help="Also write the Markdown report."),
    ] = None,
    changelog: Annotated[
        Path | None,
        typer.Option("--changelog", metavar="FILE", help="Also write a section of a changelog."),
    ] = None,
    fail_on: Annotated[
        FailOn | None,
        typer.Option(
            "--fail-on", metavar="CHANGES", help="Exit with 1 for such changes: breaking or any."
        ),
    ] = None,
    accepted: Annotated[
        Path | None,
        typer.Option(
            "--accepted",
            metavar="FILE",
            help="Accepted changes; default: clientsmith-accepted.toml.",
            rich_help_panel=RARE,
        ),
    ] = None,
    version: Annotated[
        str | None,
        typer.Option("--version", metavar="X.Y.Z", help="Old version, to report the next one."),
    ] = None,
    date: Annotated[
        str | None,
        typer.Option(
            "--date",
            metavar="YYYY-MM-DD",
            help="Date of the release in the changelog.",
            rich_help_panel=RARE,
        ),
    ] = None,
    surface: Annotated[
        bool,
        typer.Option(
            "--surface/--no-surface",
            show_default=False,
            help="Also generate and compare the clients (the default).",
            rich_help_panel=RARE,
        ),
    ] = True,
    sources: SourceOptions = SourceOptions(),  # noqa: B008 - immutable
    offline: Offline = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    as_json: AsJson = False,
) -> None:
    """Report the changes between two documents or two generated clients, their impact on users, and
    which part of the version to increment."""
    if as_json and format not in ("text", "json"):
        raise typer.BadParameter(f"--json and --format {format} both write to standard output")
    format = "json" if as_json else format
    day, version = _day(date), _version(version)
    report = Report(quiet=quiet, as_json=format == "json", verbose=verbose)
    with errors_as_exit_codes(report):
        from ...compare.results import results_of
        from .diff_versions import DiffSettings

        clients = _clients(what or [], since, client, package, config, sources)
        accepted_changes, accepted_name = _accepted(accepted, clients[0].folder)
        settings = [DiffSettings(each, cache_folder(), offline, surface) for each in clients]
        comparisons = (
            _compare_pair(what or [], settings[0], report)
            if since is None
            else _compare_since(since, settings, report)
        )
        today = dt.datetime.now(dt.UTC).date()
        results = results_of(comparisons, accepted_changes, version=version, today=today)
        _print_report(results, format, day, is_verbose=verbose)
        _write_reports(results, day, markdown, changelog)
        failing = results.failing(_impacts(fail_on))
        if failing:
            report.line(
                f"{len(failing)} change{'' if len(failing) == 1 else 's'} not accepted; "
                f"accept them with a reason in {accepted_name}, or correct the document."
            )
            raise typer.Exit(DIFFERENCE)


def _clients(
    what: list[str],
    since: str | None,
    client: str | None,
    package: str | None,
    config: Path | None,
    sources: SourceOptions,
) -> tuple[Config, ...]:
    """Return the settings of the clients to compare: those of the configuration, or of its client for
    both versions, or of the options alone.

    Raises:
        typer.BadParameter: the arguments do not go together.
        ConfigError: the configuration has mistakes or knows no such client.
    """
    if since is not None:
        if client is not None or package is not None:
            raise typer.BadParameter("--client and --package do not go with --since")
        return select(what, None, config, sources=sources)
    if len(what) not in (1, 2):
        raise typer.BadParameter("give two versions: OLD NEW; or --since REVISION")
    if len(what) == 1 and client is None and config is None and find_config(Path()) is None:
        raise typer.BadParameter(
            "give two versions: OLD NEW; a single one is compared with the document of the "
            "configuration, and there is no configuration here"
        )
    if client is None and config is None and len(what) == 2:
        (settings,) = select(
            what[:1], Path(), None, sources=sources, options=ClientOptions(package)
        )
        return (replace(settings, output=""),)
    names = [] if client is None else [client]
    clients = select(names, None, config, sources=sources, options=ClientOptions(package))
    if len(clients) > 1:
        raise typer.BadParameter("the configuration has several clients; name one with --client")
    return clients


def _day(date: str | None) -> dt.date | None:
    try:
        return None if date is None else dt.date.fromisoformat(date)
    except ValueError:
        raise typer.BadParameter(f"--date {date}: give a day like 2026-11-27") from None


def _version(version: str | None) -> str | None:
    from ...compare.version_bump import is_version

    if version is not None and not is_version(version):
        raise typer.BadParameter(f"--version {version}: give a version like 1.4.0")
    return version


def _impacts(fail_on: FailOn | None) -> frozenset[Impact]:
    from ...compare import Impact

    if fail_on is None:
        return frozenset()
    return frozenset({Impact.BREAKING} if fail_on == "breaking" else Impact)


def _accepted(file: Path | None, folder: Path) -> tuple[tuple[AcceptedChange, ...], str]:
    """Return accepted changes, and the name of their file.

    Raises:
        ConfigError: the file cannot be read, or has mistakes.
    """
    from ...compare.accepted import ACCEPTED_FILE, read_accepted

    if file is None:
        file = folder / ACCEPTED_FILE
        if not file.exists():
            return (), str(file)
    return read_accepted(file), str(file)


def _compare_pair(
    what: list[str], settings: DiffSettings, report: Report
) -> Iterator[tuple[str, Comparison]]:
    """Compare two versions."""
    from .diff_versions import open_pair

    old, new = what[0], what[1] if len(what) == 2 else None
    titles = [_without_secrets(each) for each in (old, new or settings.config.title)]
    with shown_progress(titles, report) as progress:
        one, other = open_pair(old, new, settings, progress)
        yield "", _compare(one, other)


def _compare_since(
    revision: str, settings: list[DiffSettings], report: Report
) -> Iterator[tuple[str, Comparison]]:
    """Compare clients of the configuration with what they were in a revision."""
    from ...sources import check_revision
    from .diff_versions import open_since

    check_revision(revision, settings[0].config.folder)
    for each in settings:
        name = _without_secrets(each.config.title)
        with shown_progress([f"{name} in {revision}", name], report) as progress:
            versions = open_since(revision, each, progress)
            if versions is not None:
                yield each.config.name, _compare(*versions)
                continue
        report.line(f"{name}: not in {revision}", "bold")


def _without_secrets(source: str) -> str:
    """Return a source without secrets in a URL."""
    from ...sources import shown_url

    return shown_url(source) if "://" in source else source


def _compare(old: ComparedVersion, new: ComparedVersion) -> Comparison:
    from ...compare.comparison import compare_versions
    from ...compare.surface import BrokenModule

    try:
        return compare_versions(old, new)
    except BrokenModule as broken:
        where = broken.path if broken.line is None else f"{broken.path}:{broken.line}"
        raise OutputError(
            f"A generated module is not valid Python: {where} of {old.name} or {new.name}. Correct it, "
            "or generate the client again."
        ) from None


# --- reports ----------------------------------------------------------------------------------


def _print_report(
    results: DiffResults, format: Format, date: dt.date | None, *, is_verbose: bool
) -> None:
    """Print a report on standard output."""
    from ...compare.reports import changelog_report, json_report, markdown_report

    match format:
        case "text":
            _print_text(results, is_verbose=is_verbose)
        case "markdown":
            _print(without_ci_commands(markdown_report(results)))
        case "changelog":
            _print(without_ci_commands(changelog_report(results, date=date)))
        case "json":
            _print(json_text(json_report(results)))
        case _:
            assert_never(format)


def _write_reports(
    results: DiffResults, date: dt.date | None, markdown: Path | None, changelog: Path | None
) -> None:
    """Write the reports that have a file.

    Raises:
        OutputError: a file cannot be written.
    """
    from ...compare.reports import changelog_report, markdown_report

    if markdown is not None:
        write_file(markdown, markdown_report(results))
    if changelog is not None:
        write_file(changelog, changelog_report(results, date=date))


def _print_text(results: DiffResults, *, is_verbose: bool) -> None:
    from rich.console import Console
    from rich.text import Text

    from ...compare.reports import text_report

    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # arrows, on a terminal without them
    console = Console(highlight=False, soft_wrap=True)
    for line, style in text_report(results, is_verbose=is_verbose):
        console.print(Text(printable_line(line), style=style))


def _print(text: str) -> None:
    """Print in UTF-8 regardless of the locale, with lone surrogates as escapes."""
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()
