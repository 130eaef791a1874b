"""Annotations of schemas: docs, defaults, examples and flags such as `readOnly`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from ... import ir
from ...document import Node
from ...prepare.dialect.schema import Schema
from .constraints import ConstraintReader
from .references import References

_NO_DOCS = ir.Docs()
_TEXTS = frozenset({"title", "description", "deprecated", "externalDocs"})
_WRAPPERS = ("allOf", "anyOf", "oneOf")
_STRUCTURE = frozenset({"properties", "additionalProperties", *_WRAPPERS})
_LEADING_ON = frozenset({"$ref", *_WRAPPERS})
_DEEPEST = 16
"""Most references and wrappers that annotations are looked up through."""


class Link(NamedTuple):
    """Schema in a chain of references, with its normalized keywords."""

    node: Node
    schema: Schema


Chain = Sequence[Link]
"""A schema, the one that it refers to or wraps (alone in `allOf`, or beside null), and so on."""


class AnnotationReader:
    """Reads annotations, through references and through wrappers of a single schema."""

    def __init__(self, references: References) -> None:
        self._references = references
        self.constraints = ConstraintReader(references)

    def chain(self, node: Node) -> Chain:
        """Return the schemas in which annotations of a value are looked up, the nearest first."""
        links: list[Link] = []
        current: Node | None = node
        while current is not None and len(links) < _DEEPEST:
            schema = self._references.normalized(current)
            links.append(Link(current, schema))
            current = None if _LEADING_ON.isdisjoint(schema) else self._next(current, schema)
        return links

    def _next(self, node: Node, schema: Schema) -> Node | None:
        if isinstance(schema.get("$ref"), str):
            target = self._references.target(node, schema)
            return None if target is None else target.node
        for keyword in _WRAPPERS:
            if isinstance(schema.get(keyword), list):
                parts = [part for part in (node / keyword).elements() if not self._is_null(part)]
                return parts[0] if len(parts) == 1 else None
        return None

    def _is_null(self, node: Node) -> bool:
        return self._references.normalized(node).get("type") == "null"

    def docs(self, node: Node) -> ir.Docs:
        """Return the docs of a schema itself."""
        return _docs(self._references.normalized(node))


def docs_at_use(chain: Chain) -> ir.Docs:
    """Return the docs of a schema, with the description of a referenced schema as a fallback.

    Objects and unions are described where they are declared, so the fallback is for scalars, lists
    and enumerations only.
    """
    own = _docs(chain[0].schema)
    if len(chain) == 1:
        return own
    description = own.description
    if not description and _STRUCTURE.isdisjoint(chain[-1].schema):
        texts = (_text(link.schema, "description") for link in chain)
        description = next(filter(None, texts), "")
    return ir.Docs(own.title, description, flag(chain, "deprecated"), own.external_url)


def flag(chain: Chain, keyword: str) -> bool:
    """Return whether a keyword such as `readOnly` is true anywhere in the chain."""
    return any(schema.get(keyword) is True for _, schema in chain)


def default(chain: Chain) -> Any:
    """Return the nearest default; `ir.MISSING` if there is none."""
    for _, schema in chain:
        if "default" in schema:
            return schema["default"]
    return ir.MISSING


def example(chain: Chain) -> Any:
    """Return the nearest example; `ir.MISSING` if there is none."""
    for _, schema in chain:
        if "example" in schema:
            return schema["example"]
        examples = schema.get("examples")
        if isinstance(examples, list) and examples:
            return examples[0]
    return ir.MISSING


def _docs(schema: Schema) -> ir.Docs:
    if _TEXTS.isdisjoint(schema):
        return _NO_DOCS
    external = schema.get("externalDocs")
    return ir.Docs(
        title=_text(schema, "title"),
        description=_text(schema, "description"),
        deprecated=schema.get("deprecated") is True,
        external_url=_text(external, "url") if isinstance(external, dict) else "",
    )


def _text(schema: Schema, key: str) -> str:
    value = schema.get(key)
    return value if isinstance(value, str) else ""
