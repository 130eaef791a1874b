"""What is known not to pass, and why: `expected.toml`; and the table of a whole run."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from conformance.run import COLUMNS, Outcome
from conformance.scenarios import VERSIONS

_FILE = Path(__file__).parent / "expected.toml"
_LONGEST_REASON = 200


@dataclass(frozen=True)
class Listed:
    """Scenarios that share a reason."""

    scenarios: tuple[str, ...]
    reason: str
    versions: tuple[str, ...] = VERSIONS
    columns: tuple[str, ...] = COLUMNS
    """Where they are not passed; of deviations, that does not matter."""


@dataclass(frozen=True)
class Expected:
    """All that is listed."""

    failures: tuple[Listed, ...]
    deviations: tuple[Listed, ...]
    """Answers that are not what their document declares."""

    def differences(self, version: str, outcome: Outcome) -> Iterator[str]:
        """What is not as listed, one line each."""
        for column in COLUMNS:
            known = _reasons(self.failures, version, column)
            yield from _compared(f"{version} {column}", outcome.failures[column], known)
        known = _reasons(self.deviations, version, COLUMNS[0])
        yield from _compared(f"{version} deviation", outcome.deviations, known)


def expected() -> Expected:
    """What `expected.toml` says."""
    tables = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    failures, deviations = (
        tuple(
            Listed(
                **{key: value if key == "reason" else tuple(value) for key, value in one.items()}
            )
            for one in tables.get(name, ())
        )
        for name in ("failure", "deviation")
    )
    return Expected(failures, deviations)


def table(outcomes: Mapping[str, Outcome], total: int, listed: Expected) -> Iterator[str]:
    """Passed scenarios by version and column, and beneath them those that are not passed."""
    yield f"{'':12}" + "".join(f"{column:>10}" for column in COLUMNS) + f"{'of':>8}"
    for version, outcome in outcomes.items():
        passed = "".join(f"{total - len(outcome.failures[column]):>10}" for column in COLUMNS)
        yield f"{version:12}{passed}{total:>8}"
    names = {
        name: None
        for outcome in outcomes.values()
        for column in COLUMNS
        for name in outcome.failures[column]
    }
    for name in names:
        where = [
            f"{version} ({', '.join(columns)})"
            for version, outcome in outcomes.items()
            if (columns := [each for each in COLUMNS if name in outcome.failures[each]])
        ]
        yield f"- {name}: {'; '.join(where)}"
        known = next((each.reason for each in listed.failures if name in each.scenarios), None)
        yield f"  {known or _seen(name, outcomes.values())}"


def _reasons(entries: Iterable[Listed], version: str, column: str) -> dict[str, str]:
    return {
        name: each.reason
        for each in entries
        if version in each.versions and column in each.columns
        for name in each.scenarios
    }


def _compared(where: str, found: Mapping[str, str], known: Mapping[str, str]) -> Iterator[str]:
    for name in found.keys() - known.keys():
        yield f"{where}: {name} is not listed: {found[name][:_LONGEST_REASON]}"
    for name in known.keys() - found.keys():
        yield f"{where}: {name} is listed, but passes now"


def _seen(name: str, outcomes: Iterable[Outcome]) -> str:
    """What went wrong in a scenario that is not listed."""
    reasons = [
        outcome.failures[column][name]
        for outcome in outcomes
        for column in reversed(COLUMNS)
        if name in outcome.failures[column]
    ]
    return reasons[0].partition("\n")[0][:_LONGEST_REASON]
