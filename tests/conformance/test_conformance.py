"""Clients of Spector's documents against its server: `make conformance`."""

from __future__ import annotations

import pytest

from conformance import expectations, spector
from conformance.run import run
from conformance.scenarios import VERSIONS, scenarios

pytestmark = [
    pytest.mark.conformance,
    pytest.mark.skipif(bool(spector.missing()), reason=spector.missing()),
]


def test_every_scenario_passes_that_is_not_listed(
    tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = expectations.expected()
    outcomes = {
        version: run(scenarios(), version, tmp_path_factory.mktemp(version)) for version in VERSIONS
    }
    with capsys.disabled():
        print("", *expectations.table(outcomes, len(scenarios()), listed), sep="\n")
    differences = [
        line
        for version, outcome in outcomes.items()
        for line in sorted(listed.differences(version, outcome))
    ]
    if differences:
        pytest.fail("\n".join(differences), pytrace=False)
