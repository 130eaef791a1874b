"""What it costs to import the GitHub client and make its client object, beside `import httpx2`."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys

from .peers import CACHE, SPECS

PROGRAM = """
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
RUNS = 9
_NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"
"""Users of a package compile it once; the first run, which does, is not counted."""

LIMIT = 0.10


def main() -> None:
    """Print medians over several new processes."""
    spec = SPECS / "github" / "github.json"
    if not spec.is_file():
        print("Import of the GitHub client: skipped, there is no github.json")
        return
    folder = CACHE / "imports"
    folder.mkdir(parents=True, exist_ok=True)
    options = ["-o", str(folder), "--package", "github_client", "--force", "--quiet"]
    command = [sys.executable, "-m", "clientsmith", "generate", str(spec), *options]
    subprocess.run(command, check=True)
    results = []
    for _ in range(RUNS + 1):
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM],
            cwd=folder,
            env={name: value for name, value in os.environ.items() if name != _NO_BYTECODE},
            capture_output=True,
            text=True,
            check=True,
        )
        results.append(done.stdout.split())
    warm = results[1:]
    made = statistics.median(float(fields[0]) for fields in warm)
    touched = statistics.median(float(fields[1]) for fields in warm)
    print(f"Import of the GitHub client and its object: {made:.3f} CPU s (limit {LIMIT})")
    print(f"First use of one resource: {touched:.3f} CPU s; modules: {' '.join(warm[0][2:])}")
