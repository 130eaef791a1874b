"""`clientsmith templates`: what custom templates work with."""

from __future__ import annotations

import json
import sys
from functools import partial
from typing import Annotated

import typer

from .clients import Reach, one_client
from .options import (
    AllowFile,
    AllowPrivate,
    AllowRemote,
    Conflicting,
    Header,
    Offline,
    Package,
    Quiet,
)
from .progress import shown_progress
from .report import Report
from .running import cache_folder, errors_as_exit_codes

app = typer.Typer(help="Work with templates.", no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def _group() -> None:
    """Work with templates."""


@app.command()
def context(
    spec: Annotated[list[str], typer.Argument(metavar="SPEC…", help="A document, page or `-`.")],
    package: Package = None,
    conflicts: Conflicting = "error",
    allow_remote: AllowRemote = None,
    allow_private: AllowPrivate = False,
    allow_file: AllowFile = None,
    header: Header = None,
    offline: Offline = False,
    quiet: Quiet = False,
) -> None:
    """Print everything that templates see as JSON: also the map of every method of the client."""
    from ..context import CONTEXT_VERSION
    from ..pipeline import plan_client
    from ..render.context_json import context_value

    report = Report(quiet=quiet)
    with errors_as_exit_codes(report):
        reach = Reach(conflicts, allow_remote, allow_private, allow_file, header)
        client = one_client(spec, None, package=package, templates=None, reach=reach, strict=False)
        with shown_progress([client.title], report) as progress:
            planned = plan_client(
                client,
                stdin=sys.stdin.buffer,
                progress=partial(progress, 0),
                cache=cache_folder(),
                is_offline=offline,
            )
        value = {
            "context_version": CONTEXT_VERSION,
            "package": context_value(planned.package),
        }
        json.dump(value, sys.stdout, indent=2, ensure_ascii=False)
        sys.stdout.write("\n")
