"""The command line `clientsmith`; `commands` has a module for each command.

Exit codes: 0 fine, 1 `check` found a difference, `diff --fail-on` such changes or `generate` a
conflict, 2 wrong usage or configuration, 3 the document cannot be used.
"""

from __future__ import annotations

import gc
from typing import Annotated

import typer

from .. import __version__
from .commands import (
    check,
    diff,
    explain,
    fetch,
    generate,
    init,
    migrate,
    status,
    templates,
    trust,
    validate,
)

app = typer.Typer(
    name="clientsmith",
    help="Turn an OpenAPI document, or the page that holds one, into a Python client package.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
# Each is one line of the overview; the docstrings, which `COMMAND --help` shows, say more.
app.command("init", short_help="Write a clientsmith.toml for a document; --ci adds jobs.")(
    init.init
)
app.command(
    "generate", short_help="Write the clients of the configuration, or one from a document."
)(generate.generate)
app.command("check", short_help="Exit with 1 and a diff if a client is not up to date.")(
    check.check
)
app.command(
    "fetch", short_help="Bundle a document and everything that it references into one file."
)(fetch.fetch)
app.command("validate", short_help="Report every problem of a document.")(validate.validate)
app.command("diff", short_help="Report changes between two documents or clients.")(diff.diff)
app.command("status", short_help="List edited, added and missing files of clients.")(status.status)
app.command("explain", short_help="Explain how something got its name, and how to change it.")(
    explain.explain
)
app.command(
    "migrate", short_help="Write a clientsmith.toml from another generator's configuration."
)(migrate.migrate)
app.command("trust", short_help="Agree to what the configuration would run.")(trust.trust)
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
