"""Programs as users write them are as good as their types: both type checkers are content with all
lines but those that end in `# error`, which they must refuse."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from clientsmith.config import RuntimeSettings
from support import checks
from support.clients import generate_to
from support.examples import usage_modules
from support.public import GIANTS, ROOT, public_specs

PROGRAMS = Path(__file__).parent / "programs"
DOCUMENTS = {"cafe": "redocly-cafe-3.2"}
"""Document of a program, where it has another name."""

SOURCES = {spec.name: spec.file for spec in public_specs()}
INCLUDED = {
    "msportal": ("rate_limits", "webhooks"),
    "cafe": ("rate_limits",),
    "user_code": ("polling",),
}
"""Parts of the runtime that a program uses although the documents of its clients do not need them."""

MSPORTAL = ROOT / "specs" / "msportal" / "create-goal.md"

CASES = ("all_of", "bodies", "downloads", "enums", "nullable_3_0", "streams", "unions")
"""Documents of tests/cases whose clients the program `user_code` uses, with that of MSPortal."""

_ERROR = re.compile(r"(\w+_program\.py):(\d+)(?::\d+ -|:) error\b")


def sources_of(program: str) -> dict[Path, str]:
    """Documents of the clients that a program uses, each with the name of the package, if that is
    not the one by default; empty if they are not at hand."""
    if program == "msportal":
        return {MSPORTAL: ""}
    if program == "user_code":
        cases = ROOT / "tests" / "cases"
        clients = {cases / case / "openapi.yaml": f"{case}_client" for case in CASES}
        return {**clients, MSPORTAL: ""}
    document = DOCUMENTS.get(program, program)
    return {SOURCES[document]: ""} if document in SOURCES else {}


def check(folder: Path, *names: str) -> None:
    """Check programs in one run of each type checker, for they share the libraries.

    And what the pages and docstrings of MSPortal's client show.
    """
    files, packages = [], []
    sources: dict[Path, str] = {}
    included: dict[Path, set[str]] = {}
    for name in names:
        files.append(Path(f"{name}_program.py"))
        shutil.copy(PROGRAMS / f"{name}.txt", folder / files[-1])
        sources |= sources_of(name)
        for source in sources_of(name):
            included.setdefault(source, set()).update(INCLUDED.get(name, ()))
    for number, (source, given) in enumerate(sources.items()):
        out = folder / f"{number}.out"
        runtime = RuntimeSettings(include=tuple(sorted(included[source])))
        made = generate_to(source, out, runtime=runtime, **({"package": given} if given else {}))
        package = made.planned.package
        shutil.move(out / package.name, folder / package.name)
        packages.append(package.name)
        if source == MSPORTAL:
            files += usage_modules(package, made.files, folder)
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
    names = ("user_code", "cafe", "msportal", "petstore", "spotify")
    check(tmp_path, *(name for name in names if sources_of(name)))


@pytest.mark.slow
@pytest.mark.xdist_group("typing")
def test_a_program_with_the_client_of_a_giant(tmp_path: Path) -> None:
    assert "stripe" in GIANTS
    if not sources_of("stripe"):
        pytest.skip("the public documents are not at hand")
    check(tmp_path, "stripe")
