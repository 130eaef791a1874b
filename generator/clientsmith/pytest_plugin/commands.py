"""Runs the command line in a separate process, unaffected by pytest and its plugins."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from ..config import Config
from ..encode.characters import printable_line
from ..project.output import OutputError, exclusive, work_folder_of

_SHOWN_LINES = 120
"""Lines of a message that are shown unless pytest is as verbose as with `-vv`."""


@dataclass(frozen=True, slots=True)
class CommandResult:
    """Result of a command."""

    is_fine: bool
    text: str
    """Output of the command."""

    advice: str = ""
    """Hint after a failure."""

    def shown(self, verbosity: int) -> str:
        """Return the message of a failing test.

        Args:
            verbosity: how many `-v` pytest was given.
        """
        lines = self.text.splitlines()
        hidden = len(lines) - _SHOWN_LINES
        if verbosity < 2 and hidden > 0:
            lines[_SHOWN_LINES:] = [f"… {hidden} more lines; -vv shows them"]
        return "\n".join([*lines, *([self.advice] if self.advice else [])])


def check(file: Path, client: Config) -> CommandResult:
    """Compare a committed client with what would be generated."""
    done = _run(["check"], file, client)
    if done.returncode != 1 or not done.stdout:
        return CommandResult(done.returncode == 0, done.stderr.strip())
    command = printable_line(f"clientsmith generate {client.name}".rstrip())
    return CommandResult(
        False,
        f"{printable_line(client.output)} is out of date:\n{done.stdout.rstrip()}",
        f"To update it, run pytest --clientsmith-update, or {command}",
    )


def update(file: Path, client: Config) -> CommandResult:
    """Generate a client.

    Tests of several processes do so one after the other: each writes the lock of all clients.
    """
    try:
        with exclusive(file, work_folder_of(file)):
            done = _run(["generate", "--json"], file, client)
    except (OSError, OutputError) as error:
        return CommandResult(False, str(error))
    if done.returncode != 0:
        return CommandResult(False, done.stderr.strip())
    (written,) = json.loads(done.stdout)["clients"]
    counts = [f"{len(written[kind])} {kind}" for kind in ("written", "unchanged", "removed")]
    return CommandResult(True, f"{printable_line(client.output)}: files: {', '.join(counts)}")


def _run(command: list[str], file: Path, client: Config) -> subprocess.CompletedProcess[str]:
    names = ["--", client.name] if client.name else []
    return subprocess.run(
        # -P: modules of the folder do not stand in for those that clientsmith needs.
        [sys.executable, "-P", "-m", "clientsmith", *command, "--quiet", "--config", file, *names],
        cwd=file.parent,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
