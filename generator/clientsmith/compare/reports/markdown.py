"""The report as a comment on a pull request."""

from __future__ import annotations

from collections.abc import Iterator

from ..accepted import Accepted
from ..change import Impact
from ..outcome import Entry, Outcome, Results
from . import groups
from .inline import code, words

MAX_CHARACTERS = 60_000
"""Most characters of a report; GitHub takes 65,536 for a comment."""

OPEN_ENTRIES = 20
"""Most entries of a group that is not folded."""

_VERDICTS = {
    "none": "nothing has changed",
    "patch": "a patch version",
    "minor": "a minor version",
    "major": "a major version",
}


def markdown_report(results: Results) -> str:
    """The report on all comparisons."""
    outcomes = results.outcomes
    heads = [_head(outcome) for outcome in outcomes]
    budget = _Budget(MAX_CHARACTERS - sum(len(line) + 2 for head in heads for line in head))
    lines = [] if outcomes else ["## API changes: there is nothing to compare"]
    for outcome, head in zip(outcomes, heads, strict=True):
        lines += ["", *head] if lines else head
        for impact, entries in groups.groups(outcome):
            is_folded = impact is Impact.DOCS or len(entries) > OPEN_ENTRIES
            title = f"{groups.TITLES[impact]} ({len(entries)})"
            lines += budget.section(title, "", [_entry(entry) for entry in entries], is_folded)
        for title, note, items in _remarks(outcome):
            lines += budget.section(f"{title} ({len(items)})", note, items, True)
    for title, notes in ((groups.EXPIRED, results.expired), (groups.UNUSED, results.unused)):
        if notes:
            items = [_accepted(each) for each in notes]
            lines += budget.section(f"{title} ({len(items)})", "", items, True)
    return "\n".join(lines) + "\n"


def _head(outcome: Outcome) -> list[str]:
    """The title of a comparison, and what it comes to."""
    of_client = f" of {words(outcome.client)}" if outcome.client else ""
    version = outcome.next_version
    lines = [
        f"## API changes{of_client}: {_VERDICTS[outcome.verdict.word]}",
        "",
        f"{code(outcome.old)} → {code(outcome.new)}: {groups.summary(outcome)}."
        + (f" The next version is **{words(version)}**." if version else ""),
    ]
    if note := groups.compared(outcome):
        lines += ["", note]
    return lines


class _Budget:
    """The characters that are left; what does not fit is counted."""

    def __init__(self, characters: int) -> None:
        self._left = characters

    def section(self, title: str, note: str, items: list[str], is_folded: bool) -> list[str]:
        """The lines of a section, as many items of it as there is room for."""
        if is_folded:
            lines = ["", f"<details><summary>{title}</summary>", ""]
            end = ["", "</details>"]
        else:
            lines, end = ["", f"### {title}", ""], []
        if note:
            lines += [note, ""]
        self._left -= sum(len(line) + 1 for line in (*lines, *end)) + 40
        for number, item in enumerate(items):
            if self._left < len(item) + 1:
                lines.append(f"- … and {len(items) - number} more")
                break
            lines.append(item)
            self._left -= len(item) + 1
        return [*lines, *end]


def _entry(entry: Entry) -> str:
    name = groups.python_name(entry)
    shown = code(name or entry.subject)
    text = f"- {shown}: {words(entry.message)}"
    details = [code(entry.code)]
    if name and name != entry.subject:
        details.insert(0, code(entry.subject))
    if where := groups.used_by(entry):
        details.append(f"used by {words(where)}")
    text += f" ({', '.join(details)})"
    if entry.accepted is not None:
        text += f" **Accepted** until {entry.accepted.expires}: {words(entry.accepted.reason)}"
    return text


def _remarks(outcome: Outcome) -> Iterator[tuple[str, str, list[str]]]:
    agreement = outcome.agreement
    if agreement.client_only:
        yield (
            groups.SEVERAL_VIEWS["client"],
            groups.CLIENT_ONLY,
            [f"- {words(each.message)} ({code(each.code)})" for each in agreement.client_only],
        )
    if agreement.document_only:
        yield (
            groups.SEVERAL_VIEWS["document"],
            groups.DOCUMENT_ONLY,
            [f"- {code(each.subject)} ({code(each.code)})" for each in agreement.document_only],
        )
    if agreement.disagreements:
        yield (
            groups.SEVERAL_VIEWS["both"],
            groups.DIFFERENTLY,
            [
                f"- {code(each.name)}: {', '.join(code(one) for one in each.codes)}"
                for each in agreement.disagreements
            ],
        )


def _accepted(each: Accepted) -> str:
    return f"- {code(each.subject)} ({code(each.code)}), until {each.expires}: {words(each.reason)}"
