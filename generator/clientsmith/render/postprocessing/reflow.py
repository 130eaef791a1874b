"""Splits the long lines of a module as black does."""

from __future__ import annotations

import ast
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from ...encode.characters import WIDTH, width
from .splitting import UnsupportedSyntax, lay_out

_ENTRY = re.compile(r' +"[^"\\]*": "[^"\\]*",')
"""A line of a dict, of which black splits neither key nor value."""


@dataclass(frozen=True, slots=True)
class Reflowed:
    """A module with its long statements split."""

    text: str
    complete: bool
    """True if every long statement could be split; if not, black has to format the module."""


def reflow(text: str, tree: ast.Module) -> Reflowed:
    """Split statements with lines of more than 88 columns as black does; strings are not split.

    Args:
        text: a module whose other lines are already as black leaves them.
        tree: its syntax tree.
    """
    lines = text.split("\n")
    long = [
        number
        for number, line in enumerate(lines, start=1)
        if (len(line) > WIDTH or (not line.isascii() and width(line) > WIDTH))
        and not _ENTRY.fullmatch(line)
    ]
    if not long:
        return Reflowed(text, complete=True)
    complete = True
    pieces: list[str] = []
    position = 0
    for start, end in _long_statements(tree.body, long):
        source = lines[start - 1 : end]
        while not source[-1]:
            source.pop()
            end -= 1
        first = source[0]
        indent = len(first) - len(first.lstrip())
        try:
            laid_out = lay_out("\n".join(line[indent:] for line in source), indent // 4)
        except UnsupportedSyntax:
            complete = False
            continue
        pieces += lines[position : start - 1]
        pieces.append(laid_out)
        position = end
    pieces += lines[position:]
    return Reflowed("\n".join(pieces), complete)


def _long_statements(body: list[ast.stmt], long: list[int]) -> Iterator[tuple[int, int]]:
    """Yield first and last line of each statement, decorator, or header of a compound statement
    with a long line."""
    for statement in body:
        for decorator in getattr(statement, "decorator_list", ()):
            if _touches(long, decorator.lineno, decorator.end_lineno):
                yield decorator.lineno, decorator.end_lineno
        start, end = statement.lineno, statement.end_lineno or statement.lineno
        if not _touches(long, start, end):
            continue
        inner = getattr(statement, "body", None)
        if not inner:
            if not _is_string(statement) and not _is_long_within_strings(statement, long):
                yield start, end
            continue
        # `def f() -> int: ...`, where the body does not begin a line.
        is_stub = inner[0].col_offset != statement.col_offset + 4
        header_end = end if is_stub else min(first_line(inner[0]) - 1, end)
        if _touches(long, start, header_end):
            yield start, header_end
        if is_stub:
            continue
        yield from _long_statements(inner, long)
        yield from _long_statements(getattr(statement, "orelse", []), long)


def first_line(statement: ast.stmt) -> int:
    """Return the first line of a statement, including its decorators."""
    decorators: list[ast.expr] = getattr(statement, "decorator_list", [])
    return min([statement.lineno, *(decorator.lineno for decorator in decorators)])


def _touches(long: list[int], start: int, end: int) -> bool:
    index = bisect_left(long, start)
    return index < len(long) and long[index] <= end


def _is_long_within_strings(statement: ast.stmt, long: list[int]) -> bool:
    """Return whether each long line stands within a string of several lines, which stays."""
    first, last = statement.lineno, statement.end_lineno or statement.lineno
    if last - first < 2:
        return False
    within = {
        line
        for node in ast.walk(statement)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        for line in range(node.lineno + 1, node.end_lineno or node.lineno)
    }
    return within.issuperset(long[bisect_left(long, first) : bisect_left(long, last + 1)])


def _is_string(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
