"""`clientsmith templates`: what custom templates work with."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from ..config import Config
from ..context import CONTEXT_VERSION
from ..pipeline import plan_client
from ..render.context_json import context_value
from .options import AllowPrivate, AllowRemote, Conflicting, Offline, Package, Quiet
from .report import Report
from .running import cache_folder, errors_as_exit_codes, stages_of

app = typer.Typer(help="Work with templates.", no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def _group() -> None:
    """Work with templates."""


@app.command()
def context(
    spec: Annotated[str, typer.Argument(metavar="SPEC", help="A document, page or `-`.")],
    package: Package = None,
    conflicts: Conflicting = "error",
    allow_remote: AllowRemote = None,
    allow_private: AllowPrivate = False,
    offline: Offline = False,
    quiet: Quiet = False,
) -> None:
    """Print everything that templates see as JSON: also the map of every method of the client."""
    report = Report(quiet=quiet)
    with errors_as_exit_codes(report):
        client = Config(
            spec=spec,
            package=package,
            conflicts=conflicts,
            allow_remote=tuple(allow_remote or ()),
            allow_private=allow_private,
        )
        planned = plan_client(
            client,
            stdin=sys.stdin.buffer,
            progress=stages_of(client, report),
            cache=cache_folder(),
            is_offline=offline,
        )
        value = {
            "context_version": CONTEXT_VERSION,
            "package": context_value(planned.package),
        }
        json.dump(value, sys.stdout, indent=2, ensure_ascii=False)
        sys.stdout.write("\n")
