"""Cold generation of whole clients, formatting included, beside two other generators.

openapi-python-client makes a client (its own formatting hooks included); datamodel-code-generator
makes models only, with pydantic and its default formatters.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from .peers import SPECS, tool
from .process import Cost, median, run

DOCUMENTS = {
    "petstore": SPECS / "petstore" / "petstore.yaml",
    "stripe": SPECS / "stripe" / "stripe.yaml",
    "github": SPECS / "github" / "github.json",
}
RUNS = {"petstore": 5, "stripe": 3, "github": 3}
LIMITS = {"petstore": 1.0, "stripe": 8.0, "github": 12.0}


def _ours(spec: Path, folder: Path) -> Cost:
    command = Path(sys.executable).with_name("clientsmith")
    environment = {"XDG_CACHE_HOME": str(folder / "cache")}  # which is empty
    arguments = ["generate", spec, "-o", "out", "--package", "client_pkg", "-q"]
    return run([command, *arguments], folder, environment)


def _openapi_python_client(spec: Path, folder: Path) -> Cost:
    command = tool("openapi-python-client", "openapi-python-client")
    environment = {"PATH": f"{command.parent}:/usr/bin:/bin"}
    return run([command, "generate", "--path", spec, "--output-path", "out"], folder, environment)


def _datamodel_code_generator(spec: Path, folder: Path) -> Cost:
    command = tool("datamodel-code-generator", "datamodel-codegen")
    options = ["--input-file-type", "openapi", "--no-treat-dot-as-module"]
    models = "pydantic_v2.BaseModel"
    return run(
        [command, "--input", spec, "--output", "out.py", "--output-model-type", models, *options],
        folder,
    )


GENERATORS: dict[str, Callable[[Path, Path], Cost]] = {
    "clientsmith": _ours,
    "openapi-python-client": _openapi_python_client,
    "datamodel-code-generator (models only)": _datamodel_code_generator,
}


def main() -> None:
    """Print CPU seconds, peak memory, and the ratio of each peer to us."""
    print("Cold generation, medians of whole processes")
    print(f"{'document':10}{'generator':42}{'CPU s':>8}{'limit':>7}{'x ours':>8}{'MB':>7}")
    for name, spec in DOCUMENTS.items():
        if not spec.is_file():
            print(f"{name:10}skipped: there is no {spec.name}")
            continue
        costs: dict[str, list[Cost]] = {generator: [] for generator in GENERATORS}
        for _ in range(RUNS[name]):
            for generator, generate in GENERATORS.items():
                folder = Path(tempfile.mkdtemp())
                costs[generator].append(generate(spec, folder))
                shutil.rmtree(folder)
        ours = median(costs["clientsmith"])
        for generator, runs in costs.items():
            cost = median(runs)
            limit = f"{LIMITS[name]:.1f}" if generator == "clientsmith" else ""
            print(
                f"{name:10}{generator:42}{cost.cpu:8.2f}{limit:>7}{cost.cpu / ours.cpu:8.2f}"
                f"{cost.memory / 1e6:7.0f} {cost.failed[:60]}"
            )
