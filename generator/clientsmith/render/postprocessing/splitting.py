"""Splits one logical line that is too long, as black does.

A line is split at its last pair of brackets (a `def` at its first) into head, body and tail; a line
inside brackets is split at its commas, `or` or `|` first; each part that is still too long is split
again.
Values and annotations stand in optional brackets that appear where a split at them reads better.
The decisions are those of black's stable style.
"""

from __future__ import annotations

import ast
import keyword
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from ...encode.characters import WIDTH, width

ATOM, TRAILER, PARAMETERS, IMPORT = "atom", "trailer", "parameters", "import"


class UnsupportedSyntax(Exception):
    """The code has a construct that only black can lay out."""


class Leaf:
    """A token, with the attributes that the layout depends on."""

    __slots__ = ("kind", "magic", "partner", "role", "space", "text")

    def __init__(self, kind: str, text: str, space: bool, role: str = "") -> None:
        self.kind = kind
        """`name`, `string`, `number`, `other`, or the token itself for brackets and delimiters."""
        self.text = text
        """Empty for an optional bracket that appears only if the line is split at it."""
        self.space = space
        """True if there is a space before it."""
        self.role = role
        """Context of a bracket: an atom, a trailer, the parameters of a `def`, an import."""
        self.partner: Leaf | None = None
        """The opening bracket of a closing one."""
        self.magic = False
        """True for a closing bracket after a magic trailing comma."""

    @property
    def length(self) -> int:
        """Number of characters it adds to a line."""
        return self.space + len(self.text)


OPENING = frozenset("([{")
CLOSING = frozenset(")]}")
_PAIRS = {"(": ")", "[": "]", "{": "}"}
_TOKEN = re.compile(
    r"""
    (?P<gap>[ \t]*(?:\n[ \t\n]*)?)
    (?:
      (?P<string>"(?!"")(?:[^"\\\n]|\\.)*"|'(?!'')(?:[^'\\\n]|\\.)*')
    | (?P<number>\d[\w.]*(?:(?<=e)-\d+)?)
    | (?P<name>[^\W\d]\w*)
    | (?P<other>->|\.\.\.|\*\*|[-@*])
    | (?P<mark>[][(){},:.=|])
    )""",
    re.VERBOSE,
)
_UNSUPPORTED_WORDS = frozenset(keyword.kwlist) - {
    *("None", "True", "False", "as", "async", "await", "class", "def", "from", "import", "or"),
    "return",
}


def leaves_of(source: str) -> list[Leaf]:
    """Tokenize a statement, or the header of a compound one, and add optional brackets.

    Raises:
        UnsupportedSyntax: there is something else than names, literals, brackets, `.`, `|`, `or`, `=` and
            `*`.
    """
    leaves = _with_roles(_split(source))
    first = leaves[0].text
    if first == "from":
        return _around_imported_names(leaves)
    if first in ("def", "async"):
        return _around_annotations(leaves)
    if first in ("class", "@"):
        return leaves
    return _around_values(leaves)


def _split(source: str) -> list[Leaf]:
    leaves: list[Leaf] = []
    position, end = 0, len(source)
    while position < end:
        match = _TOKEN.match(source, position)
        if match is None:
            raise UnsupportedSyntax(source[position : position + 20])
        position = match.end()
        kind = match.lastgroup or ""
        text = match[kind]
        previous = leaves[-1] if leaves else None
        space = False
        if previous is not None and (gap := match["gap"]):
            joined = "\n" in gap
            space = not joined or not (previous.kind in OPENING or text in CLOSING)
        if kind == "mark":
            kind = text
        elif text in _UNSUPPORTED_WORDS or (kind == "other" and not _is_prefix(previous, text)):
            raise UnsupportedSyntax(text)
        elif kind == "string" and previous is not None and previous.kind == "string":
            raise UnsupportedSyntax("implicit concatenation")
        leaves.append(Leaf(kind, text, space))
    return leaves


def _is_prefix(previous: Leaf | None, text: str) -> bool:
    """Return whether an operator is not a place to split a line."""
    if text in ("->", "..."):
        return True
    if previous is None:
        return text == "@"
    return previous.kind in (*OPENING, ",", "=", ":") or previous.text in ("return", "or")


def _with_roles(leaves: list[Leaf]) -> list[Leaf]:
    """Pair brackets, and set their roles."""
    stack: list[Leaf] = []
    commas: list[int] = []
    previous: Leaf | None = None
    is_def = leaves[0].text in ("def", "async")
    for leaf in leaves:
        if leaf.kind in OPENING:
            leaf.role = TRAILER if previous is not None and _is_operand(previous) else ATOM
            if is_def and not stack and leaf.role == TRAILER and leaf.kind == "(":
                leaf.role, is_def = PARAMETERS, False
            stack.append(leaf)
            commas.append(0)
        elif leaf.kind in CLOSING:
            if not stack or _PAIRS[stack[-1].kind] != leaf.kind:
                raise UnsupportedSyntax("unbalanced brackets")
            leaf.partner = stack.pop()
            leaf.role = leaf.partner.role
            count = commas.pop()
            if previous is not None and previous.kind == ",":
                one_tuple = leaf.kind == ")" and leaf.role == ATOM and count == 1
                one_index = leaf.kind == "]" and leaf.role == TRAILER and count == 1
                leaf.magic = not one_tuple and not one_index
        elif leaf.kind == "," and commas:
            commas[-1] += 1
        previous = leaf
    if stack:
        raise UnsupportedSyntax("unbalanced brackets")
    return leaves


def _is_operand(leaf: Leaf) -> bool:
    if leaf.kind == "name":
        return not keyword.iskeyword(leaf.text) or leaf.text in ("None", "True", "False")
    return leaf.kind in CLOSING or leaf.kind == "string"


def _optional(leaves: list[Leaf], role: str = ATOM) -> list[Leaf]:
    """Put leaves into brackets that appear only if the line is split at them."""
    first, last = leaves[0], leaves[-1]
    if _is_parenthesized(leaves):
        if len(leaves) == 2 or _is_tuple(leaves):
            return leaves
        if _is_parenthesized(leaves[1:-1]):
            raise UnsupportedSyntax("redundant parentheses")
        first.text = last.text = ""
        return leaves
    opening, closing = Leaf("(", "", first.space, role), Leaf(")", "", False, role)
    closing.partner = opening
    first.space = False
    return [opening, *leaves, closing]


def _is_parenthesized(leaves: list[Leaf]) -> bool:
    first, last = leaves[0], leaves[-1]
    return first.kind == "(" and last.partner is first and first.role == ATOM


def _is_tuple(leaves: list[Leaf]) -> bool:
    depth = 0
    for leaf in leaves:
        depth += (leaf.kind in OPENING) - (leaf.kind in CLOSING)
        if depth == 1 and leaf.kind == ",":
            return True
    return False


def _around_imported_names(leaves: list[Leaf]) -> list[Leaf]:
    start = next(index for index, leaf in enumerate(leaves) if leaf.text == "import") + 1
    names = leaves[start:]
    if names[0].kind == "(":
        names[0].text = names[-1].text = ""
        names[0].role = names[-1].role = IMPORT
        return leaves
    return leaves[:start] + _optional(names, IMPORT)


def _around_annotations(leaves: list[Leaf]) -> list[Leaf]:
    """Add optional brackets around the return type of a `def` and around unions of parameters."""
    result: list[Leaf] = []
    depth = 0
    index = 0
    while index < len(leaves):
        leaf = leaves[index]
        depth += (leaf.kind in OPENING) - (leaf.kind in CLOSING)
        result.append(leaf)
        index += 1
        if leaf.text == "->":
            end = len(leaves) - (2 if leaves[-1].text == "..." else 1)  # `: ...` or `:`
            if leaves[index].kind == "string" or any(leaf.magic for leaf in leaves[index:end]):
                raise UnsupportedSyntax("return type that is a string or has a trailing comma")
            result += _optional(leaves[index:end])
            index = end
        elif leaf.kind == ":" and depth == 1:
            end = _end_of_annotation(leaves, index)
            annotation = leaves[index:end]
            wraps = _is_union(annotation) or _is_parenthesized(annotation)
            result += _optional(annotation) if wraps else annotation
            index = end
    return result


def _end_of_annotation(leaves: list[Leaf], start: int) -> int:
    depth = 0
    for index in range(start, len(leaves)):
        leaf = leaves[index]
        if depth == 0 and (leaf.kind in CLOSING or leaf.kind in (",", "=")):
            return index
        depth += (leaf.kind in OPENING) - (leaf.kind in CLOSING)
    raise UnsupportedSyntax("annotation without an end")


def _is_union(leaves: list[Leaf]) -> bool:
    depth = 0
    for leaf in leaves:
        depth += (leaf.kind in OPENING) - (leaf.kind in CLOSING)
        if depth == 0 and leaf.kind == "|":
            return True
    return False


def _around_values(leaves: list[Leaf]) -> list[Leaf]:
    """Add optional brackets around the values of an assignment, annotation, `return` or expression."""
    result: list[Leaf] = []
    part: list[Leaf] = []
    depth = 0
    wraps = False
    for leaf in leaves:
        depth += (leaf.kind in OPENING) - (leaf.kind in CLOSING)
        separates = depth == 0 and leaf.kind in ("=", ":")
        if separates or (not result and not part and leaf.text == "return"):
            result += _optional(part) if wraps and part else part
            result.append(leaf)
            part, wraps = [], True
        else:
            part.append(leaf)
    return result + (_optional(part) if wraps and part else part)


COMMA, OR, UNION, ATTRIBUTE = 18, 14, 9, 1
"""Priorities of delimiters: a line is split at those with the highest priority."""


@dataclass(slots=True, eq=False)
class Line:
    """Leaves on one line that may have to be split."""

    indent: int
    inside: bool = False
    """True if it is the content of brackets."""
    leaves: list[Leaf] = field(default_factory=list)
    delimiters: dict[Leaf, int] = field(default_factory=dict)
    """Leaves outside brackets after which the line may be split, with their priority."""
    optional: list[Leaf] = field(default_factory=list)
    """Optional brackets outside other brackets."""
    has_optional: bool = False
    """True if there are optional brackets at all."""
    magic: bool = False
    """True if it contains brackets with a magic trailing comma."""
    must_split: bool = False
    """True if it must be split even if it fits."""
    depth: int = 0
    """Number of brackets that are open after the last leaf."""
    previous: Leaf | None = None
    """The last tracked leaf."""

    def append(self, leaf: Leaf, tracked: bool = True) -> None:
        """Add a leaf; untracked leaves do not affect where the line is split."""
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
            if leaf.text in ("|", "or"):
                if self.previous is not None:
                    self.delimiters[self.previous] = UNION if kind == "|" else OR
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
        """True if it begins a function."""
        return self.leaves[0].text in ("def", "async")

    @property
    def is_import(self) -> bool:
        """True if it begins a `from` import."""
        return self.leaves[0].text == "from"

    def priority(self, without: Leaf | None = None) -> int:
        """Return the highest priority of a delimiter, 0 where there is none."""
        return max((v for leaf, v in self.delimiters.items() if leaf is not without), default=0)

    def __str__(self) -> str:
        parts = [leaf.text if not leaf.space else " " + leaf.text for leaf in self.leaves]
        parts[0] = self.leaves[0].text
        return "    " * self.indent + "".join(parts)

    @property
    def fits(self) -> bool:
        """True if it is not too long."""
        return width(str(self)) <= WIDTH


class _CannotSplit(Exception):
    """The line has no place to split."""


@dataclass(slots=True)
class _Split:
    head: Line
    body: Line
    tail: Line
    opening: Leaf
    closing: Leaf


@lru_cache(maxsize=8192)
def lay_out(source: str, indent: int) -> str:
    """Lay out one logical line, and return its physical lines.

    Args:
        source: the statement, a decorator, or the header of a compound statement, split or not,
            without indentation.
        indent: its level of indentation, in steps of four columns.

    Raises:
        UnsupportedSyntax: it has a construct that only black lays out.
    """
    line = Line(indent)
    for leaf in leaves_of(source):
        line.append(leaf)
    result = "\n".join(str(part) for part in _transform(line))
    _check(result, indent)
    return result


def _check(statement: str, indent: int) -> None:
    """Check that a statement, a decorator, or the header of a compound statement is valid Python.

    Raises:
        UnsupportedSyntax: it is not.
    """
    body = f"\n{'    ' * (indent + 1)}pass" if statement.endswith(":") else ""
    if statement.lstrip().startswith("@"):
        body = f"\n{'    ' * indent}def decorated(): pass"
    around = "if True:\n" if indent else ""
    try:
        compile(f"{around}{statement}{body}", "<statement>", "exec", ast.PyCF_ONLY_AST)
    except SyntaxError:
        raise UnsupportedSyntax(statement) from None


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
    is_final = splitter is not _split_at_last_brackets or not line.has_optional
    if forced or is_final or any(leaf.text for leaf in line.optional) or result[0].fits:
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
    """Split a `def` at its parameters."""
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
    """Split the content of brackets at its delimiters with the highest priority."""
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
    """Split at the last pair of brackets for which the head fits, else at the last pair."""
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
    """Yield growing sets of closing brackets at the end of the line that could stay joined."""
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
    """Return whether these brackets end in a comma other than that of a one-tuple."""
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
    """Build head, body and tail lines."""
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
    """Return the leaves between brackets that are both in `leaves`, including the brackets."""
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
    """Return whether each element gets its own line even if all fit on one."""
    last = body.leaves[-1]
    comma = last if last.kind == "," else None
    if body.priority(without=comma) != COMMA:
        return False
    return comma is not None or opening.role in (ATOM, IMPORT)


def _with_or_without_optional(
    split: _Split, line: Line, forced: bool, omitted: Collection[Leaf]
) -> list[Line]:
    """Return the split, or if it is at optional brackets and another one reads better, that one."""
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
    """Return whether the content of optional brackets can be split nicely without them."""
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
    """Return whether the part after the first bracket pair fits on a line or has brackets."""
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
    """Return whether the part before the last bracket pair fits on a line or has brackets."""
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
    """Return whether the split without optional brackets reads better."""
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
