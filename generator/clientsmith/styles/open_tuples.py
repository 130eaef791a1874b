"""Tuples with any number of further items, which pydantic can only read where it is told."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ..text import Code

MARK = "OPEN_TUPLE"
"""What marks them in the runtime; no class of an API has the name of a constant."""

_OPEN = "*tuple["
_END = f", {MARK}]"


def marked(annotation: Code) -> Code:
    """A type expression in which each tuple with any number of further items has the mark.

    Args:
        annotation: such as `tuple[str, *tuple[int, ...]] | None`; one line.
    """
    if _OPEN not in annotation:
        return annotation
    code = annotation.encode()  # `ast` counts bytes
    for place, text in sorted(_insertions(ast.parse(code, mode="eval")), reverse=True):
        code = code[:place] + text.encode() + code[place:]
    return Code(code.decode())


def is_marked(code: Code) -> bool:
    """Whether a type expression, or a literal of one, has the mark somewhere."""
    return _END in code


def _insertions(tree: ast.Expression) -> Iterator[tuple[int, str]]:
    """Places in an expression, and what has to be there."""
    for node in ast.walk(tree):
        match node:
            case ast.Subscript(
                ast.Name("tuple"), ast.Tuple([*_, ast.Starred()]), end_col_offset=int(end)
            ):
                yield node.col_offset, "Annotated["
                yield end, _END
