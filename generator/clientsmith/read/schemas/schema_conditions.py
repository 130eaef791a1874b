"""Schemas that hold on a condition: branches of `if`, and what depends on a property."""

from __future__ import annotations

from collections.abc import Iterator

from ...document import Node
from ...prepare.dialect.schema import Schema

_EVERY_NAME = frozenset({"", ".", ".*", ".+", "^", "^.*", "^.+", "^.*$", "^.+$", "[\\s\\S]*"})
"""Patterns that every name matches, or every one that is not empty."""


def branches(node: Node, schema: Schema) -> Iterator[Node]:
    """The schemas of `if`, `then`, `else` and `dependentSchemas` (JSON Schema 2020-12, 10.2.2)."""
    if "if" in schema:
        for keyword in ("if", "then", "else"):
            if isinstance(schema.get(keyword), dict):
                yield node / keyword
    if isinstance(schema.get("dependentSchemas"), dict):
        for _, child in (node / "dependentSchemas").items():
            if isinstance(child.data, dict):
                yield child


def matches_all(pattern: str) -> bool:
    """Whether every name of a property matches a pattern, as far as that is plain to see."""
    return pattern in _EVERY_NAME
