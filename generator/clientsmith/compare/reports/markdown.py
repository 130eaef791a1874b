"""Reports in Markdown: a comment on a pull request, and a section of a changelog."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict

from ...encode.encoders import one_line
from ...encode.markdown import code_span
from ..change import AcceptedChange, Change, Impact
from ..results import ComparisonResult, DiffResults
from . import wording

MAX_CHARACTERS = 60_000
"""Maximum length of a report; GitHub accepts 65,536 characters for a comment."""

MAX_UNFOLDED = 20
"""Maximum number of changes in a section that is not folded."""

_VERDICTS = {
    "none": "nothing has changed",
    "patch": "a patch version",
    "minor": "a minor version",
    "major": "a major version",
}


def markdown_report(results: DiffResults) -> str:
    """Return the report on all comparisons."""
    heads = [_head(result) for result in results.comparisons]
    budget = _Budget(MAX_CHARACTERS - sum(len(line) + 2 for head in heads for line in head))
    lines = [] if results.comparisons else ["## API changes: there is nothing to compare"]
    for result, head in zip(results.comparisons, heads, strict=True):
        lines += ["", *head] if lines else head
        for impact, changes in wording.sections(result):
            is_folded = impact is Impact.DOCS or len(changes) > MAX_UNFOLDED
            title = f"{wording.TITLES[impact]} ({len(changes)})"
            lines += budget.section(title, "", [_change(change) for change in changes], is_folded)
        for title, note, items in wording.agreement_sections(result.agreement):
            shown = [
                f"- {plain(message)} ({_codes(codes)})" if message else _subject(subject, codes)
                for message, subject, codes in items
            ]
            lines += budget.section(f"{title} ({len(items)})", note, shown, True)
    for title, entries in ((wording.EXPIRED, results.expired), (wording.UNUSED, results.unused)):
        if entries:
            shown = [_accepted(each) for each in entries]
            lines += budget.section(f"{title} ({len(shown)})", "", shown, True)
    return "\n".join(lines) + "\n"


def _head(result: ComparisonResult) -> list[str]:
    """Return title and summary of a comparison."""
    of_client = f" of {plain(result.client)}" if result.client else ""
    version = result.next_version
    lines = [
        f"## API changes{of_client}: {_VERDICTS[result.verdict.word]}",
        "",
        f"{code(result.old)} → {code(result.new)}: {wording.summary(result)}."
        + (f" The next version is **{plain(version)}**." if version else ""),
    ]
    if note := wording.scope(result):
        lines += ["", note]
    return lines


class _Budget:
    """Remaining number of characters; items that do not fit are counted."""

    def __init__(self, characters: int) -> None:
        self._left = characters

    def section(self, title: str, note: str, items: list[str], is_folded: bool) -> list[str]:
        """Return the lines of a section, with as many items as fit."""
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


def _change(change: Change) -> str:
    name = wording.python_name(change)
    text = f"- {code(name or change.subject)}: {plain(change.message)}"
    details = [code(change.code)]
    if name and name != change.subject:
        details.insert(0, code(change.subject))
    if users := wording.used_by(change):
        details.append(f"used by {plain(users)}")
    text += f" ({', '.join(details)})"
    if change.accepted is not None:
        text += f" **Accepted** until {change.accepted.expires}: {plain(change.accepted.reason)}"
    return text


def _subject(subject: str, codes: tuple[str, ...]) -> str:
    is_several = len(codes) > 1
    return (
        f"- {code(subject)}: {_codes(codes)}"
        if is_several
        else f"- {code(subject)} ({_codes(codes)})"
    )


def _codes(codes: tuple[str, ...]) -> str:
    return ", ".join(map(code, codes))


def _accepted(each: AcceptedChange) -> str:
    return f"- {code(each.subject)} ({code(each.code)}), until {each.expires}: {plain(each.reason)}"


# --- changelog --------------------------------------------------------------------------------

_SECTIONS = ("Added", "Changed", "Deprecated", "Removed")


def changelog_report(results: DiffResults, *, date: dt.date | None) -> str:
    """Return a section for each client (Keep a Changelog 1.1.0), without changes of descriptions.

    Args:
        results: results of the run.
        date: day of the release.
    """
    return "\n".join(_changelog_of(result, date) for result in results.comparisons)


def _changelog_of(result: ComparisonResult, date: dt.date | None) -> str:
    client = f"{plain(result.client)} " if result.client else ""
    title = f"## {client}[{result.next_version or 'Unreleased'}]" + (f" - {date}" if date else "")
    sections: dict[str, list[str]] = defaultdict(list)
    for change in result.changes:
        if change.impact is not Impact.DOCS:
            mark = "**Breaking:** " if change.impact is Impact.BREAKING else ""
            name = code(wording.python_name(change) or change.subject)
            sections[_section(change)].append(f"- {mark}{name}: {plain(change.message)}")
    lines = [title]
    for section in _SECTIONS:
        if sections[section]:
            lines += ["", f"### {section}", *sections[section]]
    if len(lines) == 1:
        lines += ["", "No changes for users."]
    return "\n".join(lines) + "\n"


def _section(change: Change) -> str:
    if change.impact is Impact.ADDITION:
        return "Added"
    if change.impact is Impact.DEPRECATION:
        return "Deprecated"
    return "Removed" if change.code.endswith("-removed") and not change.python_new else "Changed"


# --- untrusted text ---------------------------------------------------------------------------

_CODE = re.compile(r"(?<!`)`([^`]+)`(?!`)")
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
_SPECIAL = re.compile(r"[\\`*\[\]<>|~$&]|(?<![^\W_])_|_(?![^\W_])")
_LINKED = re.compile(
    r"@|[#!%&$~](?=\w)|\b(?:https?|ftp|mailto|xmpp):|\bwww(?=\.)|\bGH(?=-\d)", re.IGNORECASE
)
_BREAK = "&#8203;"
"""Zero-width space, which keeps the parts of a link or a mention apart."""


def plain(value: str) -> str:
    """Return text on one line that GitHub and GitLab show without markup, HTML, links and mentions;
    code spans stay."""
    pieces = _CODE.split(one_line(value))
    return "".join(
        code(piece) if number % 2 else _without_links(piece) for number, piece in enumerate(pieces)
    )


def code(value: str) -> str:
    """Return a code span."""
    return str(code_span(value, in_table=False))


def _without_links(text: str) -> str:
    pieces = []
    end = 0
    for match in _LINKED.finditer(text):
        pieces += [_escaped(text[end : match.end()]), _BREAK]
        end = match.end()
    return "".join((*pieces, _escaped(text[end:])))


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda match: _ENTITIES.get(match[0], f"\\{match[0]}"), text)
