"""What the public documents drop is listed, with the reason; nothing else is lost.

`--regen` rewrites counts and drops lines that are no longer needed; a new line gets the reason that the
catalogue or the first problem gives.
"""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from clientsmith.coverage import CoverageReport
from report.reports import report_of
from support.public import PublicSpec, each_public_spec, planned, public_specs

FILE = Path(__file__).resolve().parents[1] / "skips.toml"
OPERATIONS = 3_870

_HEADER = """\
# What the public documents say and their clients do not have. One line for each document, construct
# and problem code; `ignored` is what the catalogue of constructs gives up for every document. What is
# lost with something else is not listed again. `pytest tests/report/test_skips.py --regen` rewrites
# counts; reasons are kept.
"""

Loss = tuple[str, str, str]
"""Document, construct, code."""

_reports: dict[str, CoverageReport] = {}


def _report(spec: PublicSpec) -> CoverageReport:
    if spec.name not in _reports:
        _reports[spec.name] = report_of(planned(spec))
    return _reports[spec.name]


def _losses(spec: PublicSpec) -> dict[Loss, list[str]]:
    """What a document loses, to the reason of each time."""
    found: dict[Loss, list[str]] = {}
    report = _report(spec)
    for count in report.counts:
        for dropped in count.dropped:
            if not dropped.part_of:
                loss = (spec.name, count.construct.id, dropped.code)
                found.setdefault(loss, []).append(dropped.reason)
    for dropped in report.elsewhere:
        found.setdefault((spec.name, "elsewhere", dropped.code), []).append(dropped.reason)
    return found


def _listed() -> dict[Loss, tuple[int, str]]:
    """The lines of the list: how often, and why."""
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))["skip"]
    lines = {(row["spec"], row["construct"], row["code"]): row for row in rows}
    assert len(lines) == len(rows), "tests/skips.toml has a line twice"
    return {loss: (row["count"], row["reason"]) for loss, row in lines.items()}


@pytest.fixture(scope="module", autouse=True)
def _regenerated(request: pytest.FixtureRequest) -> None:
    if not request.config.getoption("--regen") or not public_specs():
        return
    known = _listed() if FILE.is_file() else {}
    lines = [_HEADER, "skip = ["]
    for spec in public_specs():
        for loss, reasons in sorted(_losses(spec).items()):
            reason = known[loss][1] if loss in known else reasons[0]
            names = ("spec", "construct", "code")
            pairs = [f"{name} = {json.dumps(part)}" for name, part in zip(names, loss, strict=True)]
            pairs += [f"count = {len(reasons)}", f"reason = {json.dumps(reason)}"]
            lines.append(f"  {{ {', '.join(pairs)} }},")
    FILE.write_text("\n".join([*lines, "]", ""]), encoding="utf-8")


@each_public_spec()
def test_what_is_lost_is_listed(spec: PublicSpec) -> None:
    listed = {loss: count for loss, (count, _) in _listed().items() if loss[0] == spec.name}
    found = {loss: len(reasons) for loss, reasons in _losses(spec).items()}
    assert found == listed, "a line is missing from tests/skips.toml, or no longer needed"


@each_public_spec()
def test_every_operation_becomes_code(spec: PublicSpec) -> None:
    counted = Counter[str]()
    for count in _report(spec).counts:
        family, _, name = count.construct.id.partition(".")
        if family == "operation" and name not in ("deprecated", "external-docs"):
            counted["used"] += count.used
            counted["generated"] += count.generated
    assert counted["used"] == counted["generated"] == spec.operations


def test_the_public_documents_have_as_many_operations_as_claimed() -> None:
    specs = public_specs()
    if not specs:
        pytest.skip("there are no public documents beside the repository")
    assert sum(spec.operations for spec in specs) == OPERATIONS


def test_every_line_is_about_a_public_document_and_has_a_reason() -> None:
    listed = _listed()
    names = {spec.name for spec in public_specs()}
    assert [loss for loss, (_, reason) in listed.items() if len(reason) < 20] == []
    assert not names or {loss[0] for loss in listed} <= names
