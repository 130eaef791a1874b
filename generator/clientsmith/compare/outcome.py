"""The results of comparisons, as reports show them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from enum import StrEnum

from ..problem import Location
from .accepted import Accepted
from .agreement import Agreement
from .change import Change, Impact
from .surface import Finding
from .verdict import Verdict, next_version, verdict
from .views import Views


class View(StrEnum):
    """What was compared."""

    DOCUMENT = "document"
    """What the documents say."""

    CLIENT = "client"
    """What users of the clients can name."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One change as reports show it. Texts hold names out of documents, which are untrusted."""

    view: View
    """Who says it."""

    code: str
    impact: Impact
    subject: str
    """What it is about in terms of HTTP and JSON; of a finding on the client, the Python name."""

    message: str
    """One sentence."""

    operation: str = ""
    python_old: str = ""
    python_new: str = ""
    old: Location | None = None
    new: Location | None = None
    affected: tuple[str, ...] = ()
    used_by: tuple[str, ...] = ()
    used_by_total: int = 0
    accepted: Accepted | None = None
    """Why the team lives with it; None where nobody has accepted it, or no longer."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Everything that a comparison has found."""

    client: str
    """Name of the client in the configuration; empty where it has none."""

    old: str
    """What people call the old side."""

    new: str
    views: tuple[View, ...]
    """What was compared; at least one."""

    verdict: Verdict
    next_version: str | None
    """Version that the client should get; None where nobody has told the old one."""

    entries: tuple[Entry, ...]
    """All changes, the worst first."""

    agreement: Agreement


@dataclass(frozen=True, slots=True)
class Results:
    """What all comparisons of a run have found."""

    outcomes: tuple[Outcome, ...]
    expired: tuple[Accepted, ...] = ()
    """Accepted changes that are there still, and whose day is over."""

    unused: tuple[Accepted, ...] = ()
    """Accepted changes that are not there."""

    @property
    def verdict(self) -> Verdict:
        """The largest step that any of them asks for."""
        return max((outcome.verdict for outcome in self.outcomes), default=Verdict.NONE)

    def failing(self, impacts: Set[Impact]) -> tuple[Entry, ...]:
        """The entries of some impacts that nobody has accepted."""
        return tuple(
            entry
            for outcome in self.outcomes
            for entry in outcome.entries
            if entry.impact in impacts and entry.accepted is None
        )


def results(
    found: Iterable[tuple[str, Views]],
    accepted: Sequence[Accepted],
    *,
    version: str | None,
    today: dt.date,
) -> Results:
    """Put comparisons together.

    Args:
        found: what was found, each with the name of its client in the configuration.
        accepted: what the team lives with, expired or not.
        version: that of the old clients, where the next one is asked for.
        today: the day that tells what of `accepted` counts.

    Raises:
        ValueError: the version is not one of Semantic Versioning.
    """
    valid = [each for each in accepted if not each.is_expired(today)]
    outcomes = tuple(_outcome(client, views, valid, version) for client, views in found)
    used = {
        each
        for each in accepted
        for outcome in outcomes
        if any(each.covers(entry.code, entry.subject) for entry in outcome.entries)
    }
    return Results(
        outcomes,
        expired=tuple(each for each in accepted if each in used and each.is_expired(today)),
        unused=tuple(each for each in accepted if each not in used),
    )


def _outcome(
    client: str, views: Views, accepted: Sequence[Accepted], version: str | None
) -> Outcome:
    entries = sorted(set(_entries(views)), key=_order)
    compared = ((View.DOCUMENT, views.changes), (View.CLIENT, views.findings))
    step = verdict(entry.impact for entry in entries)
    return Outcome(
        client=client,
        old=views.old,
        new=views.new,
        views=tuple(view for view, found in compared if found is not None),
        verdict=step,
        next_version=None if version is None else next_version(version, step),
        entries=tuple(_marked(entry, accepted) for entry in entries),
        agreement=views.agreement,
    )


def _entries(views: Views) -> Iterator[Entry]:
    """The changes of the documents, and what only the surfaces show or show as worse."""
    if views.changes is None:
        yield from map(_of_finding, views.findings or ())
        return
    yield from map(_of_change, views.changes)
    yield from map(_of_finding, views.agreement.client_only)
    for disagreement in views.agreement.disagreements:
        for finding in disagreement.findings:
            if finding.impact is Impact.BREAKING:
                yield _of_finding(finding)


def _of_change(change: Change) -> Entry:
    return Entry(
        view=View.DOCUMENT,
        code=change.code,
        impact=change.impact,
        subject=change.subject,
        message=change.message,
        operation=change.operation,
        python_old=change.python_old,
        python_new=change.python_new,
        old=change.old,
        new=change.new,
        affected=change.affected,
        used_by=change.used_by,
        used_by_total=change.used_by_total,
    )


def _of_finding(finding: Finding) -> Entry:
    is_new = finding.code == "client-name-added"
    return Entry(
        view=View.CLIENT,
        code=finding.code,
        impact=finding.impact,
        subject=finding.name,
        message=finding.message,
        python_old="" if is_new else finding.name,
        python_new="" if finding.code.endswith("-removed") else finding.new_name or finding.name,
    )


def _order(entry: Entry) -> tuple[int, str, str, str]:
    return entry.impact.rank, entry.subject, entry.code, entry.message


def _marked(entry: Entry, accepted: Sequence[Accepted]) -> Entry:
    for each in accepted:
        if each.covers(entry.code, entry.subject):
            return replace(entry, accepted=each)
    return entry
