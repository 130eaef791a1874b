"""Commands as whole processes: CPU seconds and peak memory as the system accounts for them."""

from __future__ import annotations

import os
import statistics
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Cost:
    """What one run of a command took."""

    cpu: float
    """User and system seconds, children included."""

    memory: int
    """Peak resident bytes of the process itself."""

    failed: str
    """Last line of what it said where it failed, else empty."""


def run(command: Sequence[str | Path], folder: Path, env: Mapping[str, str] | None = None) -> Cost:
    """Run a command once."""
    log = folder / "output.log"
    with log.open("wb") as sink:
        process = subprocess.Popen(
            [str(part) for part in command],
            cwd=folder,
            stdout=sink,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            env={**os.environ, **(env or {})},
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    lines = log.read_text(errors="replace").strip().splitlines()
    failed = "" if process.returncode == 0 else f"exit {process.returncode}: {lines[-1:]}"
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, failed)


def median(costs: Sequence[Cost]) -> Cost:
    """The median CPU and memory of several runs."""
    return Cost(
        statistics.median(cost.cpu for cost in costs),
        int(statistics.median(cost.memory for cost in costs)),
        next((cost.failed for cost in costs if cost.failed), ""),
    )
