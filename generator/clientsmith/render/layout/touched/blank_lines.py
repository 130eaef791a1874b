"""Blank lines between logical lines, as black's stable style sets them."""

from __future__ import annotations

from collections.abc import Sequence

from .logical_lines import Kind, LogicalLine

_DEFINITIONS = (Kind.DEF, Kind.CLASS)


def blank_lines(lines: Sequence[LogicalLine]) -> list[int]:
    """How many blank lines stand before each logical line of a module.

    What the module has there itself counts where black leaves it to authors.
    """
    tracker = _Tracker(lines)
    for index in range(len(lines)):
        tracker.look_at(index)
    behind_the_one_before = [0, *tracker.after]
    return [sum(counts) for counts in zip(tracker.before, behind_the_one_before, strict=False)]


class _Tracker:
    """Walks over a module; before and behind each line that it saw it knows the blank lines."""

    def __init__(self, lines: Sequence[LogicalLine]) -> None:
        self.before = [0] * len(lines)
        self.after = [0] * len(lines)
        self._lines = lines
        self._definitions: list[int] = []
        """Depths of the functions and classes that the line stands in."""
        self._comments: int | None = None
        """The first of the comments that end right before the line."""

    def look_at(self, index: int) -> None:
        before, self.after[index] = self._around(index)
        if index:
            before = max(0, before - self.after[index - 1])
        if self._is_behind_module_docstring(index):
            before = 1
        self.before[index] = before
        self._remember_comments(index)

    def _around(self, index: int) -> tuple[int, int]:
        """Blank lines before a line, those behind the one before it included, and behind it."""
        line = self._lines[index]
        definition = None
        while self._definitions and self._definitions[-1] >= line.depth:
            definition = self._definitions.pop()
        if line.kind in _DEFINITIONS:
            self._definitions.append(line.depth)
        if index == 0:
            return 0, 0
        previous = self._lines[index - 1]
        if line.kind is Kind.DOCSTRING:
            if previous.kind is Kind.CLASS:
                return 0, 1
            if previous.kind is Kind.DEF:
                return 0, 0
        before = _of_any(line, definition)
        if line.kind in (Kind.DECORATOR, *_DEFINITIONS):
            return self._before_definition(index, before), 0
        if previous.kind is Kind.IMPORT and line.kind is not Kind.IMPORT:
            if line.depth == previous.depth == 0:
                return 1, 0
            if line.depth == previous.depth:
                return before or 1, 0
        return before, 0

    def _before_definition(self, index: int, before: int) -> int:
        """Blank lines before a decorator or the header of a function or class.

        Args:
            index: of the line.
            before: what they were if it were none.
        """
        line, previous = self._lines[index], self._lines[index - 1]
        if previous.kind is Kind.DECORATOR:
            return 0
        if previous.depth < line.depth and previous.kind in _DEFINITIONS:
            return int(line.blank > 0)
        comments = None
        if previous.kind is Kind.COMMENT and previous.depth == line.depth and not before:
            comments = self._comments
            if not comments or self.before[comments] > 1 or self._opens(comments - 1):
                return 0
        wanted = 1 if line.depth else 2
        if previous.kind is Kind.DEF and previous.is_stub and not line.blank:
            wanted = 0
        if comments:
            wanted = max(self.before[comments], wanted)
            self.before[comments] = wanted - self.after[comments - 1]
            return 0
        return wanted

    def _opens(self, index: int) -> bool:
        """Whether a line begins a block or a class."""
        line = self._lines[index]
        if line.kind is Kind.CLASS:
            return True
        return line.kind in (Kind.DEF, Kind.CLAUSE, Kind.CONTINUATION) and not line.is_stub

    def _is_behind_module_docstring(self, index: int) -> bool:
        if not index or self._lines[index].kind in _DEFINITIONS:
            return False
        previous = self._lines[index - 1]
        if previous.kind is not Kind.DOCSTRING or previous.depth:
            return False
        return all(line.kind is Kind.COMMENT for line in self._lines[: index - 1])

    def _remember_comments(self, index: int) -> None:
        line, before = self._lines[index], self.before[index]
        previous = self._lines[index - 1] if index else None
        if line.kind is Kind.COMMENT:
            if previous is None or (
                previous.kind is not Kind.DECORATOR
                and (previous.kind is not Kind.COMMENT or before)
                and (self._comments is None or before)
            ):
                self._comments = index
        elif line.kind is not Kind.DECORATOR or before:
            self._comments = None


def _of_any(line: LogicalLine, definition: int | None) -> int:
    """Blank lines before a line without regard to what it is.

    Args:
        line: the line.
        definition: the depth of the function or class that ended before it, if one did.
    """
    if definition is None:
        return min(line.blank, 1 if line.depth else 2)
    is_dependent = definition > 0 and line.kind is Kind.CONTINUATION
    return 1 if line.depth or is_dependent else 2
