"""Regeneration of a client that exists: nothing changed, and one operation of the document changed.

Each figure is that of a whole process with the cache that the first generation left behind.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from pathlib import Path

from .peers import SPECS
from .process import Cost, median, run

DOCUMENT = SPECS / "github" / "github.json"
RUNS = 5
LIMITS = {"check, nothing changed": 0.5, "generate, one operation changed": 4.0}


def _change(spec: Path, number: int) -> None:
    """Another description and one more parameter for the first operation of the document."""
    data = json.loads(spec.read_text(encoding="utf-8"))
    item = data["paths"][min(data["paths"])]
    operation = next(value for key, value in item.items() if key in ("get", "post", "put"))
    operation["description"] = f"Changed {number} times."
    parameter = {"name": f"flag_{number}", "in": "query", "schema": {"type": "boolean"}}
    operation["parameters"] = [*operation.get("parameters", []), parameter]
    spec.write_text(json.dumps(data, indent=2), encoding="utf-8")


def _measured(folder: Path) -> dict[str, list[Cost]]:
    command = Path(sys.executable).with_name("clientsmith")
    environment = {"XDG_CACHE_HOME": str(folder / "cache")}
    client = ["github.json", "-o", "out", "--package", "client_pkg", "-q"]
    costs: dict[str, list[Cost]] = {"generate, cold": [], **{name: [] for name in LIMITS}}

    def measure(what: str, subcommand: str) -> None:
        costs[what].append(run([command, subcommand, *client], folder, environment))

    measure("generate, cold", "generate")
    for number in range(1, RUNS + 1):
        measure("check, nothing changed", "check")
        _change(folder / "github.json", number)
        measure("generate, one operation changed", "generate")
    return costs


def main() -> None:
    """Print CPU seconds and peak memory beside the limits."""
    print(f"Regeneration of GitHub's client, medians of {RUNS} processes")
    if not DOCUMENT.is_file():
        print(f"skipped: there is no {DOCUMENT.name}")
        return
    folder = Path(tempfile.mkdtemp())
    try:
        shutil.copy(DOCUMENT, folder / "github.json")
        costs = _measured(folder)
    finally:
        shutil.rmtree(folder)
    print(f"{'what':34}{'CPU s':>8}{'limit':>7}{'MB':>7}")
    for what, runs in costs.items():
        cost = median(runs)
        limit = f"{LIMITS[what]:.1f}" if what in LIMITS else ""
        print(f"{what:34}{cost.cpu:8.2f}{limit:>7}{cost.memory / 1e6:7.0f} {cost.failed[:60]}")
