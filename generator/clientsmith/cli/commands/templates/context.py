"""`clientsmith templates context`: what templates see."""

from __future__ import annotations

import json
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ....config import Config
from ...clients import Reach, one_client, select
from ...options import (
    AllowFile,
    AllowPrivate,
    AllowRemote,
    ConfigFile,
    Conflicting,
    Header,
    Offline,
    Package,
    Quiet,
    Templates,
)
from ...progress import shown_progress
from ...report import Report
from ...running import cache_folder, errors_as_exit_codes

if TYPE_CHECKING:
    from ....pipeline import Planned


def context(
    spec: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SPEC…]", help="A document, page or `-`; else of the configuration."
        ),
    ] = None,
    client: Annotated[
        str | None,
        typer.Option("--client", metavar="NAME", help="A client of the configuration."),
    ] = None,
    selected: Annotated[
        str | None,
        typer.Option(
            "--select",
            metavar="WHAT",
            help="Print a part: `operation=goals.create`, `model=Goal`, a path, or a JSONPath.",
        ),
    ] = None,
    template: Annotated[
        str | None,
        typer.Option("--template", metavar="NAME", help="Print what a template sees, by file."),
    ] = None,
    templates: Templates = None,
    package: Package = None,
    config: ConfigFile = None,
    conflicts: Conflicting = "error",
    allow_remote: AllowRemote = None,
    allow_private: AllowPrivate = False,
    allow_file: AllowFile = None,
    header: Header = None,
    offline: Offline = False,
    quiet: Quiet = False,
) -> None:
    """Print everything that templates see as JSON: also the map of every method of the client."""
    from ....pipeline import plan_client

    if selected is not None and template is not None:
        raise typer.BadParameter("--select and --template exclude each other")
    if (spec and (client is not None or config is not None)) or (templates and not spec):
        raise typer.BadParameter("give SPEC…, or a client of the configuration")
    report = Report(quiet=quiet)
    with errors_as_exit_codes(report):
        reach = Reach(conflicts, allow_remote, allow_private, allow_file, header)
        if spec:
            chosen = one_client(
                spec, None, package=package, templates=templates, reach=reach, strict=False
            )
        else:
            chosen = _of_config(client, config, reach, package)
        with shown_progress([chosen.title], report) as progress:
            planned = plan_client(
                chosen,
                stdin=sys.stdin.buffer,
                progress=partial(progress, 0),
                cache=cache_folder(),
                is_offline=offline,
            )
        value = _value(planned, chosen, selected, template)
        json.dump(value, sys.stdout, indent=2, ensure_ascii=False)
        sys.stdout.write("\n")


def _of_config(name: str | None, config: Path | None, reach: Reach, package: str | None) -> Config:
    """A client of the configuration, or the only one.

    Raises:
        typer.BadParameter: options do not go together, or there are several clients.
        ConfigError: the configuration has mistakes, or knows no such client.
    """
    names = [] if name is None else [name]
    first, *others = select(names, None, package, None, config, reach=reach, strict=False)
    if others:
        there = ", ".join(client.name for client in (first, *others))
        raise typer.BadParameter(f"say which client with --client NAME; there are: {there}")
    return first


def _value(
    planned: Planned, client: Config, selected: str | None, template: str | None
) -> dict[str, Any] | Any:
    """What is printed.

    Raises:
        typer.BadParameter: nothing is selected, or there is no such template.
        UnusableSource: templates cannot be used.
    """
    from ....context import CONTEXT_VERSION
    from ....render.context_json import context_value

    if template is not None:
        from ....template_tools.selecting import UnknownTemplate, seen_by

        try:
            return seen_by(template, planned.package, client.templates_folder)
        except UnknownTemplate as error:
            raise typer.BadParameter(f"--template: {error}") from None
    value = {"context_version": CONTEXT_VERSION, "package": context_value(planned.package)}
    if selected is None:
        return value
    from ....template_tools.selecting import NothingSelected
    from ....template_tools.selecting import select as select_part

    try:
        return select_part(value, selected)
    except NothingSelected as error:
        raise typer.BadParameter(f"--select: {error}") from None
