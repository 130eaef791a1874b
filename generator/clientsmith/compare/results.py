"""Results of comparisons, as reports show them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace

from .change import AcceptedChange, Change, Impact, sort_key
from .comparison import Agreement, Comparison
from .version_bump import VersionBump, next_version, required_bump


@dataclass(frozen=True, slots=True)
class ComparisonResult:
    """Result of one comparison."""

    client: str
    """Name of the client in the configuration; empty where it has none."""

    old: str
    """Name of the old version."""

    new: str
    has_documents: bool
    """True if documents were compared."""

    has_clients: bool
    """True if surfaces of clients were compared."""

    verdict: VersionBump
    next_version: str | None
    """Next version of the client, where the old one is known."""

    changes: tuple[Change, ...]
    """All changes, the worst impact first."""

    agreement: Agreement


@dataclass(frozen=True, slots=True)
class DiffResults:
    """Results of all comparisons of a run."""

    comparisons: tuple[ComparisonResult, ...]
    expired: tuple[AcceptedChange, ...] = ()
    """Expired entries of changes that still exist."""

    unused: tuple[AcceptedChange, ...] = ()
    """Entries without a change."""

    @property
    def verdict(self) -> VersionBump:
        """Largest bump of all comparisons."""
        return max((each.verdict for each in self.comparisons), default=VersionBump.NONE)

    def failing(self, impacts: Set[Impact]) -> tuple[Change, ...]:
        """Return the changes with some impacts that are not accepted."""
        return tuple(
            change
            for comparison in self.comparisons
            for change in comparison.changes
            if change.impact in impacts and change.accepted is None
        )


def results_of(
    comparisons: Iterable[tuple[str, Comparison]],
    accepted: Sequence[AcceptedChange],
    *,
    version: str | None,
    today: dt.date,
) -> DiffResults:
    """Return the results of comparisons.

    Args:
        comparisons: comparisons with the names of their clients in the configuration.
        accepted: accepted changes, expired or not.
        version: version of the old clients, to compute the next one.
        today: date that decides which accepted changes are expired.

    Raises:
        ValueError: the version is not one of Semantic Versioning.
    """
    valid = [each for each in accepted if not each.is_expired(today)]
    results = tuple(_result(client, each, valid, version) for client, each in comparisons)
    used = {
        each
        for each in accepted
        if any(each.matches(change) for result in results for change in result.changes)
    }
    return DiffResults(
        results,
        expired=tuple(each for each in accepted if each in used and each.is_expired(today)),
        unused=tuple(each for each in accepted if each not in used),
    )


def _result(
    client: str, comparison: Comparison, accepted: Sequence[AcceptedChange], version: str | None
) -> ComparisonResult:
    changes = sorted(set(_changes(comparison)), key=sort_key)
    bump = required_bump(change.impact for change in changes)
    return ComparisonResult(
        client=client,
        old=comparison.old,
        new=comparison.new,
        has_documents=comparison.changes is not None,
        has_clients=comparison.surface_changes is not None,
        verdict=bump,
        next_version=None if version is None else next_version(version, bump),
        changes=tuple(_with_acceptance(change, accepted) for change in changes),
        agreement=comparison.agreement,
    )


def _changes(comparison: Comparison) -> Iterator[Change]:
    """Yield the changes of the documents, and those that only surfaces show or show as worse."""
    if comparison.changes is None:
        yield from (each.as_change() for each in comparison.surface_changes or ())
        return
    yield from comparison.changes
    yield from (each.as_change() for each in comparison.agreement.client_only)
    for disagreement in comparison.agreement.disagreements:
        for found in disagreement.surface_changes:
            if found.impact is Impact.BREAKING:
                yield found.as_change()


def _with_acceptance(change: Change, accepted: Sequence[AcceptedChange]) -> Change:
    for each in accepted:
        if each.matches(change):
            return replace(change, accepted=each)
    return change
