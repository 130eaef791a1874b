"""Each folder holds two versions of a document, and the changes between them in both directions.

A `settings.toml` in the folder holds settings of `Config`; with `aliases`, the newer client knows
the names of the older one. `make regen` rewrites what is expected.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from clientsmith.compare import Change
from clientsmith.compare.documents import compare
from clientsmith.config import Config
from clientsmith.pipeline import Planned, plan_client
from clientsmith.project.pins import NO_PINS, Pins

CASES = Path(__file__).parent / "cases"


def planned(file: Path, settings: dict[str, Any], before: Pins = NO_PINS) -> Planned:
    config = Config(naming="operation-id", spec=str(file), **settings)
    return plan_client(config, progress=lambda stage: None, before=before)


def shown(change: Change) -> dict[str, Any]:
    """A change without what it does not say."""
    said = {
        "code": change.code,
        "impact": change.impact.value,
        "subject": change.subject,
        "message": change.message,
        "operation": change.operation,
        "python_old": change.python_old,
        "python_new": change.python_new,
        "affected": list(change.affected),
        "used_by": list(change.used_by),
        "used_by_total": change.used_by_total,
        "old": str(change.old or ""),
        "new": str(change.new or ""),
    }
    return {key: value for key, value in said.items() if value}


def _cases() -> Iterator[Any]:
    """Every case; `make quick` is content with every third."""
    for number, case in enumerate(sorted(CASES.iterdir())):
        yield pytest.param(case, id=case.name, marks=pytest.mark.detail if number % 3 else ())


@pytest.mark.parametrize("case", _cases())
def test_changes_are_as_expected(case: Path, request: pytest.FixtureRequest) -> None:
    file = case / "settings.toml"
    settings = tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    old = planned(case / "old.yaml", settings)
    new = planned(case / "new.yaml", settings, old.pins if "aliases" in settings else NO_PINS)
    found = {
        "forward": [shown(change) for change in compare(old, new)],
        "backward": [shown(change) for change in compare(new, old)],
    }
    expected = case / "expected.json"
    if request.config.getoption("--regen"):
        text = json.dumps(found, indent=1, ensure_ascii=False)
        expected.write_text(f"{text}\n", encoding="utf-8")
    assert found == json.loads(expected.read_text(encoding="utf-8"))
