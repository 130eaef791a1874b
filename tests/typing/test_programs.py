"""Programs as users write them are as good as their types: both type checkers are content with all
lines but those that end in `# error`, which they must refuse."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from support import checks
from support.clients import generate_to
from support.public import GIANTS, ROOT, public_specs

PROGRAMS = Path(__file__).parent / "programs"
DOCUMENTS = {"cafe": "redocly-cafe-3.2"}
"""Document of a program, where it has another name."""

SOURCES = {spec.name: spec.file for spec in public_specs()}
SOURCES["msportal"] = ROOT / "specs" / "msportal" / "create-goal.md"

_ERROR = re.compile(r"(\w+_program\.py):(\d+)(?::\d+ -|:) error\b")


def check(folder: Path, *names: str) -> None:
    """Check programs in one run of each type checker, for they share the libraries."""
    files, packages = [], []
    for name in names:
        document = DOCUMENTS.get(name, name)
        if document not in SOURCES:
            pytest.skip("the public documents are not at hand")
        generated = generate_to(SOURCES[document], folder / f"{name}.out")
        package = generated.planned.package.name
        shutil.move(folder / f"{name}.out" / package, folder / package)
        packages.append(package)
        files.append(Path(f"{name}_program.py"))
        shutil.copy(PROGRAMS / f"{name}.txt", folder / files[-1])
    checks.share_runtime(folder, packages)
    wrong = {place for file in files for place in wrong_lines(folder / file)}
    for said in (checks.mypy_errors(files, folder), checks.pyright_errors(files, folder)):
        errors = [line for line in said.splitlines() if re.search(r": error:| - error:", line)]
        places = [_ERROR.search(line) for line in errors]
        assert None not in places, said
        assert {(place[1], int(place[2])) for place in places if place} == wrong, said


def wrong_lines(program: Path) -> Iterator[tuple[str, int]]:
    for number, line in enumerate(program.read_text(encoding="utf-8").splitlines(), start=1):
        if line.endswith("# error"):
            yield program.name, number


@pytest.mark.xdist_group("typing")
def test_programs(tmp_path: Path) -> None:
    check(tmp_path, "cafe", "msportal", "petstore", "spotify")


@pytest.mark.slow
@pytest.mark.xdist_group("typing")
def test_a_program_with_the_client_of_a_giant(tmp_path: Path) -> None:
    assert "stripe" in GIANTS
    check(tmp_path, "stripe")
