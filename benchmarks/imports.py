"""What it costs to import a client and to call it for the first time, beside `import httpx2`."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from pathlib import Path

from .peers import CACHE, ROOT, SPECS

GITHUB = """
import sys, time
import httpx2
start = time.process_time()
import github_client
client = github_client.GitHub()
made = time.process_time()
before = set(sys.modules)
client.issues
touched = sorted(set(sys.modules) - before)
print(made - start, time.process_time() - made, *touched)
"""
MSPORTAL = """
import time
from uuid import UUID
import httpx2

company = UUID(int=0)

def answer(request):
    goal = {"id": str(company), "title": "Replace the firewall"}
    return httpx2.Response(201, json={"data": goal})

transport = httpx2.MockTransport(answer)
body = {"title": "Replace the firewall", "companyId": str(company)}
httpx2.Client(transport=transport).post("https://api.test/goals", json=body).json()
start = time.process_time()
import msportal
imported = time.process_time()
client = msportal.MSPortal(token="t", transport=transport)
client.goals.create(title=body["title"], company_id=company)
print(imported - start, time.process_time() - start)
"""
"""A call of httpx2 alone comes first, so that what httpx2 loads lazily is not counted."""

RUNS = 9
_NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"
"""Users of a package compile it once; the first run, which does, is not counted."""

LIMIT = 0.10
MSPORTAL_LIMITS = (0.035, 0.050)


def main() -> None:
    """Print medians over several new processes."""
    runs = _runs(ROOT / "specs" / "msportal" / "create-goal.md", "msportal", MSPORTAL)
    imported, called = _medians(runs)
    print(f"Import of the MSPortal client: {imported:.3f} CPU s (limit {MSPORTAL_LIMITS[0]})")
    print(f"With its first call: {called:.3f} CPU s (limit {MSPORTAL_LIMITS[1]})")
    spec = SPECS / "github" / "github.json"
    if not spec.is_file():
        print("Import of the GitHub client: skipped, there is no github.json")
        return
    runs = _runs(spec, "github_client", GITHUB)
    made, touched = _medians(runs)
    print(f"Import of the GitHub client and its object: {made:.3f} CPU s (limit {LIMIT})")
    print(f"First use of one resource: {touched:.3f} CPU s; modules: {' '.join(runs[0][2:])}")


def _medians(runs: list[list[str]]) -> tuple[float, float]:
    """Return the medians of the two figures that each run begins with."""
    first, second = (statistics.median(float(fields[i]) for fields in runs) for i in (0, 1))
    return first, second


def _runs(spec: Path, package: str, program: str) -> list[list[str]]:
    """Generate a client, run a program with it several times, and return what each run prints."""
    folder = CACHE / "imports" / package
    folder.mkdir(parents=True, exist_ok=True)
    options = ["-o", str(folder), "--package", package, "--force", "--quiet"]
    command = [sys.executable, "-m", "clientsmith", "generate", str(spec), *options]
    subprocess.run(command, check=True)
    results = []
    for _ in range(RUNS + 1):
        done = subprocess.run(
            [sys.executable, "-c", program],
            cwd=folder,
            env={name: value for name, value in os.environ.items() if name != _NO_BYTECODE},
            capture_output=True,
            text=True,
            check=True,
        )
        results.append(done.stdout.split())
    return results[1:]
