"""`clientsmith templates`: work with custom templates, one module a command."""

from __future__ import annotations

import typer

from . import context, eject, lint, listing, upgrade

app = typer.Typer(
    help="List, copy, check, upgrade templates; show what they see.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.command("list", short_help="List the built-in templates and their blocks.")(
    listing.list_templates
)
app.command("eject", short_help="Copy built-in templates, or blocks of them, to change them.")(
    eject.eject
)
app.command("lint", short_help="Say everything that is wrong with custom templates.")(lint.lint)
app.command("upgrade", short_help="Merge what the built-in templates have changed into copies.")(
    upgrade.upgrade
)
app.command("context", short_help="Print everything that templates see as JSON.")(context.context)
