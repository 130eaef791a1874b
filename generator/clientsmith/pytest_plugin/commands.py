"""The command line as the tests run it: in a process of its own, which knows nothing of what pytest,
its plugins and the tests did to theirs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from ..config import Config
from ..project.output import OutputError, exclusive, work_folder_of

_SHOWN_LINES = 120
"""Lines of a message that are shown unless pytest is as verbose as with `-vv`."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a command ended."""

    is_fine: bool
    text: str
    """What it said."""

    advice: str = ""
    """What to do, where it is not fine."""

    def shown(self, verbosity: int) -> str:
        """The message of a test that fails.

        Args:
            verbosity: how many `-v` pytest was given.
        """
        lines = self.text.splitlines()
        hidden = len(lines) - _SHOWN_LINES
        if verbosity < 2 and hidden > 0:
            lines[_SHOWN_LINES:] = [f"… {hidden} more lines; -vv shows them"]
        return "\n".join([*lines, *([self.advice] if self.advice else [])])


def check(file: Path, client: Config) -> Outcome:
    """Whether a committed client is what would be generated; the text is the difference."""
    done = _run(["check"], file, client)
    if done.returncode != 1 or not done.stdout:
        return Outcome(done.returncode == 0, done.stderr.strip())
    command = f"clientsmith generate {client.name}".rstrip()
    return Outcome(
        False,
        f"{client.output} is not what would be generated:\n{done.stdout.rstrip()}",
        f"To renew it: pytest --clientsmith-update, or {command}",
    )


def update(file: Path, client: Config) -> Outcome:
    """Generate a client; the text says how much was written.

    Tests of several processes do so one after the other: each writes the lock of all clients.
    """
    try:
        with exclusive(file, work_folder_of(file)):
            done = _run(["generate", "--json"], file, client)
    except (OSError, OutputError) as error:
        return Outcome(False, str(error))
    if done.returncode != 0:
        return Outcome(False, done.stderr.strip())
    (written,) = json.loads(done.stdout)["clients"]
    counts = [f"{len(written[kind])} {kind}" for kind in ("written", "unchanged", "removed")]
    return Outcome(True, f"{client.output}: files: {', '.join(counts)}")


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
