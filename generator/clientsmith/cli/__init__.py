"""The command line: `clientsmith` with one module a command.

Exit codes: 0 fine, 1 `check` found a difference, `diff --fail-on` such changes or `generate` a
conflict, 2 wrong usage or configuration, 3 the document or its source cannot be used.
"""

from __future__ import annotations

import gc
from typing import Annotated

import typer

from .. import __version__
from . import check, diff, fetch, generate, init, status, templates, validate

app = typer.Typer(
    name="clientsmith",
    help="Turn an OpenAPI document, or the page that holds one, into a Python client package.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("init")(init.init)
app.command("generate")(generate.generate)
app.command("check")(check.check)
app.command("fetch")(fetch.fetch)
app.command("validate")(validate.validate)
app.command("diff")(diff.diff)
app.command("status")(status.status)
app.add_typer(templates.app, name="templates")


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"clientsmith {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Turn an OpenAPI document, or the page that holds one, into a Python client package."""


def main() -> None:
    """Run the command line; the entry point of the distribution."""
    # A run builds large trees of immutable values and ends: looking for cycles in them again and
    # again costs a fifth of the time on giant documents and frees next to nothing.
    gc.disable()
    try:
        app()
    finally:
        gc.freeze()  # nor does anything have to be looked through at the end
