"""`clientsmith templates`: commands for custom templates."""

from __future__ import annotations

import typer

from ...help import Command, Group
from . import context, eject, lint, listing, upgrade

app = typer.Typer(cls=Group, no_args_is_help=True, rich_markup_mode=None)
app.command("list", cls=Command, short_help="List the built-in templates and their blocks.")(
    listing.list_templates
)
app.command(
    "eject", cls=Command, short_help="Copy built-in templates, or blocks of them, for customizing."
)(eject.eject)
app.command("lint", cls=Command, short_help="Report every problem of custom templates.")(lint.lint)
app.command(
    "upgrade", cls=Command, short_help="Merge changes of the built-in templates into copies."
)(upgrade.upgrade)
app.command("context", cls=Command, short_help="Print the context of templates as JSON.")(
    context.context
)
