"""Other generators, each in an environment of its own below the ignored `.cache/`."""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CACHE = ROOT / ".cache" / "bench"
SPECS = ROOT.parent / "shared" / "specs"

REQUIREMENTS = {
    "openapi-python-client": ["openapi-python-client>=0.29.1,<0.30"],
    "datamodel-code-generator": ["datamodel-code-generator>=0.89,<0.90"],
}


def tool(name: str, command: str) -> Path:
    """The command of a peer, installed on first use."""
    folder = CACHE / "environments" / name
    executable = folder / "bin" / command
    if not executable.is_file():
        venv.create(folder, with_pip=True)
        subprocess.run(
            [folder / "bin" / "pip", "install", "--quiet", *REQUIREMENTS[name]],
            check=True,
            stdout=sys.stderr,
        )
    return executable
