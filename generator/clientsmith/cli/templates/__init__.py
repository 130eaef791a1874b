"""`clientsmith templates`: work with custom templates, one module a command."""

from __future__ import annotations

import typer

from . import context, eject, lint, listing, upgrade

app = typer.Typer(help="Work with templates.", no_args_is_help=True, rich_markup_mode=None)
app.command("list")(listing.list_templates)
app.command("eject")(eject.eject)
app.command("lint")(lint.lint)
app.command("upgrade")(upgrade.upgrade)
app.command("context")(context.context)
