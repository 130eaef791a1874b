"""A module as its logical lines: statements, headers of compound statements, decorators, comments."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from enum import Enum

from ..reflow import first_line


class Unclear(Exception):
    """What black would make of a module cannot be told from its parts."""


class Kind(Enum):
    """What a logical line is, as far as lines around it depend on that."""

    STATEMENT = "statement"
    """Without a block of its own."""
    IMPORT = "import"
    DOCSTRING = "docstring"
    COMMENT = "comment"
    DECORATOR = "decorator"
    CLASS = "class"
    DEF = "def"
    CLAUSE = "clause"
    """The header of another block, such as `if …:` and `with …:`."""
    CONTINUATION = "continuation"
    """The header of a block that belongs to one before it, such as `else:` and `except …:`."""


Key = tuple[Kind, str]
"""What decides on how black lays out a logical line: what it is, and its text, indentation included."""


@dataclass(frozen=True, slots=True)
class LogicalLine:
    """A line in the sense of Python's grammar, in one physical line or several."""

    kind: Kind
    depth: int
    """Blocks that it stands in."""
    text: str
    """Its physical lines, indentation included."""
    blank: int = 0
    """Blank lines before it."""
    is_stub: bool = False
    """Whether it is the header of a function or class and its body, which is `...` alone."""

    @property
    def key(self) -> Key:
        """What all lines have in common that look alike once they are laid out."""
        return self.kind, self.text


def logical_lines(text: str, tree: ast.Module) -> list[LogicalLine]:
    """The logical lines of a module, in order.

    Args:
        text: the module.
        tree: its syntax tree.

    Raises:
        Unclear: it is indented by other steps than four columns, or has several statements in one
            line, comments at the end of a block, or another construct whose lines the syntax tree
            does not tell.
    """
    reader = _Reader(text.split("\n"))
    reader.read_block(tree.body, 0, has_docstring=True)
    reader.read_end()
    return reader.found


_DIRECTIVE = re.compile(r"#.*\b(?:fmt|yapf) ?: ?(?:off|on|skip|disable|enable)")


def has_directives(text: str) -> bool:
    """Whether comments may tell black what to leave alone."""
    return ("fmt" in text or "yapf" in text) and _DIRECTIVE.search(text) is not None


class _Reader:
    """Walks over a module's statements and collects its logical lines."""

    def __init__(self, lines: list[str]) -> None:
        self.found: list[LogicalLine] = []
        self._lines = lines
        self._position = 0
        """The number of the last line that was read."""

    def read_block(self, body: list[ast.stmt], depth: int, *, has_docstring: bool = False) -> None:
        first = body[0] if body else None
        if isinstance(first, ast.Expr) and _is_string(first.value):
            if not has_docstring:
                raise Unclear("a string that begins a block of no function or class")
            self._add(Kind.DOCSTRING, depth, first.lineno, _end(first))
            body = body[1:]
        for statement in body:
            self._read(statement, depth)

    def read_end(self) -> None:
        """What stands behind the last statement."""
        if any(line.strip() for line in self._lines[self._position :]):
            raise Unclear("comments at the end")

    def _read(self, statement: ast.stmt, depth: int) -> None:
        match statement:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                self._read_definition(statement, depth)
            case ast.If():
                self._read_if(statement, depth, Kind.CLAUSE)
            case ast.For() | ast.AsyncFor() | ast.While():
                self._read_clause(Kind.CLAUSE, depth, statement.lineno, statement.body)
                self._read_keyword("else:", statement.orelse, depth)
            case ast.With() | ast.AsyncWith():
                self._read_clause(Kind.CLAUSE, depth, statement.lineno, statement.body)
            case ast.Try() | ast.TryStar():
                self._read_clause(Kind.CLAUSE, depth, statement.lineno, statement.body)
                for handler in statement.handlers:
                    self._read_clause(Kind.CONTINUATION, depth, handler.lineno, handler.body)
                self._read_keyword("else:", statement.orelse, depth)
                self._read_keyword("finally:", statement.finalbody, depth)
            case ast.Match():
                raise Unclear("a match statement")
            case ast.Import() | ast.ImportFrom():
                self._add(Kind.IMPORT, depth, statement.lineno, _end(statement))
            case _:
                self._add(Kind.STATEMENT, depth, statement.lineno, _end(statement))

    def _read_definition(
        self, statement: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef, depth: int
    ) -> None:
        for decorator in statement.decorator_list:
            line = self._lines[decorator.lineno - 1]
            if not line.lstrip().startswith("@"):
                raise Unclear("a decorator that does not begin behind its @")
            self._add(Kind.DECORATOR, depth, decorator.lineno, decorator.end_lineno or 0)
        kind = Kind.CLASS if isinstance(statement, ast.ClassDef) else Kind.DEF
        body = statement.body
        if len(body) == 1 and isinstance(body[0], ast.Expr) and _is_ellipsis(body[0].value):
            self._add(kind, depth, statement.lineno, _end(statement), is_stub=True)
            if "#" in self.found[-1].text:
                raise Unclear("a comment in a definition without a body")
            return
        self._read_clause(kind, depth, statement.lineno, body)

    def _read_if(self, statement: ast.If, depth: int, kind: Kind) -> None:
        self._read_clause(kind, depth, statement.lineno, statement.body)
        orelse = statement.orelse
        if len(orelse) == 1 and isinstance(orelse[0], ast.If):
            line = self._lines[orelse[0].lineno - 1]
            if line.startswith("elif", 4 * depth):
                self._read_if(orelse[0], depth, Kind.CONTINUATION)
                return
        self._read_keyword("else:", orelse, depth)

    def _read_clause(self, kind: Kind, depth: int, start: int, body: list[ast.stmt]) -> None:
        """A header that begins in a line, and the block behind it."""
        end = first_line(body[0]) - 1
        if not self._lines[end][: 4 * depth + 4].isspace():
            raise Unclear("a block in the line of its header")
        while _is_empty_or_comment(self._lines[end - 1]):
            end -= 1
        self._add(kind, depth, start, end)
        self.read_block(body, depth + 1, has_docstring=kind in (Kind.CLASS, Kind.DEF))

    def _read_keyword(self, keyword: str, body: list[ast.stmt], depth: int) -> None:
        """A header that the syntax tree does not place, and the block behind it, if there is one."""
        if not body:
            return
        header = " " * 4 * depth + keyword
        between = range(self._position + 1, first_line(body[0]))
        places = [number for number in between if self._lines[number - 1] == header]
        if len(places) != 1:
            raise Unclear(f"`{keyword}` in another form")
        self._read_clause(Kind.CONTINUATION, depth, places[0], body)

    def _add(self, kind: Kind, depth: int, start: int, end: int, *, is_stub: bool = False) -> None:
        """The lines from `start` to `end`, and the comments before them."""
        lines = self._lines
        if start <= self._position:
            raise Unclear("several statements in one line")
        blank = 0
        for line in lines[self._position : start - 1]:
            if not line or line.isspace():
                blank += 1
                continue
            if not line.lstrip().startswith("#"):
                raise Unclear("a line of no statement")
            if kind is Kind.CONTINUATION or (kind is Kind.DOCSTRING and depth):
                raise Unclear("a comment at a place where black moves it")
            self._append(LogicalLine(Kind.COMMENT, depth, line, blank))
            blank = 0
        text = lines[start - 1] if start == end else "\n".join(lines[start - 1 : end])
        if text.endswith("\\"):
            raise Unclear("a line that goes on behind its statement")
        self._append(LogicalLine(kind, depth, text, blank, is_stub))
        self._position = end

    def _append(self, line: LogicalLine) -> None:
        text, indent = line.text, 4 * line.depth
        if text[indent : indent + 1] in " \t\f" or (indent and not text[:indent].isspace()):
            raise Unclear("other indentation than four columns a block")
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
