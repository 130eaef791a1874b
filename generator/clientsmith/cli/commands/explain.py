"""`clientsmith explain`: why something in a client is called what it is called."""

from __future__ import annotations

import sys
import tomllib
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ...config import CONFIG_FILE, Config, find_config, load_configs
from ...encode.characters import printable
from ..clients import SourceOptions, is_document, one_client, select
from ..options import (
    AsJson,
    ConfigFile,
    Offline,
    Quiet,
    with_shared_options,
)
from ..progress import shown_progress
from ..report import Report
from ..running import WRONG_USAGE, cache_folder, errors_as_exit_codes

if TYPE_CHECKING:
    from .explanations import NamesTable


@with_shared_options
def explain(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help="`goals.create`, `POST /goals`, an operationId, `goals.create.title`, `Goal`, or "
            "`Goal.due_date`.",
        ),
    ],
    what: Annotated[
        str | None,
        typer.Argument(
            metavar="CLIENT | SPEC",
            help="A client of the configuration (default: the only one), or a document.",
        ),
    ] = None,
    config: ConfigFile = None,
    sources: SourceOptions = SourceOptions(),  # noqa: B008 - immutable
    offline: Offline = False,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Say what a name stands for, which rule made it, which names lost and why, and which line of the
    configuration would change it; exit with 2 where there is no such name."""
    from ...naming.decisions import Decisions
    from ...pipeline import plan_client
    from .explanations import Explanations

    report = Report(quiet=quiet, as_json=as_json, verbose=True)
    with errors_as_exit_codes(report):
        client, table = _client(what, config, sources)
        decisions = Decisions()
        with shown_progress([client.title], report) as progress:
            planned = plan_client(
                replace(client, strict=False),
                stdin=sys.stdin.buffer,
                progress=partial(progress, 0),
                cache=cache_folder(),
                is_offline=offline,
                decisions=decisions,
            )
        explanations = Explanations(planned, decisions, client, table)
        found = explanations.of(name)
        if not found:
            near = explanations.near(name)
            meant = f" Did you mean {' or '.join(map(repr, near))}?" if near else ""
            report.error(f"Nothing in {client.title} is called {name!r}.{meant}")
            report.json({"error": {"unknown_name": name, "near": near}})
            raise typer.Exit(WRONG_USAGE)
        if not as_json:
            typer.echo(printable("\n\n".join(each.text() for each in found)))
        report.json({"explanations": [each.value() for each in found]})


def _client(
    what: str | None, config: Path | None, sources: SourceOptions
) -> tuple[Config, NamesTable]:
    """Return the client that is meant, and the table of its configuration.

    Raises:
        typer.BadParameter: options do not go together, or there are several clients.
        ConfigError: the configuration has mistakes, or knows no such client.
    """
    from .explanations import NamesTable

    file = config or find_config(Path())
    known = {client.name for client in load_configs(file)} if file is not None else set()
    if what is not None and what not in known and (is_document(what) or file is None):
        client = one_client([what], None, sources=sources)
        return client, NamesTable(CONFIG_FILE, (), {})
    names = [] if what is None else [what]
    first, *others = select(names, None, config, sources=sources)
    if others:
        there = ", ".join(client.name for client in (first, *others))
        raise typer.BadParameter(f"say which client behind NAME; there are: {there}")
    assert file is not None
    return first, NamesTable.of(file, tomllib.loads(file.read_text(encoding="utf-8")), first.name)
