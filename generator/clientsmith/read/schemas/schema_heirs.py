"""Models with a discriminator, and the schemas that extend them by `allOf`.

A value of such a model may be any of its heirs (OpenAPI 3.1.1, "Discriminator Object": "models with
polymorphism"). So wherever one is used, a union of the heirs and the model itself stands, while
`allOf` still extends the model.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from ... import ir
from ...document import Node
from .effective import Effective
from .models import is_model
from .parts import Parts
from .references import References


class Heirs:
    """Knows which named schemas extend which."""

    def __init__(self, references: References, parts: Parts) -> None:
        self._references = references
        self._parts = parts
        self._known: dict[ir.Id, tuple[Node, ...]] = {}

    def of(self, node: Node) -> tuple[Node, ...]:
        """The schemas that extend a model with a discriminator directly, or that its `mapping`
        names, sorted; none for any other schema."""
        if node.id not in self._known:
            self._known[node.id] = tuple(self._find(node))
        return self._known[node.id]

    def _find(self, node: Node) -> Iterator[Node]:
        effective = self._parts.named(node)
        if effective is None or effective.discriminator is None or not is_model(effective):
            return
        found = {heir.id: heir for heir in self.direct(node)}
        for _, target in self.mapped(effective):
            found.setdefault(target.id, target)
        found.pop(node.id, None)
        yield from (found[id] for id in sorted(found))

    def direct(self, node: Node) -> tuple[Node, ...]:
        """The schemas whose `allOf` names that one, sorted: keys of an object have no order."""
        found = self._direct.get(node.id, {})
        return tuple(found[id] for id in sorted(found))

    def mapped(self, effective: Effective) -> Iterator[tuple[str, Node]]:
        """The values that a discriminator maps itself, with the schemas that they mean."""
        mapping = (effective.discriminator or {}).get("mapping")
        if not isinstance(mapping, dict):
            return
        for value, name in mapping.items():
            target = (
                self._references.mapped(name, effective.node) if isinstance(name, str) else None
            )
            if target is not None and isinstance(target.data, dict):
                yield value, target

    def told_apart(self, id: ir.Id, node: Node) -> bool:
        """Whether a schema that extends another is told apart from it by a discriminator, there or
        farther up, so that it is a type of its own even if it adds nothing."""
        if any(heir.id == id for heir in self.of(node)):
            return True
        return node.id in self._families and id in self._direct.get(node.id, {})

    @cached_property
    def _direct(self) -> dict[ir.Id, dict[ir.Id, Node]]:
        """Schema → the named schemas whose `allOf` names it."""
        found: dict[ir.Id, dict[ir.Id, Node]] = {}
        for heir in self._references.declared():
            for parent in self._parents(heir):
                found.setdefault(parent, {}).setdefault(heir.id, heir)
        return found

    def _parents(self, node: Node) -> Iterator[ir.Id]:
        pending = [node]
        while pending:
            current = pending.pop()
            schema = self._references.normalized(current)
            if isinstance(schema.get("$ref"), str):
                target = self._references.target(current, schema)
                if target is not None and target.node.id != node.id:
                    yield target.node.id
            if isinstance(schema.get("allOf"), list):
                pending.extend((current / "allOf").elements())

    @cached_property
    def _families(self) -> set[ir.Id]:
        """Everything that extends a model with a discriminator, at any distance."""
        pending = [node for node in self._references.declared() if self.of(node)]
        found: set[ir.Id] = set()
        while pending:
            for heir in self.direct(pending.pop()):
                if heir.id not in found:
                    found.add(heir.id)
                    pending.append(heir)
        return found
