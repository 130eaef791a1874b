"""Sections and texts that all reports share."""

from __future__ import annotations

from collections.abc import Iterator

from ..change import Change, Impact
from ..comparison import Agreement
from ..results import ComparisonResult

TITLES = {
    Impact.BREAKING: "Breaking",
    Impact.DEPRECATION: "Deprecated",
    Impact.ADDITION: "Added",
    Impact.COMPATIBLE: "Compatible",
    Impact.DOCS: "Documentation",
}

CLIENT_ONLY = "Only in the client"
DOCUMENT_ONLY = "Only in the documents"
JUDGED_DIFFERENTLY = "Different impact"
NOTES = {
    CLIENT_ONLY: "Names, arguments or types of the client changed, and no change of the documents "
    "explains it.",
    DOCUMENT_ONLY: "The documents changed, and no name, argument or type of the client shows it.",
    JUDGED_DIFFERENTLY: "Breaking according to the documents or the client, but not both; the worse impact "
    "counts.",
}

EXPIRED = "Expired accepted changes"
UNUSED = "Unused accepted changes"


def sections(result: ComparisonResult) -> Iterator[tuple[Impact, tuple[Change, ...]]]:
    """Yield the changes by impact, the worst first, without empty sections."""
    for impact in Impact:
        changes = tuple(change for change in result.changes if change.impact is impact)
        if changes:
            yield impact, changes


def scope(result: ComparisonResult) -> str:
    """Return a sentence on what was compared; empty where that was everything."""
    if not result.has_documents:
        return "Only the surfaces of the clients were compared, as there is no document."
    if not result.has_clients:
        return "Only the documents were compared, not the clients."
    return ""


_NOUNS = (Impact.DEPRECATION, Impact.ADDITION)
"""Impacts whose word has a plural."""


def summary(result: ComparisonResult) -> str:
    """Return the number of changes of each impact as text."""
    counts = [
        f"{len(changes)} {impact.value}{'s' if impact in _NOUNS and len(changes) > 1 else ''}"
        for impact, changes in sections(result)
    ]
    accepted = sum(change.accepted is not None for change in result.changes)
    text = ", ".join(counts) or "no changes"
    return f"{text}; {accepted} accepted" if accepted else text


def used_by(change: Change) -> str:
    """Return the operations that use a schema as text; empty where that is not known."""
    if not change.used_by:
        return ""
    rest = change.used_by_total - len(change.used_by)
    return ", ".join(change.used_by) + (f" and {rest} more" if rest > 0 else "")


def python_name(change: Change) -> str:
    """Return the Python name: `old → new` where it changed."""
    if change.python_old and change.python_new and change.python_old != change.python_new:
        return f"{change.python_old} → {change.python_new}"
    return change.python_old or change.python_new


AgreementItem = tuple[str, str, tuple[str, ...]]
"""A message, or else a subject; and the codes of changes."""


def agreement_sections(agreement: Agreement) -> Iterator[tuple[str, str, list[AgreementItem]]]:
    """Yield title, note and items of the sections where documents and surfaces do not agree."""
    found: dict[str, list[AgreementItem]] = {
        CLIENT_ONLY: [(each.message, "", (each.code,)) for each in agreement.client_only],
        DOCUMENT_ONLY: [("", each.subject, (each.code,)) for each in agreement.document_only],
        JUDGED_DIFFERENTLY: [("", each.name, each.codes) for each in agreement.disagreements],
    }
    for title, items in found.items():
        if items:
            yield title, NOTES[title], items
