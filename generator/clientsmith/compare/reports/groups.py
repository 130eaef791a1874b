"""The parts that every report has, and what they are called."""

from __future__ import annotations

from collections.abc import Iterator

from ..change import Impact
from ..outcome import Entry, Outcome, View

TITLES = {
    Impact.BREAKING: "Breaking",
    Impact.DEPRECATION: "Deprecated",
    Impact.ADDITION: "Added",
    Impact.COMPATIBLE: "Changed, nothing to do",
    Impact.DOCS: "Documentation",
}

SEVERAL_VIEWS = {
    "client": "Seen in the client only",
    "document": "Seen in the documents only",
    "both": "Judged differently",
}

CLIENT_ONLY = (
    "Names, arguments or types of the client differ, and no difference between the documents "
    "explains it."
)
DOCUMENT_ONLY = "The documents differ, and no name, argument or type of the client shows it."
DIFFERENTLY = "One view calls it breaking, the other does not; the worse one counts."

EXPIRED = "Accepted, and the day is over"
UNUSED = "Accepted, and not there"


def groups(outcome: Outcome) -> Iterator[tuple[Impact, tuple[Entry, ...]]]:
    """The entries by impact, the worst first; impacts without entries are left out."""
    for impact in Impact:
        entries = tuple(entry for entry in outcome.entries if entry.impact is impact)
        if entries:
            yield impact, entries


def compared(outcome: Outcome) -> str:
    """One sentence on what was compared, where it was not all; else empty."""
    match outcome.views:
        case (View.CLIENT,):
            return "Only what users of the clients can name was compared, as there is no document."
        case (View.DOCUMENT,):
            return "Only the documents were compared, not the clients."
    return ""


def summary(outcome: Outcome) -> str:
    """How many changes of each impact there are, in words."""
    words = [f"{len(entries)} {impact.value}" for impact, entries in groups(outcome)]
    accepted = sum(entry.accepted is not None for entry in outcome.entries)
    text = ", ".join(words) or "no changes"
    return f"{text}; {accepted} accepted" if accepted else text


def used_by(entry: Entry) -> str:
    """The operations that take or give a schema, in words; empty where there is nothing to say."""
    if not entry.used_by:
        return ""
    rest = entry.used_by_total - len(entry.used_by)
    return ", ".join(entry.used_by) + (f" and {rest} more" if rest > 0 else "")


def python_name(entry: Entry) -> str:
    """Where users meet the change: `old → new` where the two differ."""
    if entry.python_old and entry.python_new and entry.python_old != entry.python_new:
        return f"{entry.python_old} → {entry.python_new}"
    return entry.python_old or entry.python_new
