"""Annotations: what a schema says for people, and what it says about a value besides its type."""

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
_FARTHEST = 16
"""References and wrappers that annotations are looked up through."""


class Link(NamedTuple):
    """A schema on the way from a use to what is used, with its normalized keywords."""

    node: Node
    schema: Schema


Chain = Sequence[Link]
"""A schema, what it refers to or wraps (a single schema in `allOf`, or one beside null), and so on."""


class Annotations:
    """Reads annotations, through references and through wrappers of a single schema."""

    def __init__(self, references: References) -> None:
        self._references = references
        self.constraints = ConstraintReader(references)

    def chain(self, node: Node) -> Chain:
        """The schemas in which annotations of a value are looked up, the nearest first."""
        links: list[Link] = []
        current: Node | None = node
        while current is not None and len(links) < _FARTHEST:
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
        """What the schema at that very place says."""
        return _docs(self._references.normalized(node))

    def limits(self, chain: Chain) -> ir.Constraints:
        """The limits that hold, those of `allOf` parts included."""
        return self.constraints.of(chain[0].node)


def docs_at_use(chain: Chain) -> ir.Docs:
    """What a schema says, and for want of a description what it refers to says: an object or a union
    is described where it is declared, but a scalar, a list or an enumeration only meets its users
    where it is used."""
    own = _docs(chain[0].schema)
    if len(chain) == 1:
        return own
    description = own.description
    if not description and _STRUCTURE.isdisjoint(chain[-1].schema):
        texts = (_text(link.schema, "description") for link in chain)
        description = next(filter(None, texts), "")
    return ir.Docs(own.title, description, flag(chain, "deprecated"), own.external_url)


def flag(chain: Chain, keyword: str) -> bool:
    """Whether a keyword such as `readOnly` is true, for the use or for what is used."""
    return any(schema.get(keyword) is True for _, schema in chain)


def default(chain: Chain) -> Any:
    """The default value that is nearest to the use; `ir.MISSING` if there is none."""
    for _, schema in chain:
        if "default" in schema:
            return schema["default"]
    return ir.MISSING


def example(chain: Chain) -> Any:
    """The example that is nearest to the use; `ir.MISSING` if there is none."""
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
