"""Report for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..change import AcceptedChange, Change, Impact
from ..results import ComparisonResult, DiffResults
from . import wording

Line = tuple[str, str]
"""Untrusted text, and its style."""

_STYLES = {
    Impact.BREAKING: "bold red",
    Impact.DEPRECATION: "bold yellow",
    Impact.ADDITION: "bold green",
    Impact.COMPATIBLE: "bold",
    Impact.DOCS: "bold",
}


def text_report(results: DiffResults, *, is_verbose: bool = False) -> Iterator[Line]:
    """Yield the lines of the report.

    Args:
        results: results of the run.
        is_verbose: whether changes of descriptions are listed and not only counted.
    """
    for number, result in enumerate(results.comparisons):
        if number:
            yield "", ""
        yield from _comparison(result, is_verbose=is_verbose)
    yield from _accepted(results.expired, wording.EXPIRED)
    yield from _accepted(results.unused, wording.UNUSED)


def _comparison(result: ComparisonResult, *, is_verbose: bool) -> Iterator[Line]:
    client = f"{result.client}: " if result.client else ""
    yield f"{client}{result.old} → {result.new}", ""
    if note := wording.scope(result):
        yield note, "dim"
    for impact, changes in wording.sections(result):
        yield "", ""
        yield f"{wording.TITLES[impact]} ({len(changes)})", _STYLES[impact]
        if impact is Impact.DOCS and not is_verbose:
            yield "  --verbose lists them", "dim"
            continue
        for change in changes:
            yield from _change(change)
    for title, note, items in wording.agreement_sections(result.agreement):
        yield "", ""
        yield f"{title} ({len(items)})", "bold"
        yield f"  {note}", "dim"
        for message, subject, codes in items:
            yield f"  {message or subject} [{', '.join(codes)}]", ""
    yield "", ""
    version = f"; the next version is {result.next_version}" if result.next_version else ""
    yield f"{client}{result.verdict.word}: {wording.summary(result)}{version}", "bold"


def _change(change: Change) -> Iterator[Line]:
    yield f"  {change.subject} [{change.code}]", ""
    yield f"    {change.message}", ""
    name = wording.python_name(change)
    if name and name != change.subject:
        yield f"    in Python: {name}", "dim"
    if users := wording.used_by(change):
        yield f"    used by {users}", "dim"
    locations = [str(location) for location in (change.old, change.new) if location is not None]
    if locations:
        yield f"    {' → '.join(locations)}", "dim"
    if change.accepted is not None:
        yield f"    accepted until {change.accepted.expires}: {change.accepted.reason}", "cyan"


def _accepted(entries: Sequence[AcceptedChange], title: str) -> Iterator[Line]:
    if entries:
        yield "", ""
        yield f"{title} ({len(entries)})", "bold yellow"
        for each in entries:
            yield f"  {each.subject} [{each.code}], until {each.expires}: {each.reason}", ""
