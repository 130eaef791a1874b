"""Public documents with the mistakes that people make.

Each ends in a package that imports, or in problems that have a place. `python -m mutation.trial`
(with `tests` on the path) tries more of them.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from mutation.outcomes import outcome_of
from mutation.parts import case_specs
from mutation.trial import smallest, trial
from support.command import clientsmith_here
from support.public import GIANTS, PublicSpec, each_public_spec

FOUND = Path(__file__).parent / "found"
SEED = 15


def _try(spec: PublicSpec, numbers: range, folder: Path) -> None:
    for number in numbers:
        tried = trial(spec, SEED, number)
        outcome = outcome_of(tried.text, folder, **tried.settings)
        if outcome.fault is not None:
            pytest.fail(
                f"{outcome.fault.kind}\n{tried.recipe}\n{outcome.fault.details}\n"
                f"{smallest(tried, outcome.fault, folder)}"
            )


@each_public_spec(giants=False)
def test_some_mistakes(spec: PublicSpec, tmp_path: Path) -> None:
    _try(spec, range(8), tmp_path)


@pytest.mark.parametrize("case", case_specs(), ids=lambda spec: spec.name)
def test_some_mistakes_in_cases(case: PublicSpec, tmp_path: Path) -> None:
    _try(case, range(3), tmp_path)


@pytest.mark.parametrize("case", case_specs()[::4], ids=lambda spec: spec.name)
def test_the_command_ends_alike(case: PublicSpec, tmp_path: Path) -> None:
    tried = trial(case, SEED, 100)
    is_generated = outcome_of(tried.text, tmp_path).is_generated
    (file,) = tmp_path.iterdir()
    command = ("generate", file.name, "-o", "out", "--force", "--report", "report.json")
    plain = clientsmith_here(*command, folder=tmp_path)
    assert plain.code == (0 if is_generated else 3), plain.stderr
    assert (tmp_path / "report.json").is_file() == is_generated
    strict = clientsmith_here(*command, "--strict", folder=tmp_path)
    has_warning = "warning[" in plain.stderr or "error[" in plain.stderr
    assert strict.code == (3 if has_warning else 0), strict.stderr


@pytest.mark.slow
@each_public_spec()
def test_many_mistakes(spec: PublicSpec, tmp_path: Path) -> None:
    _try(spec, range(8, 75 if spec.name in GIANTS else 165), tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("case", case_specs(), ids=lambda spec: spec.name)
def test_many_mistakes_in_cases(case: PublicSpec, tmp_path: Path) -> None:
    _try(case, range(3, 28), tmp_path)


@pytest.mark.parametrize("name", sorted(file.name for file in FOUND.iterdir()))
def test_mistakes_found_before(name: str, tmp_path: Path) -> None:
    text = (FOUND / name).read_text(encoding="utf-8")
    outcome = outcome_of(text, tmp_path)
    assert outcome.fault is None, outcome.fault.details
