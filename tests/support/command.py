"""The command line as users run it: in a process of its own."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from typer.testing import CliRunner

from clientsmith.cli import app


@dataclass(frozen=True)
class Outcome:
    """What a command said and how it ended."""

    code: int
    stdout: str
    stderr: str


def clientsmith(
    *arguments: str | Path,
    folder: Path,
    stdin: bytes = b"",
    env: dict[str, str] | None = None,
) -> Outcome:
    """Run `clientsmith` in a folder; a traceback fails the test at once."""
    done = subprocess.run(
        [sys.executable, "-m", "clientsmith", *map(str, arguments)],
        cwd=folder,
        input=stdin,
        capture_output=True,
        check=False,
        env=env,
    )
    outcome = Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())
    assert "Traceback" not in outcome.stderr, outcome.stderr
    return outcome


def clientsmith_here(
    *arguments: str | Path,
    folder: Path,
    stdin: bytes = b"",
    env: dict[str, str] | None = None,
) -> Outcome:
    """The same in this process and a third of the time, for tests that run many commands."""
    with contextlib.chdir(folder):
        done = CliRunner().invoke(app, [*map(str, arguments)], input=stdin, env=env)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Outcome(done.exit_code, done.stdout, done.stderr)
