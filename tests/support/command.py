"""The command line as users run it: in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


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
