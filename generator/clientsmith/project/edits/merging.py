"""An edited text and a newly generated one made into one text."""

from __future__ import annotations

from dataclasses import dataclass

from .markers import conflict_lines, split_lines
from .regions import regions
from .soundness import damage

BOTH_CHANGED = "both you and the generator changed these lines"


@dataclass(frozen=True, slots=True)
class Conflict:
    """A place in a file where an edit and what is generated do not go together."""

    path: str
    line: int | None
    """At which the conflict begins; None where it is about the file as a whole."""

    reason: str


@dataclass(frozen=True, slots=True)
class Merged:
    """The result of a merge."""

    text: str
    """With markers where there are conflicts."""

    conflicts: tuple[Conflict, ...]


def merge(path: str, base: str, yours: str, generated: str) -> Merged:
    r"""Merge the changes of two sides.

    Where the merged text would be damaged though no line is disputed, all that differs is one
    conflict.

    Args:
        path: of the file; its suffix says what the text must still be.
        base: what was generated before.
        yours: what became of it by hand.
        generated: what is generated now. All three end their lines with `\n`.
    """
    lines: list[str] = []
    starts = []
    for region in regions(*(split_lines(_with_end(text)) for text in (base, yours, generated))):
        merged = region.merged
        if merged is None:
            disputed, start = conflict_lines(region.yours, region.generated)
            starts.append(len(lines) + start)
            lines += disputed
        else:
            lines += merged
    text = "".join(lines)
    if starts:
        return Merged(text, tuple(Conflict(path, line, BOTH_CHANGED) for line in starts))
    deciding = generated if _has_end(yours) == _has_end(base) else yours
    text = text if _has_end(deciding) else text.removesuffix("\n")
    reason = damage(path, yours, generated, text)
    if reason is None:
        return Merged(text, ())
    lines, start = conflict_lines(*(split_lines(_with_end(text)) for text in (yours, generated)))
    return Merged("".join(lines), (Conflict(path, start, reason),))


def _has_end(text: str) -> bool:
    """Whether the last line has an end."""
    return not text or text.endswith("\n")


def _with_end(text: str) -> str:
    return text if _has_end(text) else f"{text}\n"
