"""Help of commands that fits a screen: rare options are shown by `--help-all`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

RARE = "rare"
"""Panel of options that `--help` leaves out if the command has `--help-all`."""

_SHOWS_ALL = "clientsmith.help_all"


def show_all(ctx: typer.Context, wanted: bool) -> None:
    """Print the help of a command with all options, and exit."""
    if wanted:
        ctx.meta[_SHOWS_ALL] = True
        typer.echo(ctx.get_help())
        raise typer.Exit


def examples(*lines: str) -> str:
    """Return lines for the end of the help of a command, which are not wrapped."""
    return "\n".join(("\b", "Examples:", *(f"  {line}" for line in lines)))


class Command(TyperCommand):
    """A command whose help has no types of arguments, and without `--help-all` no rare options."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write arguments and options."""
        parameters = self.get_params(ctx)
        has_all = any("--help-all" in parameter.opts for parameter in parameters)
        is_short = has_all and not ctx.meta.get(_SHOWS_ALL)
        arguments: list[tuple[str, str]] = []
        options: list[tuple[str, str]] = []
        for parameter in parameters:
            record = parameter.get_help_record(ctx)
            if record is None:
                continue
            if parameter.param_type_name == "argument":
                arguments.append((_name(parameter), record[1]))
            elif not (is_short and getattr(parameter, "rich_help_panel", None) == RARE):
                options.append(record)
        _write(formatter, "Arguments", arguments)
        _write(formatter, "Options", options)

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """Return the parts of the line with the usage."""
        pieces = [self.options_metavar] if self.options_metavar else []
        for parameter in self.get_params(ctx):
            if parameter.param_type_name == "argument":
                name = _name(parameter)
                pieces.append(name if parameter.required else f"[{name}]")
        return pieces


class Group(TyperGroup):
    """A group whose commands are of the class above."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write options, without the one that prints completion, and commands."""
        records = [
            parameter.get_help_record(ctx)
            for parameter in self.get_params(ctx)
            if "--show-completion" not in parameter.opts
        ]
        _write(formatter, "Options", [record for record in records if record is not None])
        self.format_commands(ctx, formatter)

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names of commands, in the order in which they are registered."""
        return list(self.commands)


def _name(parameter: Any) -> str:
    return str(parameter.metavar or parameter.name.upper())


def _write(formatter: Any, title: str, rows: Iterable[tuple[str, str]]) -> None:
    rows = list(rows)
    if rows:
        with formatter.section(title):
            formatter.write_dl(rows)
