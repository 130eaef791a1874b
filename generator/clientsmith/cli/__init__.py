"""The command line `clientsmith`; `commands` has a module for each command.

Exit codes: 0 fine, 1 `check` found a difference, `diff --fail-on` such changes or `generate` a
conflict, 2 wrong usage or configuration, 3 the document cannot be used.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import Annotated

import typer

from .. import __version__
from .commands import (
    check,
    demo,
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
from .help import Command, Group, examples

app = typer.Typer(
    name="clientsmith",
    cls=Group,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _register(command: Callable[..., None], name: str, summary: str, *examples_of_it: str) -> None:
    """Add a command: `summary` is its line of the overview, its docstring the text of its help."""
    app.command(name, cls=Command, short_help=summary, epilog=examples(*examples_of_it) or None)(
        command
    )


# In the order in which people need them.
_register(
    generate.generate,
    "generate",
    "Write a client from a document, or those of clientsmith.toml.",
    "clientsmith generate openapi.json -o sdk",
)
_register(
    init.init,
    "init",
    "Set up a clientsmith.toml; --ci adds jobs for GitHub or GitLab.",
    "clientsmith init https://api.example.com/openapi.json",
)
_register(
    demo.demo,
    "demo",
    "Try it: generate and call an example in a temporary folder.",
    "clientsmith demo",
)
_register(
    check.check,
    "check",
    "Check that clients are up to date; exit with 1 and a diff if not.",
    "clientsmith check",
    "clientsmith check openapi.json -o sdk",
)
_register(
    status.status,
    "status",
    "List edited, added and missing files of clients.",
    "clientsmith status",
)
_register(
    diff.diff,
    "diff",
    "Compare two documents or clients, and report changes.",
    "clientsmith diff old.json new.json",
    "clientsmith diff --since main",
)
_register(
    validate.validate,
    "validate",
    "Report every problem of a document.",
    "clientsmith validate openapi.json",
)
_register(
    fetch.fetch,
    "fetch",
    "Bundle a document and all that it references into one file.",
    "clientsmith fetch https://docs.example.com -o openapi.json",
)
_register(
    explain.explain,
    "explain",
    "Explain why something has its name, and how to change it.",
    "clientsmith explain pets.list openapi.json",
)
_register(
    migrate.migrate,
    "migrate",
    "Move from another generator: turn its configuration into ours.",
    "clientsmith migrate stainless.yml openapi.json",
)
_register(trust.trust, "trust", "Agree to what a configuration would run.", "clientsmith trust")
app.add_typer(
    templates.app,
    name="templates",
    help="Customize what is generated: copy, check, upgrade templates.",
)


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
    """Turn an OpenAPI document (a file, a URL, a documentation page) into a typed Python client.
    To begin: clientsmith generate openapi.json -o sdk"""


def main() -> None:
    """Run the command line; the entry point of the distribution."""
    # A run builds large trees of immutable values and ends: looking for cycles in them again and
    # again costs a fifth of the time on giant documents and frees next to nothing.
    gc.disable()
    try:
        app()
    finally:
        gc.freeze()  # nor does anything have to be looked through at the end
