"""The report as a section of a changelog (Keep a Changelog 1.1.0)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from ..change import Impact
from ..outcome import Entry, Outcome, Results
from . import groups
from .inline import code, words

_SECTIONS = ("Added", "Changed", "Deprecated", "Removed")


def changelog_report(results: Results, *, date: dt.date | None) -> str:
    """A section for the users of each client; what is said for people only is left out.

    Args:
        results: what was found.
        date: the day of the release; None for none.
    """
    return "\n".join(_section_of(outcome, date) for outcome in results.outcomes)


def _section_of(outcome: Outcome, date: dt.date | None) -> str:
    client = f"{words(outcome.client)} " if outcome.client else ""
    title = f"## {client}[{outcome.next_version or 'Unreleased'}]" + (f" - {date}" if date else "")
    sections: dict[str, list[str]] = defaultdict(list)
    for entry in outcome.entries:
        if entry.impact is not Impact.DOCS:
            sections[_section(entry)].append(_line(entry))
    lines = [title]
    for section in _SECTIONS:
        if sections[section]:
            lines += ["", f"### {section}", *sections[section]]
    if len(lines) == 1:
        lines += ["", "No changes that users have to know of."]
    return "\n".join(lines) + "\n"


def _section(entry: Entry) -> str:
    if entry.impact is Impact.ADDITION:
        return "Added"
    if entry.impact is Impact.DEPRECATION:
        return "Deprecated"
    return "Removed" if entry.code.endswith("-removed") and not entry.python_new else "Changed"


def _line(entry: Entry) -> str:
    mark = "**Breaking:** " if entry.impact is Impact.BREAKING else ""
    return f"- {mark}{code(groups.python_name(entry) or entry.subject)}: {words(entry.message)}"
