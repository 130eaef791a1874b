"""From the text of a module that a user's template touched to what black makes of it."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from functools import cached_property

from ...checks import Refused, parse
from .batch import MARK, format_lines
from .joining import joined
from .logical_lines import Key, Kind, LogicalLine, Unclear, has_directives, logical_lines
from .settled import by_shape, fits, is_settled, laid_out, unindented

_LEAST_IN_COMMON = 0.25
"""The part of a module's lines that has to be built-in for its pieces to be worth the while."""


def format_touched(text: str, tree: ast.Module, builtin: str) -> str | None:
    """The module as black leaves it, which reads only those logical lines that are not built-in.

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
        finished: dict[Key, str] = {}
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
    except (Unclear, Refused):
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
    def _movable(self) -> frozenset[Key]:
        """The keys, without indentation, of lines that may as well stand in other blocks."""
        keys = (key for key in self._keys if _is_movable(*key))
        return frozenset((kind, unindented(text)) for kind, text in keys)

    def laid_out(self, line: LogicalLine) -> str | None:
        """A line as black leaves it; None where only black can tell."""
        if line.key in self._keys:
            is_kept = line.kind is Kind.DOCSTRING or _is_string(line.text) or fits(line.text)
            return line.text if is_kept else laid_out(line)
        if _is_movable(*line.key) and (line.kind, unindented(line.text)) in self._movable:
            return laid_out(line)
        return line.text if is_settled(line) else None


def _is_movable(kind: Kind, text: str) -> bool:
    """Whether a line says the same in whatever blocks it stands."""
    return kind is not Kind.DOCSTRING and '"""' not in text


def _is_string(text: str) -> bool:
    return text.endswith('"""') and text.lstrip().startswith('"""')


def _formatted(lines: Iterable[LogicalLine], *, has_future: bool) -> dict[Key, str]:
    """What black makes of lines, by their keys.

    Args:
        lines: each with another key.
        has_future: as for `format_lines`.

    Raises:
        Unclear: black has to see all of the module.
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
    """Whether black may lay it out in one way for all versions of Python and in another for new ones."""
    return "*" in line.text or line.text.lstrip().startswith(("with", "async with", "except"))
