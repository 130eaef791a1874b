"""Templates of a user brought up to date with the built-in ones and the contract."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import starmap

from ..context import CONTEXT_VERSION
from ..context.former import FormerName
from ..project.edits.counting import counted
from ..project.edits.markers import conflict_lines, marked_lines, split_lines
from ..project.edits.merging import merge
from .copies import Span, builtin_text, custom_span, custom_text
from .folder import Folder
from .former_pieces import current_piece, in_present_file, with_present_files
from .inference import Functions
from .pieces import Piece
from .record import Copied, Record, text_digest
from .renaming import apply, renames


@dataclass(frozen=True, slots=True)
class Step:
    """What was done to a template, or has to be done by hand."""

    template: str
    line: int | None
    message: str
    """What, and why; one sentence."""

    is_open: bool = False
    """Whether somebody has to do something."""


@dataclass(frozen=True, slots=True)
class Upgrade:
    """What bringing a folder up to date comes to."""

    folder: Folder
    """The templates afterwards."""

    moved: Mapping[str, str]
    """Name of a template → the one that it had before."""

    record: Record
    bases: Mapping[Piece, str]
    """Built-in texts that the next merge starts from, as far as they are others than before."""

    steps: tuple[Step, ...]

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do by hand."""
        return not any(step.is_open for step in self.steps)


@dataclass(slots=True)
class _Work:
    """What is being made of a folder."""

    pieces: dict[Piece, Copied] = field(default_factory=dict)
    bases: dict[Piece, str] = field(default_factory=dict)
    merges: dict[Piece, tuple[str, str]] = field(default_factory=dict)
    """Piece → the text that it was copied from, and the one that there is now."""

    steps: list[Step] = field(default_factory=list)


def upgrade(
    folder: Folder,
    record: Record,
    kept: Callable[[Piece], str | None],
    our_filters: Functions,
    *,
    version: str,
) -> Upgrade:
    """Rename what the contract calls otherwise by now, and merge what the built-in templates have
    changed since they were copied.

    Args:
        folder: the templates; all can be parsed.
        record: what was copied into the folder.
        kept: finds the text that a piece was copied from.
        our_filters: filters beyond Jinja's own, by name.
        version: of the program.
    """
    unresolved = tuple(_unresolved(folder))
    if unresolved:
        return Upgrade(folder, {}, record, {}, unresolved)
    folder, moved = with_present_files(folder)
    renamed, steps = _renamed(folder, our_filters)
    work = _Work(steps=[*starmap(_moved, moved.items()), *steps])
    for piece, copied in record.pieces.items():
        _look_at(renamed, piece, copied, kept(piece), work, version)
    bases = _renamed_bases(folder, work.merges, our_filters)
    merged = _with_merged(renamed, bases, work)
    written_for = record.context_version
    if written_for and not any(step.is_open for step in work.steps):
        written_for = CONTEXT_VERSION
    order = sorted(work.steps, key=lambda step: (step.template, step.line or 0))
    before = {name: former.name for name, former in moved.items()}
    return Upgrade(merged, before, Record(written_for, work.pieces), work.bases, tuple(order))


def _moved(name: str, former: FormerName) -> Step:
    return Step(name, None, f"{_sentence(former.message)}: renamed.")


def _sentence(reason: str) -> str:
    return f"{reason[:1].upper()}{reason[1:]}"


def _unresolved(folder: Folder) -> Iterator[Step]:
    for name, source in folder.custom.items():
        for line in marked_lines(source.text, ""):
            message = "A conflict of an earlier merge is not resolved; nothing was done."
            yield Step(name, line, message, is_open=True)


def _renamed(folder: Folder, our_filters: Functions) -> tuple[Folder, list[Step]]:
    """The templates without former names of the contract, and what there is to say of these."""
    found = renames(folder, our_filters)
    renamed, kept = apply(folder, found)
    steps = {}
    for rename in found:
        is_open = rename in kept
        done = "rename it by hand, for it may mean something else there" if is_open else "renamed"
        message = f"{_sentence(rename.reason)}: {done}."
        steps[rename.template, rename.line, message] = Step(
            rename.template, rename.line, message, is_open
        )
    return renamed, list(steps.values())


def _look_at(
    renamed: Folder,
    old_piece: Piece,
    copied: Copied,
    base: str | None,
    work: _Work,
    version: str,
) -> None:
    """Find out what a copy needs."""
    piece = current_piece(renamed, old_piece)
    if custom_span(renamed, piece) is None:
        return  # the copy was deleted
    work.pieces[piece] = copied
    now = builtin_text(renamed, piece)
    if now is None:
        message = f"The built-in templates no longer have {piece.said}; yours stays as it is."
        work.steps.append(Step(piece.template, None, message, is_open=True))
        return
    current = Copied(version, text_digest(now))
    if copied.sha256 == current.sha256:
        if piece != old_piece:
            work.bases[piece] = now
    elif base is not None and text_digest(base) == copied.sha256:
        work.merges[old_piece] = (base, now)
        work.pieces[piece] = current
        work.bases[piece] = now
    elif base == now:  # a run was killed behind this merge, before it could note it
        work.pieces[piece] = current
    else:
        message = (
            f"{piece.subject} has changed, and the text that it was copied from is missing or "
            "damaged, so that nothing can be merged; take `.clientsmith` of the folder from your version "
            "control, or copy it again with `clientsmith templates eject --force`."
        )
        work.steps.append(Step(piece.template, None, message, is_open=True))


def _renamed_bases(
    folder: Folder, merges: Mapping[Piece, tuple[str, str]], our_filters: Functions
) -> dict[Piece, str]:
    """The texts that copies began with, in the names of today: what both sides renamed is no change
    of either."""
    for old_piece, (base, _) in merges.items():
        piece = in_present_file(folder, old_piece)
        span = custom_span(folder, piece)
        if span is not None:
            folder = _replaced(folder, {piece.template: [(span, base)]})
    renamed, _ = _renamed(folder, our_filters)
    found = {}
    for piece in merges:
        text = custom_text(renamed, current_piece(renamed, piece))
        found[piece] = merges[piece][0] if text is None else text
    return found


def _with_merged(renamed: Folder, bases: Mapping[Piece, str], work: _Work) -> Folder:
    """The templates with what the built-in ones have changed."""
    changes: dict[str, list[tuple[Span, str]]] = {}
    whole: dict[str, list[tuple[Span, str]]] = {}
    for old_piece, (base, now) in work.merges.items():
        piece = current_piece(renamed, old_piece)
        span, yours = custom_span(renamed, piece), custom_text(renamed, piece)
        if span is None or yours is None:
            continue
        merged = merge(piece.template, bases[old_piece], yours, now)
        # Markers begin lines; a line end behind the tag of a block is not printed.
        start = renamed.text(piece.template)[: span.start]
        margin = "" if start.endswith("\n") or not start else "\n"
        text = f"{margin}{merged.text}" if merged.conflicts else merged.text
        changes.setdefault(piece.template, []).append((span, text))
        lines, _ = conflict_lines(_lines(yours), _lines(now))
        whole.setdefault(piece.template, []).append((span, margin + "".join(lines)))
        added, removed = counted(base, now)
        message = f"{piece.subject} has changed (+{added} −{removed} lines): merged."
        work.steps.append(Step(piece.template, None, message))
    merged_folder = _replaced(renamed, changes)
    for template in changes:
        text = merged_folder.text(template)
        if not marked_lines(text, "") and not merged_folder.can_be_parsed(template):
            merged_folder = _replaced(
                merged_folder.with_text(template, renamed.text(template)),
                {template: whole[template]},
            )
        work.steps += _conflicts(merged_folder, template)
    return merged_folder


def _lines(text: str) -> list[str]:
    return split_lines(text if text.endswith("\n") or not text else f"{text}\n")


def _conflicts(folder: Folder, template: str) -> Iterator[Step]:
    text = folder.text(template)
    lines = split_lines(text)
    for line in marked_lines(text, ""):
        if lines[line - 1].startswith("<"):
            message = (
                "You and the built-in template have changed the same lines; choose between them."
            )
            yield Step(template, line, message, is_open=True)


def _replaced(folder: Folder, changes: Mapping[str, list[tuple[Span, str]]]) -> Folder:
    """The templates with other texts in some stretches; of those that overlap the outer one counts."""
    for template, found in changes.items():
        text = folder.text(template)
        end = len(text) + 1
        for span, new in sorted(found, key=lambda each: (-each[0].end, each[0].start)):
            if span.end <= end:
                text = text[: span.start] + new + text[span.end :]
                end = span.start
        folder = folder.with_text(template, text)
    return folder
