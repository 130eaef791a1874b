"""Splits a module into logical lines, and joins them with blank lines as black sets them.

A logical line is a statement, the header of a compound statement, a decorator or a comment.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from .reflow import first_line


class InseparableLines(Exception):
    """The module cannot be formatted in parts."""


class LineKind(Enum):
    """Kind of a logical line, as far as the lines around it depend on it."""

    STATEMENT = "statement"
    """A simple statement."""
    IMPORT = "import"
    DOCSTRING = "docstring"
    COMMENT = "comment"
    DECORATOR = "decorator"
    CLASS = "class"
    DEF = "def"
    CLAUSE = "clause"
    """The header of another block, such as `if …:` and `with …:`."""
    CONTINUATION = "continuation"
    """The header of a block that continues a statement, such as `else:` and `except …:`."""


LineKey = tuple[LineKind, str]
"""Kind and text, with indentation, which determine black's layout of a line."""


@dataclass(frozen=True, slots=True)
class LogicalLine:
    """A logical line of Python's grammar, in one or more physical lines."""

    kind: LineKind
    depth: int
    """Number of enclosing blocks."""
    text: str
    """Its physical lines, including indentation."""
    blank: int = 0
    """Number of blank lines before it."""
    is_stub: bool = False
    """True for the header of a function or class with the body `...`."""

    @property
    def key(self) -> LineKey:
        """Key shared by lines with the same layout."""
        return self.kind, self.text


def logical_lines(text: str, tree: ast.Module) -> list[LogicalLine]:
    """Split a module into its logical lines.

    Args:
        text: the module.
        tree: its syntax tree.

    Raises:
        InseparableLines: it is indented by other steps than four columns, or has several statements in one
            line, comments at the end of a block, or another construct whose lines the syntax tree
            does not tell.
    """
    reader = _Reader(text.split("\n"))
    reader.read_block(tree.body, 0, has_docstring=True)
    reader.read_end()
    return reader.found


_DIRECTIVE = re.compile(r"#.*\b(?:fmt|yapf) ?: ?(?:off|on|skip|disable|enable)")


def has_directives(text: str) -> bool:
    """Return whether comments may control a formatter."""
    return ("fmt" in text or "yapf" in text) and _DIRECTIVE.search(text) is not None


class _Reader:
    """Walks over the statements of a module and collects its logical lines."""

    def __init__(self, lines: list[str]) -> None:
        self.found: list[LogicalLine] = []
        self._lines = lines
        self._position = 0
        """The number of the last line that was read."""

    def read_block(self, body: list[ast.stmt], depth: int, *, has_docstring: bool = False) -> None:
        first = body[0] if body else None
        if isinstance(first, ast.Expr) and _is_string(first.value):
            if not has_docstring:
                raise InseparableLines("a string that begins a block of no function or class")
            self._add(LineKind.DOCSTRING, depth, first.lineno, _end(first))
            body = body[1:]
        for statement in body:
            self._read(statement, depth)

    def read_end(self) -> None:
        """Check that nothing follows the last statement."""
        if any(line.strip() for line in self._lines[self._position :]):
            raise InseparableLines("comments at the end")

    def _read(self, statement: ast.stmt, depth: int) -> None:
        match statement:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                self._read_definition(statement, depth)
            case ast.If():
                self._read_if(statement, depth, LineKind.CLAUSE)
            case ast.For() | ast.AsyncFor() | ast.While():
                self._read_clause(LineKind.CLAUSE, depth, statement.lineno, statement.body)
                self._read_keyword("else:", statement.orelse, depth)
            case ast.With() | ast.AsyncWith():
                self._read_clause(LineKind.CLAUSE, depth, statement.lineno, statement.body)
            case ast.Try() | ast.TryStar():
                self._read_clause(LineKind.CLAUSE, depth, statement.lineno, statement.body)
                for handler in statement.handlers:
                    self._read_clause(LineKind.CONTINUATION, depth, handler.lineno, handler.body)
                self._read_keyword("else:", statement.orelse, depth)
                self._read_keyword("finally:", statement.finalbody, depth)
            case ast.Match():
                raise InseparableLines("a match statement")
            case ast.Import() | ast.ImportFrom():
                self._add(LineKind.IMPORT, depth, statement.lineno, _end(statement))
            case _:
                self._add(LineKind.STATEMENT, depth, statement.lineno, _end(statement))

    def _read_definition(
        self, statement: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef, depth: int
    ) -> None:
        for decorator in statement.decorator_list:
            line = self._lines[decorator.lineno - 1]
            if not line.lstrip().startswith("@"):
                raise InseparableLines("a decorator that does not begin behind its @")
            self._add(LineKind.DECORATOR, depth, decorator.lineno, decorator.end_lineno or 0)
        kind = LineKind.CLASS if isinstance(statement, ast.ClassDef) else LineKind.DEF
        body = statement.body
        if len(body) == 1 and isinstance(body[0], ast.Expr) and _is_ellipsis(body[0].value):
            self._add(kind, depth, statement.lineno, _end(statement), is_stub=True)
            if "#" in self.found[-1].text:
                raise InseparableLines("a comment in a definition without a body")
            return
        self._read_clause(kind, depth, statement.lineno, body)

    def _read_if(self, statement: ast.If, depth: int, kind: LineKind) -> None:
        self._read_clause(kind, depth, statement.lineno, statement.body)
        orelse = statement.orelse
        if len(orelse) == 1 and isinstance(orelse[0], ast.If):
            line = self._lines[orelse[0].lineno - 1]
            if line.startswith("elif", 4 * depth):
                self._read_if(orelse[0], depth, LineKind.CONTINUATION)
                return
        self._read_keyword("else:", orelse, depth)

    def _read_clause(self, kind: LineKind, depth: int, start: int, body: list[ast.stmt]) -> None:
        """Read a header that begins in a line, and its block."""
        end = first_line(body[0]) - 1
        if not self._lines[end][: 4 * depth + 4].isspace():
            raise InseparableLines("a block in the line of its header")
        while _is_empty_or_comment(self._lines[end - 1]):
            end -= 1
        self._add(kind, depth, start, end)
        self.read_block(body, depth + 1, has_docstring=kind in (LineKind.CLASS, LineKind.DEF))

    def _read_keyword(self, keyword: str, body: list[ast.stmt], depth: int) -> None:
        """Read a header without a position in the syntax tree, and its block, if there is one."""
        if not body:
            return
        header = " " * 4 * depth + keyword
        between = range(self._position + 1, first_line(body[0]))
        places = [number for number in between if self._lines[number - 1] == header]
        if len(places) != 1:
            raise InseparableLines(f"`{keyword}` in another form")
        self._read_clause(LineKind.CONTINUATION, depth, places[0], body)

    def _add(
        self, kind: LineKind, depth: int, start: int, end: int, *, is_stub: bool = False
    ) -> None:
        """Add the lines from `start` to `end`, and the comments before them."""
        lines = self._lines
        if start <= self._position:
            raise InseparableLines("several statements in one line")
        blank = 0
        for line in lines[self._position : start - 1]:
            if not line or line.isspace():
                blank += 1
                continue
            if not line.lstrip().startswith("#"):
                raise InseparableLines("a line of no statement")
            if kind is LineKind.CONTINUATION or (kind is LineKind.DOCSTRING and depth):
                raise InseparableLines("a comment at a place where black moves it")
            self._append(LogicalLine(LineKind.COMMENT, depth, line, blank))
            blank = 0
        text = lines[start - 1] if start == end else "\n".join(lines[start - 1 : end])
        if text.endswith("\\"):
            raise InseparableLines("a line that goes on behind its statement")
        self._append(LogicalLine(kind, depth, text, blank, is_stub))
        self._position = end

    def _append(self, line: LogicalLine) -> None:
        text, indent = line.text, 4 * line.depth
        if text[indent : indent + 1] in " \t\f" or (indent and not text[:indent].isspace()):
            raise InseparableLines("other indentation than four columns a block")
        self.found.append(line)


def _is_empty_or_comment(line: str) -> bool:
    stripped = line.lstrip()
    return not stripped or stripped.startswith("#")


def _end(statement: ast.stmt) -> int:
    return statement.end_lineno or statement.lineno


def _is_string(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and isinstance(value.value, str)


def _is_ellipsis(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value is Ellipsis


_DEFINITIONS = (LineKind.DEF, LineKind.CLASS)


def blank_lines(lines: Sequence[LogicalLine]) -> list[int]:
    """Return the number of blank lines before each logical line of a module.

    What the module has there itself counts where black leaves it to authors.
    """
    tracker = _Tracker(lines)
    for index in range(len(lines)):
        tracker.look_at(index)
    behind_the_one_before = [0, *tracker.after]
    return [sum(counts) for counts in zip(tracker.before, behind_the_one_before, strict=False)]


class _Tracker:
    """Walks over a module and records the blank lines before and after each line."""

    def __init__(self, lines: Sequence[LogicalLine]) -> None:
        self.before = [0] * len(lines)
        self.after = [0] * len(lines)
        self._lines = lines
        self._definitions: list[int] = []
        """Depths of the functions and classes around the line."""
        self._comments: int | None = None
        """Index of the first comment directly before the line."""

    def look_at(self, index: int) -> None:
        before, self.after[index] = self._around(index)
        if index:
            before = max(0, before - self.after[index - 1])
        if self._is_behind_module_docstring(index):
            before = 1
        self.before[index] = before
        self._remember_comments(index)

    def _around(self, index: int) -> tuple[int, int]:
        """Return the blank lines before a line, including those after the previous one, and after
        it."""
        line = self._lines[index]
        definition = None
        while self._definitions and self._definitions[-1] >= line.depth:
            definition = self._definitions.pop()
        if line.kind in _DEFINITIONS:
            self._definitions.append(line.depth)
        if index == 0:
            return 0, 0
        previous = self._lines[index - 1]
        if line.kind is LineKind.DOCSTRING:
            if previous.kind is LineKind.CLASS:
                return 0, 1
            if previous.kind is LineKind.DEF:
                return 0, 0
        before = _of_any(line, definition)
        if line.kind in (LineKind.DECORATOR, *_DEFINITIONS):
            return self._before_definition(index, before), 0
        if previous.kind is LineKind.IMPORT and line.kind is not LineKind.IMPORT:
            if line.depth == previous.depth == 0:
                return 1, 0
            if line.depth == previous.depth:
                return before or 1, 0
        return before, 0

    def _before_definition(self, index: int, before: int) -> int:
        """Return the blank lines before a decorator or the header of a function or class.

        Args:
            index: of the line.
            before: what they were if it were none.
        """
        line, previous = self._lines[index], self._lines[index - 1]
        if previous.kind is LineKind.DECORATOR:
            return 0
        if previous.depth < line.depth and previous.kind in _DEFINITIONS:
            return int(line.blank > 0)
        comments = None
        if previous.kind is LineKind.COMMENT and previous.depth == line.depth and not before:
            comments = self._comments
            if not comments or self.before[comments] > 1 or self._opens(comments - 1):
                return 0
        wanted = 1 if line.depth else 2
        if previous.kind is LineKind.DEF and previous.is_stub and not line.blank:
            wanted = 0
        if comments:
            wanted = max(self.before[comments], wanted)
            self.before[comments] = wanted - self.after[comments - 1]
            return 0
        return wanted

    def _opens(self, index: int) -> bool:
        """Return whether a line opens a block or a class."""
        line = self._lines[index]
        if line.kind is LineKind.CLASS:
            return True
        return (
            line.kind in (LineKind.DEF, LineKind.CLAUSE, LineKind.CONTINUATION) and not line.is_stub
        )

    def _is_behind_module_docstring(self, index: int) -> bool:
        if not index or self._lines[index].kind in _DEFINITIONS:
            return False
        previous = self._lines[index - 1]
        if previous.kind is not LineKind.DOCSTRING or previous.depth:
            return False
        return all(line.kind is LineKind.COMMENT for line in self._lines[: index - 1])

    def _remember_comments(self, index: int) -> None:
        line, before = self._lines[index], self.before[index]
        previous = self._lines[index - 1] if index else None
        if line.kind is LineKind.COMMENT:
            if previous is None or (
                previous.kind is not LineKind.DECORATOR
                and (previous.kind is not LineKind.COMMENT or before)
                and (self._comments is None or before)
            ):
                self._comments = index
        elif line.kind is not LineKind.DECORATOR or before:
            self._comments = None


def _of_any(line: LogicalLine, definition: int | None) -> int:
    """Return the blank lines before a line, regardless of its kind.

    Args:
        line: the line.
        definition: the depth of the function or class that ended before it, if one did.
    """
    if definition is None:
        return min(line.blank, 1 if line.depth else 2)
    is_dependent = definition > 0 and line.kind is LineKind.CONTINUATION
    return 1 if line.depth or is_dependent else 2


_AS_THEY_ARE: Mapping[LineKey, str] = MappingProxyType({})


def joined(lines: Sequence[LogicalLine], laid_out: Mapping[LineKey, str] = _AS_THEY_ARE) -> str:
    """Join logical lines to a module, with blank lines as black sets them.

    Args:
        lines: the module's, in order.
        laid_out: the text that takes the place of theirs, by their keys.
    """
    pieces: list[str] = []
    for blank, line in zip(blank_lines(lines), lines, strict=True):
        pieces += "\n" * blank, laid_out.get(line.key, line.text), "\n"
    return "".join(pieces)
