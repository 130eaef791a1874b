"""Programs as users write them are as good as their types: both type checkers are content."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from support import checks
from support.clients import generate_to
from support.public import GIANTS, ROOT, public_specs

PROGRAMS = Path(__file__).parent / "programs"
SOURCES = {spec.name: spec.file for spec in public_specs()}
SOURCES["msportal"] = ROOT / "specs" / "msportal" / "create-goal.md"


def check(folder: Path, *names: str) -> None:
    """Check programs in one run of each type checker, for they share the libraries."""
    files = []
    for name in names:
        if name not in SOURCES:
            pytest.skip("the public documents are not at hand")
        generated = generate_to(SOURCES[name], folder / f"{name}.out")
        package = generated.planned.package.name
        shutil.move(folder / f"{name}.out" / package, folder / package)
        files.append(Path(f"{name}_program.py"))
        shutil.copy(PROGRAMS / f"{name}.txt", folder / files[-1])
    assert checks.mypy_errors(files, folder) == ""
    assert checks.pyright_errors(files, folder) == ""


@pytest.mark.xdist_group("typing")
def test_programs(tmp_path: Path) -> None:
    check(tmp_path, "msportal", "petstore", "spotify")


@pytest.mark.slow
@pytest.mark.xdist_group("typing")
def test_a_program_with_the_client_of_a_giant(tmp_path: Path) -> None:
    assert "stripe" in GIANTS
    check(tmp_path, "stripe")
