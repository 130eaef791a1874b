"""Builds the distribution `clientsmith-runtime`: `python -m runtime [FOLDER]`."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from clientsmith.project.custom import SHARED_RUNTIME
from clientsmith.render.runtime import shared_runtime

ROOT = Path(__file__).resolve().parents[1]


def write_project(folder: Path) -> None:
    """Write the project from which the distribution is built.

    Args:
        folder: an empty folder for it.
    """
    for path, text in shared_runtime().items():
        place = folder / SHARED_RUNTIME / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    for name in ("pyproject.toml", "README.md"):
        shutil.copyfile(ROOT / "runtime" / name, folder / name)
    shutil.copyfile(ROOT / "LICENSE", folder / "LICENSE")


def build(output: Path) -> None:
    """Build a source distribution and a wheel.

    Args:
        output: the folder for both.
    """
    with TemporaryDirectory(prefix="clientsmith-runtime-") as folder:
        write_project(Path(folder))
        command = [sys.executable, "-m", "build", "--outdir", str(output.resolve()), folder]
        subprocess.run(command, check=True)


if __name__ == "__main__":
    build(Path(*sys.argv[1:2] or ["dist"]))
