"""Formats modules that a custom template changed; black sees only the changed lines.

Black over each whole module would need no code here, but for large documents it takes longer than
everything else that makes a client. CPU seconds of a cold run without templates, with the block
`method_body` of resources overridden, and with the block `model` (Python 3.11, black 26.10, one run
each on a busy machine, so within a third):

| client | none | `method_body`: changed, whole | `model`: changed, whole |
|---|---|---|---|
| petstore | 1.4 | 1.6, 1.8 | 1.7, 1.7 |
| airflow | 2.6 | 2.9, 6.5 | 3.1, 3.8 |
| Stripe | 5.4 | 6.5, 24.1 | 10.7, 20.2 |
| GitHub | 7.8 | 9.9, 32.0 | 14.3, 38.6 |

Simpler ways are too slow for GitHub as well. A skeleton of the module with placeholders for what is
built in (130 lines) gives the same client in 2.0 and 2.2 times the time without templates, where the
limit is 1.5; black after our own layout takes half the time of black alone. Black's ranges of lines
(`lines=`) take a third to a half of it, and leave another text.
"""

from __future__ import annotations

import ast
import keyword
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from ...encode.characters import WIDTH, width
from .checks import CheckError, parse
from .formatters import with_black
from .logical_lines import (
    InseparableLines,
    LineKey,
    LineKind,
    LogicalLine,
    has_directives,
    joined,
    logical_lines,
)
from .splitting import UnsupportedSyntax, lay_out, leaves_of

_TOKEN = re.compile(
    r"""(?P<string> "[^"'\\\n]*" ) | (?P<name> [^\W\d]\w*(?P<prefix>(?=["']))? )
    | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' | \d[\w.]*""",
    re.VERBOSE,
)
_KEPT_NAMES = frozenset({*keyword.kwlist, *keyword.softkwlist, "exec", "lazy", "print"})


def is_settled(line: LogicalLine) -> bool:
    """Return whether black surely does not change a line: a multi-line docstring without trailing
    spaces, with a line at the block's indentation, and with closing quotes on their own line."""
    if line.kind is not LineKind.DOCSTRING or not line.depth:
        return False
    match = _docstrings(line.depth).fullmatch(line.text)
    return match is not None and '"""' not in match["content"]


@lru_cache
def _docstrings(depth: int) -> re.Pattern[str]:
    indent = " " * 4 * depth
    line = r"[^\\\n]*(?<! )"
    return re.compile(
        rf'{indent}"""(?P<content>[^\s"\\]{line}(?:\n(?:{indent}{line})?)*?'
        rf'\n{indent}[^ \n"\\]{line}(?:\n(?:{indent}{line})?)*)\n{indent}"""'
    )


def fits(text: str) -> bool:
    """Return whether no physical line is too long."""
    if text.isascii() and len(text) <= WIDTH:
        return True
    return all(width(line) <= WIDTH for line in text.split("\n"))


def laid_out(line: LogicalLine) -> str | None:
    """Lay out a line that differs from black's layout only in length or indentation; None if only
    black can."""
    try:
        return lay_out(unindented(line.text), line.depth)
    except UnsupportedSyntax:
        return None


def unindented(text: str) -> str:
    """Return a line without the indentation of its first physical line."""
    bare = text.lstrip(" ")
    return bare.replace("\n" + " " * (len(text) - len(bare)), "\n")


def by_shape(lines: Iterable[LogicalLine]) -> dict[LogicalLine, list[LogicalLine]]:
    """Group lines by a representative: if black keeps the representative, it changes only long
    lines of the group. Lines without similar ones represent themselves."""
    groups: dict[LogicalLine, list[LogicalLine]] = defaultdict(list)
    for line in lines:
        groups[_shape(line)].append(line)
    return {(key if len(group) > 1 else group[0]): group for key, group in groups.items()}


def _shape(line: LogicalLine) -> LogicalLine:
    """Return the line with short strings and names; unchanged if these might matter."""
    try:
        leaves_of(unindented(line.text))
    except UnsupportedSyntax:
        return line
    if any(match["prefix"] is not None for match in _TOKEN.finditer(line.text)):
        return line
    return replace(line, text=_TOKEN.sub(_short, line.text), blank=0)


def _short(match: re.Match[str]) -> str:
    if match["string"] is not None:
        return '"a"'
    return match[0] if match["name"] is None or match[0] in _KEPT_NAMES else "a"


MARK = "next_piece_of_the_module"
"""A name that separates pieces."""

_FUTURE = LogicalLine(LineKind.IMPORT, 0, "from __future__ import annotations")
_TRY = re.compile(r" *try *:")
_MARKS = re.compile(rf"^ *{MARK}$", re.MULTILINE)
_PLAIN_STRING = re.compile(
    r"""[ ]*[rRuU]?(?:
      \"{3} (?: [^"\\]+ | \\. | "(?!"") )* \"{3}
    | '{3} (?: [^'\\]+ | \\. | '(?!'') )* '{3}
    | "(?!") (?: [^"\\\n]+ | \\. )* "
    | '(?!') (?: [^'\\\n]+ | \\. )* '
    )""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A logical line, completed to whole statements."""

    line: LogicalLine
    before: Sequence[LogicalLine] = ()
    after: Sequence[LogicalLine] = ()

    @property
    def lines(self) -> tuple[LogicalLine, ...]:
        return (*self.before, self.line, *self.after)

    def within(self, formatted: str) -> str:
        """Return the line from the formatted piece.

        Raises:
            InseparableLines: the rest is not as it was.
        """
        lines = formatted.strip("\n").split("\n")
        start, end = len(self.before), len(lines) - len(self.after)
        kept = lines[:start] == _texts(self.before) and lines[end:] == _texts(self.after)
        if not kept or start >= end:
            raise InseparableLines("black moved a piece")
        return "\n".join(lines[start:end]).strip("\n")


def format_lines(lines: Iterable[LogicalLine], *, has_future: bool) -> dict[LineKey, str]:
    """Format logical lines with black, and return them by key.

    Args:
        lines: each with another key; those of one key look alike.
        has_future: whether the module imports `annotations` from `__future__`, which tells black the
            versions of Python that it is for.

    Raises:
        InseparableLines: they cannot be formatted apart from their module.
    """
    lines = tuple(lines)
    if not lines:
        return {}
    future = (_FUTURE,) if has_future else ()
    docstring: _Piece | None = None
    nests: dict[int, list[_Piece]] = defaultdict(list)
    for line in lines:
        if line.kind is LineKind.DOCSTRING and not _PLAIN_STRING.fullmatch(line.text):
            raise InseparableLines("a docstring that is not one string alone")
        if line.kind is LineKind.DOCSTRING and not line.depth:
            docstring = _Piece(line, after=future)
            continue
        piece = _piece(line)
        nests[piece.lines[0].depth].append(piece)
    batch = [*(docstring.lines if docstring else future)]
    for depth, pieces in sorted(nests.items()):
        batch += _nested(depth, pieces)
    try:
        parts = iter(_MARKS.split(_black(joined(batch))))
    except CheckError as refused:
        raise InseparableLines(refused.message) from None
    first = next(parts)
    results = {docstring.line.key: docstring.within(first)} if docstring else {}
    for _, pieces in sorted(nests.items()):
        for piece in pieces:
            results[piece.line.key] = piece.within(next(parts))
        next(parts)  # the way to the next nest
    return results


@lru_cache(maxsize=32)
def _black(batch: str) -> str:
    """Format a batch; many modules of a package have the same one."""
    return with_black(batch)


def _nested(depth: int, pieces: Iterable[_Piece]) -> Iterator[LogicalLine]:
    """Yield pieces inside `depth` blocks, separated by marks."""
    mark = LogicalLine(LineKind.STATEMENT, depth, " " * 4 * depth + MARK)
    for level in range(depth):
        yield LogicalLine(LineKind.CLAUSE, level, " " * 4 * level + "if 1:")
    yield mark
    for piece in pieces:
        yield from piece.lines
        yield mark


def _piece(line: LogicalLine) -> _Piece:
    depth = line.depth
    block = _line(LineKind.STATEMENT, depth + 1, "pass")
    match line.kind:
        case LineKind.DOCSTRING:
            return _Piece(line, before=(_line(LineKind.DEF, depth - 1, "def f():"),))
        case LineKind.DECORATOR:
            return _Piece(line, after=(_line(LineKind.DEF, depth, "def f():"), block))
        case LineKind.CLASS | LineKind.DEF if line.is_stub:
            return _Piece(line)
        case LineKind.CLASS | LineKind.DEF:
            return _Piece(line, after=(block,))
        case LineKind.CLAUSE if _TRY.match(line.text):
            return _Piece(
                line, after=(block, _line(LineKind.CONTINUATION, depth, "finally:"), block)
            )
        case LineKind.CLAUSE:
            return _Piece(line, after=(block,))
        case LineKind.CONTINUATION:
            is_of_try = line.text.lstrip().startswith(("except", "finally"))
            before = (_line(LineKind.CLAUSE, depth, "try:" if is_of_try else "if 1:"), block)
            return _Piece(line, before=before, after=(block,))
    return _Piece(line)


def _line(kind: LineKind, depth: int, text: str) -> LogicalLine:
    return LogicalLine(kind, depth, " " * 4 * depth + text)


def _texts(lines: Iterable[LogicalLine]) -> list[str]:
    return [line.text for line in lines]


_LEAST_IN_COMMON = 0.25
"""Minimum share of built-in lines for which formatting changed lines alone is worthwhile."""


def format_changed_lines(text: str, tree: ast.Module, builtin: str) -> str | None:
    """Format a module as black does, passing it only the logical lines that are not built-in.

    Args:
        text: the module.
        tree: its syntax tree.
        builtin: what the built-in template makes in its place; all but long lines are as black leaves
            them.

    Returns:
        The module, or None where black has to see all of it.
    """
    if MARK in text or has_directives(text):
        return None
    try:
        lines = logical_lines(text, tree)
        known = _Known(logical_lines(builtin, parse(builtin)))
        finished: dict[LineKey, str] = {}
        foreign: list[LogicalLine] = []
        for line in {line.key: line for line in lines}.values():
            text_of_line = known.laid_out(line)
            if text_of_line is None:
                foreign.append(line)
            else:
                finished[line.key] = text_of_line
        if len(finished) <= _LEAST_IN_COMMON * (len(finished) + len(foreign)):
            return None
        has_future = _imports_annotations(tree)
        if not has_future and any(map(_depends_on_version, foreign)):
            return None
        finished |= _formatted(foreign, has_future=has_future)
        formatted = joined(lines, finished)
        parse(formatted)
    except (InseparableLines, CheckError):
        return None
    return formatted


class _Known:
    """Logical lines that built-in templates printed.

    Args:
        lines: those of the built-in module.
    """

    def __init__(self, lines: Iterable[LogicalLine]) -> None:
        self._keys = {line.key for line in lines}

    @cached_property
    def _movable(self) -> frozenset[LineKey]:
        """Keys, without indentation, of lines that are the same in other blocks."""
        keys = (key for key in self._keys if _is_movable(*key))
        return frozenset((kind, unindented(text)) for kind, text in keys)

    def laid_out(self, line: LogicalLine) -> str | None:
        """Return a formatted line; None if only black can format it."""
        if line.key in self._keys:
            is_kept = line.kind is LineKind.DOCSTRING or _is_string(line.text) or fits(line.text)
            return line.text if is_kept else laid_out(line)
        if _is_movable(*line.key) and (line.kind, unindented(line.text)) in self._movable:
            return laid_out(line)
        return line.text if is_settled(line) else None


def _is_movable(kind: LineKind, text: str) -> bool:
    """Return whether a line means the same in any block."""
    return kind is not LineKind.DOCSTRING and '"""' not in text


def _is_string(text: str) -> bool:
    return text.endswith('"""') and text.lstrip().startswith('"""')


def _formatted(lines: Iterable[LogicalLine], *, has_future: bool) -> dict[LineKey, str]:
    """Format lines, and return them by key.

    Args:
        lines: each with another key.
        has_future: as for `format_lines`.

    Raises:
        InseparableLines: black has to see all of the module.
    """
    shapes = by_shape(lines)
    results = format_lines(shapes, has_future=has_future)
    left: list[LogicalLine] = []
    for shape, group in shapes.items():
        is_kept = results[shape.key] == shape.text
        for line in group:
            if line.key == shape.key:
                continue
            result = (line.text if fits(line.text) else laid_out(line)) if is_kept else None
            if result is None:
                left.append(line)
            else:
                results[line.key] = result
    return results | format_lines(left, has_future=has_future)


def _imports_annotations(tree: ast.Module) -> bool:
    return any(
        isinstance(statement, ast.ImportFrom)
        and statement.module == "__future__"
        and any(name.name == "annotations" for name in statement.names)
        for statement in tree.body
    )


def _depends_on_version(line: LogicalLine) -> bool:
    """Return whether black's layout may depend on the target versions of Python."""
    return "*" in line.text or line.text.lstrip().startswith(("with", "async with", "except"))
