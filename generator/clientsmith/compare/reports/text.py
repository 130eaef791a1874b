"""The report for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..accepted import Accepted
from ..change import Impact
from ..outcome import Entry, Outcome, Results
from . import groups

Line = tuple[str, str]
"""Untrusted text, and the style that it is shown in."""

_STYLES = {
    Impact.BREAKING: "bold red",
    Impact.DEPRECATION: "bold yellow",
    Impact.ADDITION: "bold green",
    Impact.COMPATIBLE: "bold",
    Impact.DOCS: "bold",
}


def text_report(results: Results, *, is_verbose: bool = False) -> Iterator[Line]:
    """The lines of the report.

    Args:
        results: what was found.
        is_verbose: whether changes of the documentation are listed and not only counted.
    """
    for number, outcome in enumerate(results.outcomes):
        if number:
            yield "", ""
        yield from _comparison(outcome, is_verbose=is_verbose)
    yield from _notes(results.expired, groups.EXPIRED)
    yield from _notes(results.unused, groups.UNUSED)


def _comparison(outcome: Outcome, *, is_verbose: bool) -> Iterator[Line]:
    client = f"{outcome.client}: " if outcome.client else ""
    yield f"{client}{outcome.old} → {outcome.new}", ""
    if note := groups.compared(outcome):
        yield note, "dim"
    for impact, entries in groups.groups(outcome):
        yield "", ""
        yield f"{groups.TITLES[impact]} ({len(entries)})", _STYLES[impact]
        if impact is Impact.DOCS and not is_verbose:
            yield "  --verbose lists them", "dim"
            continue
        for entry in entries:
            yield from _entry(entry)
    yield from _views(outcome)
    yield "", ""
    version = f"; the next version is {outcome.next_version}" if outcome.next_version else ""
    yield f"{client}{outcome.verdict.word}: {groups.summary(outcome)}{version}", "bold"


def _entry(entry: Entry) -> Iterator[Line]:
    yield f"  {entry.subject} [{entry.code}]", ""
    yield f"    {entry.message}", ""
    name = groups.python_name(entry)
    if name and name != entry.subject:
        yield f"    in Python: {name}", "dim"
    if where := groups.used_by(entry):
        yield f"    used by {where}", "dim"
    places = [str(place) for place in (entry.old, entry.new) if place is not None]
    if places:
        yield f"    {' → '.join(places)}", "dim"
    if entry.accepted is not None:
        yield f"    accepted until {entry.accepted.expires}: {entry.accepted.reason}", "cyan"


def _views(outcome: Outcome) -> Iterator[Line]:
    agreement = outcome.agreement
    if agreement.client_only:
        yield "", ""
        yield f"{groups.SEVERAL_VIEWS['client']} ({len(agreement.client_only)})", "bold"
        yield f"  {groups.CLIENT_ONLY}", "dim"
        for finding in agreement.client_only:
            yield f"  {finding.message} [{finding.code}]", ""
    if agreement.document_only:
        yield "", ""
        yield f"{groups.SEVERAL_VIEWS['document']} ({len(agreement.document_only)})", "bold"
        yield f"  {groups.DOCUMENT_ONLY}", "dim"
        for change in agreement.document_only:
            yield f"  {change.subject} [{change.code}]", ""
    if agreement.disagreements:
        yield "", ""
        yield f"{groups.SEVERAL_VIEWS['both']} ({len(agreement.disagreements)})", "bold"
        yield f"  {groups.DIFFERENTLY}", "dim"
        for each in agreement.disagreements:
            yield f"  {each.name} [{', '.join(each.codes)}]", ""


def _notes(entries: Sequence[Accepted], title: str) -> Iterator[Line]:
    if entries:
        yield "", ""
        yield f"{title} ({len(entries)})", "bold yellow"
        for each in entries:
            yield f"  {each.subject} [{each.code}], until {each.expires}: {each.reason}", ""
