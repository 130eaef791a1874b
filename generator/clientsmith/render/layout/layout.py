"""Lays out a logical line that is too long, as black does.

A line is split at its last pair of brackets (a `def` at its first) into head, body and tail; a line
inside brackets is split at its commas or `|` first; each part that is still too long is split again.
Values and annotations stand in optional brackets that appear where a split at them reads better.
The decisions are those of black's stable style.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from ...encode.characters import WIDTH, width
from .tokens import (
    ATOM,
    CLOSING,
    IMPORT,
    OPENING,
    PARAMETERS,
    TRAILER,
    Leaf,
    Unsupported,
    leaves_of,
)

COMMA, UNION, ATTRIBUTE = 18, 9, 1
"""Priorities of delimiters: a line is split at those of the highest one it has."""


@dataclass(slots=True, eq=False)
class Line:
    """Leaves that stand on one line unless it has to be split."""

    indent: int
    inside: bool = False
    """Whether it is the content of brackets."""
    leaves: list[Leaf] = field(default_factory=list)
    delimiters: dict[Leaf, int] = field(default_factory=dict)
    """Leaves outside brackets behind which the line may be split, with their priority."""
    optional: list[Leaf] = field(default_factory=list)
    """Optional brackets outside other brackets."""
    has_optional: bool = False
    """Whether there are optional brackets at all."""
    magic: bool = False
    """Whether it holds brackets that a trailing comma forces apart."""
    must_split: bool = False
    """Whether it has to be split although it fits."""
    depth: int = 0
    """Brackets that are open behind the last leaf."""
    previous: Leaf | None = None
    """The last leaf whose place among brackets is known."""

    def append(self, leaf: Leaf, tracked: bool = True) -> None:
        """Add a leaf; one that is not tracked says nothing about where to split."""
        if tracked:
            self._track(leaf)
            if leaf.magic and self.leaves and self.leaves[-1].kind == ",":
                self.magic = True
        self.leaves.append(leaf)

    def _track(self, leaf: Leaf) -> None:
        kind = leaf.kind
        if kind in CLOSING:
            if self.depth == 0:
                return
            self.depth -= 1
        if self.depth == 0:
            if kind == "|":
                if self.previous is not None:
                    self.delimiters[self.previous] = UNION
            elif kind == ",":
                self.delimiters[leaf] = COMMA
            elif kind == "." and self.previous is not None and self.previous.kind in CLOSING:
                self.delimiters[self.previous] = ATTRIBUTE
        if not leaf.text:
            self.has_optional = True
            if self.depth == 0:
                self.optional.append(leaf)
        if kind in OPENING:
            self.depth += 1
        self.previous = leaf

    @property
    def is_def(self) -> bool:
        """Whether it begins a function."""
        return self.leaves[0].text in ("def", "async")

    @property
    def is_import(self) -> bool:
        """Whether it begins a `from` import."""
        return self.leaves[0].text == "from"

    def priority(self, without: Leaf | None = None) -> int:
        """The highest priority of a delimiter, 0 where there is none."""
        return max((v for leaf, v in self.delimiters.items() if leaf is not without), default=0)

    def __str__(self) -> str:
        parts = [leaf.text if not leaf.space else " " + leaf.text for leaf in self.leaves]
        parts[0] = self.leaves[0].text
        return "    " * self.indent + "".join(parts)

    @property
    def fits(self) -> bool:
        """Whether it is no longer than a line may be."""
        return width(str(self)) <= WIDTH


class _CannotSplit(Exception):
    """There is no place to split this line."""


@dataclass(slots=True)
class _Split:
    head: Line
    body: Line
    tail: Line
    opening: Leaf
    closing: Leaf


@lru_cache(maxsize=8192)
def lay_out(source: str, indent: int) -> str:
    """The physical lines of one logical line.

    Args:
        source: the statement, a decorator, or the header of a compound statement, split or not,
            without indentation.
        indent: its level of indentation, in steps of four columns.

    Raises:
        Unsupported: it has a construct that only black lays out.
    """
    line = Line(indent)
    for leaf in leaves_of(source):
        line.append(leaf)
    result = "\n".join(str(part) for part in _transform(line))
    _check(result, indent)
    return result


def _check(statement: str, indent: int) -> None:
    """Check that a statement, a decorator, or the header of a compound statement, is still Python.

    Raises:
        Unsupported: it is not.
    """
    body = f"\n{'    ' * (indent + 1)}pass" if statement.endswith(":") else ""
    if statement.lstrip().startswith("@"):
        body = f"\n{'    ' * indent}def decorated(): pass"
    around = "if True:\n" if indent else ""
    try:
        compile(f"{around}{statement}{body}", "<statement>", "exec", ast.PyCF_ONLY_AST)
    except SyntaxError:
        raise Unsupported(statement) from None


def _transform(line: Line, forced: bool = False) -> list[Line]:
    if not line.must_split and not line.magic and line.fits:
        return [line]
    splitters: tuple[Callable[[Line, bool], list[Line]], ...]
    if line.is_def:
        splitters = (_split_at_first_brackets,)
    elif line.inside:
        splitters = (_split_at_delimiters, _split_at_last_brackets)
    else:
        splitters = (_split_at_last_brackets,)
    for splitter in splitters:
        try:
            return _apply(splitter, line, forced)
        except _CannotSplit:
            continue
    return [line]


def _apply(splitter: Callable[[Line, bool], list[Line]], line: Line, forced: bool) -> list[Line]:
    before = str(line)
    result: list[Line] = []
    for part in splitter(line, forced):
        if str(part) == before:
            raise _CannotSplit
        result += _transform(part, forced)
    settled = splitter is not _split_at_last_brackets or not line.has_optional
    if forced or settled or any(leaf.text for leaf in line.optional) or result[0].fits:
        return result
    again = Line(line.indent, line.inside)
    for leaf in line.leaves:
        again.append(leaf)
    again.must_split, again.magic = line.must_split, line.magic
    texts = [leaf.text for leaf in line.leaves]
    alternative = _apply(splitter, again, True)
    if all(part.fits for part in alternative):
        return alternative
    for leaf, text in zip(line.leaves, texts, strict=True):
        leaf.text = text  # the lines of the result share the brackets that the alternative shows
    return result


def _split_at_first_brackets(line: Line, forced: bool) -> list[Line]:
    """A `def` at its parameters."""
    leaves = line.leaves
    places = [index for index, leaf in enumerate(leaves) if leaf.role == PARAMETERS]
    if len(places) < 2:
        raise _CannotSplit
    start, end = places
    if end == start + 1:
        raise _CannotSplit
    body = leaves[start + 1 : end]
    if not any(leaf.kind == "," for leaf in body):
        body.append(Leaf(",", ",", False))
    split = _build(line, leaves[: start + 1], body, leaves[end:])
    return [part for part in (split.head, split.body, split.tail) if part.leaves]


def _split_at_delimiters(line: Line, forced: bool) -> list[Line]:
    """The content of brackets at its delimiters of the highest priority."""
    last = line.leaves[-1]
    priority = line.priority(without=last)
    if priority == 0:
        raise _CannotSplit
    if priority == ATTRIBUTE and list(line.delimiters.values()).count(ATTRIBUTE) == 1:
        raise _CannotSplit
    parts = [Line(line.indent, line.inside)]
    for leaf in line.leaves:
        parts[-1].append(leaf)
        if line.delimiters.get(leaf) == priority and leaf is not last:
            parts.append(Line(line.indent, line.inside))
    if priority == COMMA and last.kind != ",":
        parts[-1].append(Leaf(",", ",", False))
    return parts


def _split_at_last_brackets(line: Line, forced: bool) -> list[Line]:
    """At the last pair of brackets after which the head fits, else at the last pair."""
    starts: dict[Leaf, int] = {}
    column = 4 * line.indent
    for leaf in line.leaves:
        starts[leaf] = column
        column += leaf.length
    first: list[Line] | None = None
    for omitted in _trailers_to_omit(line):
        if omitted:
            opening = next(
                (
                    leaf.partner
                    for leaf in reversed(line.leaves)
                    if leaf.kind in CLOSING and leaf not in omitted
                ),
                None,
            )
            if opening is not None and opening.text and starts.get(opening, 0) > WIDTH:
                continue
        parts = _with_or_without_optional(_right_split(line, omitted), line, forced, omitted)
        if first is None and not omitted:
            first = parts
        if parts[0].fits:
            return parts
    if first is not None:
        return first
    return _with_or_without_optional(_right_split(line, ()), line, forced, ())


def _trailers_to_omit(line: Line) -> Iterator[frozenset[Leaf]]:
    """Growing sets of closing brackets at the end of the line that could stay joined."""
    omitted: set[Leaf] = set()
    if not line.magic:
        yield frozenset()
    length = 4 * line.indent
    opening: Leaf | None = None
    closing: Leaf | None = None
    inner: set[Leaf] = set()
    for index in range(len(line.leaves) - 1, -1, -1):
        leaf = line.leaves[index]
        length += leaf.length
        if length > WIDTH:
            break
        before = line.leaves[index - 1] if index else None
        if opening is not None:
            if leaf is opening:
                opening = None
            elif leaf.kind in CLOSING:
                if _explodes(leaf, before):
                    break
                inner.add(leaf)
        elif leaf.kind in CLOSING:
            if before is not None and before.kind in OPENING:
                inner.add(leaf)
                continue
            if closing is not None:
                omitted.add(closing)
                omitted |= inner
                inner.clear()
                yield frozenset(omitted)
            if _explodes(leaf, before):
                break
            if leaf.text:
                opening, closing = leaf.partner, leaf


def _explodes(closing: Leaf, before: Leaf | None) -> bool:
    """Whether these brackets end in a comma that is not that of a one-tuple."""
    if before is None or before.kind != ",":
        return False
    return closing.magic or closing.kind != ")"


def _right_split(line: Line, omitted: Collection[Leaf]) -> _Split:
    leaves = line.leaves
    end = len(leaves)
    while end:
        end -= 1
        closing = leaves[end]
        if closing.kind not in CLOSING or closing in omitted:
            continue
        start = end - 1
        while start >= 0 and leaves[start] is not closing.partner:
            start -= 1
        if start < 0:
            break
        if start < end - 1:
            return _build(line, leaves[: start + 1], leaves[start + 1 : end], leaves[end:])
        end = start
    raise _CannotSplit


def _build(line: Line, head: list[Leaf], body: list[Leaf], tail: list[Leaf]) -> _Split:
    """Three lines from the parts of one."""
    opening, closing = head[-1], tail[0]
    if line.is_import and body[-1].kind != ",":
        body = [*body, Leaf(",", ",", False)]
    tracked = _matched(head)
    head_line = Line(line.indent)
    for leaf in head:
        head_line.append(leaf, leaf in tracked)
    body_line = Line(line.indent + 1, inside=True)
    for leaf in body:
        body_line.append(leaf)
    body_line.must_split = _explodes_at_once(body_line, opening)
    tail_line = Line(line.indent)
    for leaf in tail:
        tail_line.append(leaf, tracked=False)
    return _Split(head_line, body_line, tail_line, opening, closing)


def _matched(leaves: list[Leaf]) -> set[Leaf]:
    """Leaves in brackets, both of which are among `leaves`, and these brackets."""
    result: set[Leaf] = set()
    present = set(leaves)
    waiting: list[Leaf] = []
    for leaf in reversed(leaves):
        if leaf.kind in CLOSING and leaf.partner in present:
            waiting.append(leaf)
        if waiting:
            result.add(leaf)
            if leaf is waiting[-1].partner:
                waiting.pop()
    return result


def _explodes_at_once(body: Line, opening: Leaf) -> bool:
    """Whether the content gets one line an element even where it fits on one."""
    last = body.leaves[-1]
    comma = last if last.kind == "," else None
    if body.priority(without=comma) != COMMA:
        return False
    return comma is not None or opening.role in (ATOM, IMPORT)


def _with_or_without_optional(
    split: _Split, line: Line, forced: bool, omitted: Collection[Leaf]
) -> list[Line]:
    """The split itself, or where it is at optional brackets and that reads better, one without."""
    is_optional = not split.opening.text and not split.closing.text
    if not forced and is_optional and not line.is_import and _can_omit_optional(split):
        wider = {split.closing, *omitted}
        try:
            other = _right_split(line, wider)
            if _prefers(other, split):
                return _with_or_without_optional(other, line, forced, wider)
        except _CannotSplit:
            if len(split.body.leaves) < 2 and not split.body.fits:
                raise
    if is_optional:
        split.opening.text, split.closing.text = "(", ")"
    return [part for part in (split.head, split.body, split.tail) if part.leaves]


def _can_omit_optional(split: _Split) -> bool:
    """Whether the content of optional brackets can be split nicely without them."""
    body = split.body
    if not body.delimiters:
        return True
    priority = body.priority()
    if list(body.delimiters.values()).count(priority) > 1:
        return False
    if priority == ATTRIBUTE:
        return True
    first, second = body.leaves[:2]
    if first.kind in OPENING and second.kind not in CLOSING and _ends_well(body, first):
        return True
    before, last = body.leaves[-2:]
    if last.kind in (")", "}") or (last.kind == "]" and last.role != TRAILER):
        return before.kind not in OPENING and _starts_well(body, last)
    return False


def _ends_well(body: Line, first: Leaf) -> bool:
    """Whether what follows the bracket pair at the start fits on a line or has brackets."""
    length = 4 * body.indent
    counts = False
    for leaf in body.leaves:
        if leaf.partner is first:
            counts = True
        if counts:
            length += leaf.length
            if length > WIDTH:
                return False
            if leaf.kind in OPENING:
                counts = False
    return True


def _starts_well(body: Line, last: Leaf) -> bool:
    """Whether what precedes the bracket pair at the end fits on a line or has brackets."""
    length = 4 * body.indent
    others = False
    for leaf in body.leaves:
        length += leaf.length
        if leaf is last.partner:
            return others or length <= WIDTH
        if leaf.kind in OPENING:
            others = True
    return False


def _prefers(other: _Split, split: _Split) -> bool:
    """Whether the split without optional brackets reads better than the one at them."""
    head = split.head.leaves
    if len(head) < 2 or head[-2].kind != "=":
        return True
    if not any(leaf.kind in OPENING or leaf.kind in CLOSING for leaf in head[:-1]):
        return True
    if width(str(split.head)) > WIDTH - 1 or split.head.magic:
        return True
    for leaf in reversed(other.head.leaves):
        if leaf.kind == "=":
            break
        if leaf.kind in CLOSING:
            return True
    return any(leaf.kind == "=" for leaf in other.head.leaves) and other.head.fits
