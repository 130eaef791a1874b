"""`clientsmith trust`: agree to what a configuration would run."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from ...config import CONFIG_FILE, ConfigError, find_config, load_configs
from ...encode.characters import printable_line
from ..options import AsJson, ConfigFile, Quiet
from ..report import Report
from ..running import WRONG_USAGE, errors_as_exit_codes
from ..trust import Action, actions, revoke, untrusted
from ..trust import trust as record_trust


def trust(
    config: ConfigFile = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Agree without a question.")] = False,
    withdraw: Annotated[
        bool, typer.Option("--revoke", help="Withdraw the agreement for this folder.")
    ] = False,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Show what a configuration would run, send or write beyond generating code, and agree to it.
    Anything of that which changes has to be agreed to again."""
    report = Report(quiet=quiet, as_json=as_json)
    with errors_as_exit_codes(report):
        file = config or find_config(Path())
        if file is None:
            raise ConfigError(CONFIG_FILE, ["not found; --config FILE names another file"])
        if withdraw:
            was = revoke(file)
            report.line(f"{file.name}: {'no longer trusted' if was else 'was not trusted'}", "bold")
            report.json(_value(file, (), is_trusted=False))
            return
        found = actions(load_configs(file))
        if not found:
            report.line(f"{file.name}: runs nothing, so that no trust is needed", "bold")
            report.json(_value(file, found, is_trusted=True))
            return
        if not untrusted(found, file):
            report.line(f"{file.name}: trusted already", "bold")
            report.json(_value(file, found, is_trusted=True))
            return
        for action in found:
            typer.echo(printable_line(f"{file.name} would {action.text}"), err=as_json)
        if not yes and not sys.stdin.isatty():
            raise ConfigError(file.name, ["is not trusted; --yes agrees without a question"])
        if not yes and not typer.confirm("Do you trust this?", err=True):
            raise typer.Exit(WRONG_USAGE)
        record_trust(found, file)
        report.line(f"{file.name}: trusted", "bold")
        report.json(_value(file, found, is_trusted=True))


def _value(file: Path, found: Sequence[Action], *, is_trusted: bool) -> dict[str, Any]:
    return {
        "config": str(file),
        "trusted": is_trusted,
        "actions": [printable_line(action.text) for action in found],
    }
