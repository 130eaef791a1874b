"""Merges changes of built-in templates into copies of them (`clientsmith templates upgrade`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..context import CONTEXT_VERSION
from ..program import SUFFIX
from ..project.edits import conflict_lines, count_changes, marked_lines, merge, split_lines
from ..project.output import write_file
from ..render.custom import RECORD
from .folder import (
    Copied,
    Folder,
    Piece,
    Record,
    Span,
    builtin_text,
    custom_span,
    custom_text,
    record_text,
    remove_bases,
    text_digest,
    write_bases,
)


@dataclass(frozen=True, slots=True)
class UpgradeStep:
    """A change to a template, or a change that has to be made by hand."""

    template: str
    line: int | None
    message: str
    """One sentence with the reason."""

    is_open: bool = False
    """True if it has to be done by hand."""


@dataclass(frozen=True, slots=True)
class Upgrade:
    """The result of an upgrade."""

    folder: Folder
    """The templates after the upgrade."""

    record: Record
    bases: Mapping[Piece, str]
    """New base texts for the next merge."""

    steps: tuple[UpgradeStep, ...]

    @property
    def is_done(self) -> bool:
        """True if nothing has to be done by hand."""
        return not any(step.is_open for step in self.steps)


@dataclass(slots=True)
class _Work:
    """The state of an upgrade."""

    pieces: dict[Piece, Copied] = field(default_factory=dict)
    bases: dict[Piece, str] = field(default_factory=dict)
    merges: dict[Piece, tuple[str, str]] = field(default_factory=dict)
    """Piece → its base text and its current built-in text."""

    steps: list[UpgradeStep] = field(default_factory=list)


def upgrade(
    folder: Folder,
    record: Record,
    kept: Callable[[Piece], str | None],
    *,
    version: str,
) -> Upgrade:
    """Merge the changes of built-in templates since they were copied.

    Args:
        folder: the templates; all can be parsed.
        record: what was copied into the folder.
        kept: finds the text that a piece was copied from.
        version: of the program.
    """
    unresolved = tuple(_unresolved(folder))
    if unresolved:
        return Upgrade(folder, record, {}, unresolved)
    work = _Work()
    for piece, copied in record.pieces.items():
        _look_at(folder, piece, copied, kept(piece), work, version)
    merged = _with_merged(folder, work)
    written_for = record.context_version
    if written_for and not any(step.is_open for step in work.steps):
        written_for = CONTEXT_VERSION
    order = sorted(work.steps, key=lambda step: (step.template, step.line or 0))
    return Upgrade(merged, Record(written_for, work.pieces), work.bases, tuple(order))


def _unresolved(folder: Folder) -> Iterator[UpgradeStep]:
    for name, source in folder.custom.items():
        for line in marked_lines(source.text, ""):
            message = "A conflict of an earlier merge is unresolved; nothing was done."
            yield UpgradeStep(name, line, message, is_open=True)


def _look_at(
    folder: Folder, piece: Piece, copied: Copied, base: str | None, work: _Work, version: str
) -> None:
    """Determine what has to be done for a copy."""
    if custom_span(folder, piece) is None:
        return  # the copy was deleted
    work.pieces[piece] = copied
    now = builtin_text(folder, piece)
    if now is None:
        message = (
            f"The built-in templates no longer have {piece.description}; yours stays as it is."
        )
        work.steps.append(UpgradeStep(piece.template, None, message, is_open=True))
        return
    current = Copied(version, text_digest(now))
    if copied.sha256 == current.sha256:
        return
    if base is not None and text_digest(base) == copied.sha256:
        work.merges[piece] = (base, now)
        work.pieces[piece] = current
        work.bases[piece] = now
    elif base == now:  # a run was killed behind this merge, before it could note it
        work.pieces[piece] = current
    else:
        name = piece.template.removesuffix(SUFFIX)
        name += f" --block {piece.block}" if piece.block else ""
        message = (
            f"{piece.subject} has changed, and the text that it was copied from is missing or "
            "damaged, so that nothing can be merged; take `.clientsmith` of the folder from your version "
            f"control, or copy it again with `clientsmith templates eject {name} --force`."
        )
        work.steps.append(UpgradeStep(piece.template, None, message, is_open=True))


def _with_merged(folder: Folder, work: _Work) -> Folder:
    """Return the folder with the changes merged."""
    changes: dict[str, list[tuple[Span, str]]] = {}
    whole: dict[str, list[tuple[Span, str]]] = {}
    for piece, (base, now) in work.merges.items():
        span, yours = custom_span(folder, piece), custom_text(folder, piece)
        if span is None or yours is None:
            continue
        merged = merge(piece.template, base, yours, now)
        # Markers begin lines; a line end behind the tag of a block is not printed.
        start = folder.text(piece.template)[: span.start]
        margin = "" if start.endswith("\n") or not start else "\n"
        text = f"{margin}{merged.text}" if merged.conflicts else merged.text
        changes.setdefault(piece.template, []).append((span, text))
        lines, _ = conflict_lines(_lines(yours), _lines(now))
        whole.setdefault(piece.template, []).append((span, margin + "".join(lines)))
        added, removed = count_changes(base, now)
        message = f"{piece.subject} has changed (+{added} −{removed} lines): merged."
        work.steps.append(UpgradeStep(piece.template, None, message))
    merged_folder = _replaced(folder, changes)
    for template in changes:
        text = merged_folder.text(template)
        if not marked_lines(text, "") and not merged_folder.can_be_parsed(template):
            merged_folder = _replaced(
                merged_folder.with_text(template, folder.text(template)),
                {template: whole[template]},
            )
        work.steps += _conflicts(merged_folder, template)
    return merged_folder


def _lines(text: str) -> list[str]:
    return split_lines(text if text.endswith("\n") or not text else f"{text}\n")


def _conflicts(folder: Folder, template: str) -> Iterator[UpgradeStep]:
    text = folder.text(template)
    lines = split_lines(text)
    for line in marked_lines(text, ""):
        if lines[line - 1].startswith("<"):
            message = (
                "You and the built-in template have changed the same lines; choose between them."
            )
            yield UpgradeStep(template, line, message, is_open=True)


def _replaced(folder: Folder, changes: Mapping[str, list[tuple[Span, str]]]) -> Folder:
    """Return the folder with ranges of templates replaced; of overlapping ranges the outer one is
    used."""
    for template, found in changes.items():
        text = folder.text(template)
        end = len(text) + 1
        for span, new in sorted(found, key=lambda each: (-each[0].end, each[0].start)):
            if span.end <= end:
                text = text[: span.start] + new + text[span.end :]
                end = span.start
        folder = folder.with_text(template, text)
    return folder


def write_upgrade(place: Path, before: Folder, record: Record, upgrade: Upgrade) -> None:
    """Write an upgrade: first the templates, last the record, so that an interrupted upgrade can be
    repeated with the same result.

    Args:
        place: the folder of templates.
        before: its templates before.
        record: its record before.
        upgrade: what came of them.

    Raises:
        OutputError: a file cannot be written.
    """
    for name, source in upgrade.folder.custom.items():
        if source != before.custom.get(name):
            write_file(place / name, source.file_text)
    write_bases(place, upgrade.bases)
    if upgrade.record != record:
        write_file(place / RECORD, record_text(upgrade.record))
        remove_bases(place, record, upgrade.record)
