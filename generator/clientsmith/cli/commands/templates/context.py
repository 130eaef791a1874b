"""`clientsmith templates context`: print the context of templates."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ....config import Config
from ...clients import ClientOptions, SourceOptions, one_client, only_client, select
from ...options import (
    AsJson,
    ConfigFile,
    Offline,
    Package,
    Quiet,
    Templates,
    with_shared_options,
)
from ...progress import shown_progress
from ...report import Report, json_text
from ...running import cache_folder, errors_as_exit_codes

if TYPE_CHECKING:
    from ....pipeline import Planned


@with_shared_options
def context(
    spec: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SPEC…", help="A document, page or `-`; default: the configuration."
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
        typer.Option(
            "--template", metavar="NAME", help="Print the context of one template, by file."
        ),
    ] = None,
    templates: Templates = None,
    package: Package = None,
    config: ConfigFile = None,
    sources: SourceOptions = SourceOptions(),  # noqa: B008 - immutable
    offline: Offline = False,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Print the context of templates as JSON; it describes every method and model of the client."""
    del as_json  # it always is, but scripts may say so
    from ....pipeline import plan_client

    if selected is not None and template is not None:
        raise typer.BadParameter("--select and --template cannot be combined")
    if (spec and (client is not None or config is not None)) or (templates and not spec):
        raise typer.BadParameter("give SPEC…, or a client of the configuration")
    report = Report(quiet=quiet, verbose=True)
    with errors_as_exit_codes(report):
        if spec:
            chosen = one_client(
                spec,
                None,
                sources=sources,
                options=ClientOptions(package, templates=templates),
            )
        else:
            names = None if client is None else [client]
            chosen = only_client(
                select(names, None, config, sources=sources, options=ClientOptions(package))
            )
        with shown_progress([chosen.title], report) as progress:
            planned = plan_client(
                chosen,
                stdin=sys.stdin.buffer,
                progress=partial(progress, 0),
                cache=cache_folder(),
                is_offline=offline,
            )
        value = _value(planned, chosen, selected, template)
        sys.stdout.write(json_text(value))


def _value(
    planned: Planned, client: Config, selected: str | None, template: str | None
) -> dict[str, Any] | Any:
    """Return the value to print.

    Raises:
        typer.BadParameter: nothing is selected, or there is no such template.
        UnusableSource: templates cannot be used.
    """
    from ....context import CONTEXT_VERSION
    from ....render.context_json import context_value
    from ....template_tools.selecting import SelectionError, seen_by
    from ....template_tools.selecting import select as select_part

    if template is not None:
        try:
            return seen_by(template, planned.package, client.templates_folder)
        except SelectionError as error:
            raise typer.BadParameter(f"--template: {error}") from None
    value = {"context_version": CONTEXT_VERSION, "package": context_value(planned.package)}
    if selected is None:
        return value
    try:
        return select_part(value, selected)
    except SelectionError as error:
        raise typer.BadParameter(f"--select: {error}") from None
