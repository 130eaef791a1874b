"""Constraints: the limits of a schema, those of what it refers to and of what is in it included."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from ... import ir
from ...document import Node
from .constraints import BY_TYPE, limits, narrowed
from .references import References

_ALTERNATIVES = ("anyOf", "oneOf")
_DEEPER = frozenset(
    {
        "$ref",
        "additionalItems",
        "additionalProperties",
        "allOf",
        "contains",
        "items",
        "patternProperties",
        "prefixItems",
        "propertyNames",
        *_ALTERNATIVES,
    }
)
"""Keywords with schemas that have limits of their own."""

_ANY_TYPE = frozenset(BY_TYPE)
_NO_OBJECT_LIMITS: dict[str, Any] = {**dict.fromkeys(BY_TYPE["object"]), "patterns": ()}
_DEEPEST = 16
"""Schemas inside one another, or references to references, that limits are looked up through."""


class ConstraintReader:
    """Reads limits, each schema once; what is inside itself is read one round deep.

    Limits of a schema that a value only may fulfil, such as a member of a union, are none, unless
    no other member takes values of its JSON type: a value that breaks a limit is surely invalid.
    """

    def __init__(self, references: References) -> None:
        self._references = references
        self._known: dict[tuple[ir.Id, bool], ir.Constraints] = {}
        self._open: set[ir.Id] = set()

    def of_model(self, node: Node) -> ir.Constraints:
        """The limits on an object as a whole, of a schema that becomes a model."""
        return self._only(self._of(node, whole=True), BY_TYPE["object"])

    def of(self, node: Node) -> ir.Constraints:
        """The limits that hold for the values of a schema, apart from those that an object with
        properties has as a whole; a boolean schema has none."""
        return self._of(node, whole=False)

    def _only(self, found: ir.Constraints, names: Iterable[str]) -> ir.Constraints:
        if found is ir.NO_CONSTRAINTS:
            return found
        held = ir.Constraints(**{name: getattr(found, name) for name in names})
        return ir.NO_CONSTRAINTS if held == ir.NO_CONSTRAINTS else held

    def _of(self, node: Node, *, whole: bool) -> ir.Constraints:
        if node.data.__class__ is not dict:
            return ir.NO_CONSTRAINTS
        schema = self._references.normalized(node)
        if _DEEPER.isdisjoint(schema):
            return self._own(limits(schema), schema, whole)
        known = self._known.get((node.id, whole))
        if known is None:
            if node.id in self._open or len(self._open) >= _DEEPEST:
                return ir.NO_CONSTRAINTS
            self._open.add(node.id)
            try:
                known = narrowed(self._parts(node, schema, whole))
                self._known[node.id, whole] = known
            finally:
                self._open.discard(node.id)
        return known

    def _own(self, found: ir.Constraints, schema: Any, whole: bool) -> ir.Constraints:
        if whole or "properties" not in schema or found is ir.NO_CONSTRAINTS:
            return found
        return replace(found, **_NO_OBJECT_LIMITS)

    def _parts(self, node: Node, schema: Any, whole: bool) -> Iterable[ir.Constraints]:
        own = limits(schema)
        nested = self._nested(node, schema)
        yield self._own(replace(own, **nested) if nested else own, schema, whole)
        if isinstance(schema.get("$ref"), str):
            target = self._references.target(node, schema)
            if target is not None:
                yield self._of(target.node, whole=whole)
        if isinstance(schema.get("allOf"), list):
            yield from (self._of(part, whole=whole) for part in (node / "allOf").elements())
        for keyword in _ALTERNATIVES:
            if isinstance(schema.get(keyword), list):
                yield self._alternatives(list((node / keyword).elements()))

    def _nested(self, node: Node, schema: Any) -> dict[str, Any]:
        """What schemas inside of this one limit."""
        found: dict[str, Any] = {}
        items, prefix = "items", "prefixItems"
        if isinstance(schema.get("items"), list):
            items, prefix = "additionalItems", "items"
        if isinstance(schema.get(prefix), list):
            leading = tuple(map(self.of, (node / prefix).elements()))
            if any(part is not ir.NO_CONSTRAINTS for part in leading):
                found["prefix"] = leading
        if "contains" in schema:
            found["contains"] = self._typed(node / "contains")
        if isinstance(schema.get("patternProperties"), dict):
            found["patterns"] = tuple(
                (pattern, self._typed(child))
                for pattern, child in (node / "patternProperties").items()
            )
        names = self._typed(node / "propertyNames") if "propertyNames" in schema else None
        for key, value in (
            ("items", self.of(node / items) if items in schema else None),
            ("property_names", names),
            (
                "values",
                (
                    self.of(node / "additionalProperties")
                    if "additionalProperties" in schema
                    else None
                ),
            ),
        ):
            if value is not None and value is not ir.NO_CONSTRAINTS:
                found[key] = value
        if "prefix" not in found and isinstance(schema.get(prefix), list) and "items" in found:
            found["prefix"] = (ir.NO_CONSTRAINTS,) * len(schema[prefix])
        return found

    def _typed(self, node: Node) -> ir.Constraints:
        """The limits of a schema that no type of a value tells, with the JSON types that it names."""
        found = self.of(node)
        declared = self._declared_types(node)
        return replace(found, types=declared) if declared else found

    def _declared_types(self, node: Node) -> tuple[str, ...]:
        types = self._references.normalized(node).get("type")
        listed = types if isinstance(types, list) else [types]
        return tuple(type for type in listed if isinstance(type, str))

    def _alternatives(self, members: Sequence[Node]) -> ir.Constraints:
        """The limits of a choice: null apart, a limit of the one member that takes a type of values
        holds for all of them."""
        found = [
            (types, self.of(member))
            for member in members
            if (types := self._types(member, frozenset())) != {"null"}
        ]
        if len(found) == 1:
            return found[0][1]
        held: dict[str, Any] = {}
        for type, names in BY_TYPE.items():
            takers = [constraints for types, constraints in found if type in types]
            if len(takers) == 1 and takers[0] is not ir.NO_CONSTRAINTS:
                held |= {name: getattr(takers[0], name) for name in names}
        return ir.Constraints(**held) if held else ir.NO_CONSTRAINTS

    def _types(self, node: Node, around: frozenset[ir.Id]) -> frozenset[str]:
        """The JSON types that a schema may take, integers among the numbers; more than it does where
        that is hard to tell."""
        if node.data is False:
            return frozenset()
        schema = self._references.normalized(node)
        declared = self._declared_types(node)
        if declared:
            return frozenset("number" if type == "integer" else type for type in declared)
        if isinstance(schema.get("$ref"), str) and len(around) < _DEEPEST:
            target = self._references.target(node, schema)
            if target is not None:
                return self._types(target.node, around | {node.id})
        return _ANY_TYPE
