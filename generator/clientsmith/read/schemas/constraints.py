"""Constraints: keywords of a schema that restrict a value without changing its type."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain, groupby, zip_longest
from typing import Any, assert_never

from ... import ir
from ...document import Node
from ...prepare.dialect.schema import Schema, is_annotation
from .constants import distinct, key
from .references import References
from .scalars import formatted_constants

BY_TYPE: dict[str, tuple[str, ...]] = {
    type: tuple(each.name for each in group)
    for type, group in groupby(ir.CONSTRAINT_KEYWORDS, key=lambda each: each.type)
}
"""JSON type → names of the constraints that apply to values of that type only."""


def limits(schema: Schema) -> ir.Constraints:
    """Return the constraints of a normalized schema without those of nested schemas.

    Keywords with values of the wrong type are ignored.
    """
    if _OWN_KEYWORDS.isdisjoint(schema):
        return ir.NO_CONSTRAINTS
    held = {
        each.name: value
        for each in _OWN
        if each.keyword in schema and (value := _own_value(each, schema)) is not None
    }
    enum = [schema["const"]] if "const" in schema else schema.get("enum")
    return ir.Constraints(**held, enum=tuple(enum) if isinstance(enum, list) and enum else None)


def _own_value(constraint: ir.ConstraintKeyword, schema: Schema) -> Any:
    """Return the value of a keyword; None if it sets no constraint, or nested schemas set it."""
    match constraint.kind:
        case ir.ConstraintKind.LOWER_BOUND | ir.ConstraintKind.UPPER_BOUND:
            read = _number if constraint.type == "number" else count
            return read(schema, constraint.keyword)
        case ir.ConstraintKind.FACTOR:
            factor = _number(schema, constraint.keyword)
            return factor if factor is not None and factor > 0 else None
        case ir.ConstraintKind.FLAG:
            return schema.get(constraint.keyword) is True
        case ir.ConstraintKind.PATTERN | ir.ConstraintKind.ANNOTATION:
            return _text(schema, constraint.keyword)
        case ir.ConstraintKind.DEPENDENCIES:
            return _dependencies(schema.get(constraint.keyword))
        case ir.ConstraintKind.CONSTANTS:
            return formatted_constants(schema)
        case (
            ir.ConstraintKind.PARTS
            | ir.ConstraintKind.PARTS_BY_POSITION
            | ir.ConstraintKind.PARTS_BY_PATTERN
        ):
            return None
        case _:
            assert_never(constraint.kind)


def narrowed(parts: Iterable[ir.Constraints]) -> ir.Constraints:
    """Return the constraints of several schemas that all apply.

    Of constraints that cannot be merged, such as several patterns, the first is kept.
    """
    found = [part for part in parts if part is not ir.NO_CONSTRAINTS]
    if len(found) < 2:
        return found[0] if found else ir.NO_CONSTRAINTS
    held = {
        each.name: _merged(each, found)
        for each in ir.CONSTRAINT_KEYWORDS
        if each.name not in _CONTAINED
    }
    holder = next((part for part in found if part.contains is not None), found[0])
    return ir.Constraints(
        **held,
        **{name: getattr(holder, name) for name in _CONTAINED},
        types=next((part.types for part in found if part.types), ()),
        enum=_enum([part.enum for part in found if part.enum is not None]),
    )


def _enum(parts: Sequence[tuple[Any, ...]]) -> tuple[Any, ...] | None:
    """Return the values that all parts allow; those of any part if there is no such value."""
    if len(parts) < 2:
        return parts[0] if parts else None
    keys = [{key(value) for value in part} for part in parts]
    every = distinct(chain.from_iterable(parts))
    common = [value for value in every if all(key(value) in known for known in keys)]
    return tuple(common or every)


_CONTAINED = ("contains", "min_contains", "max_contains")
"""Constraints that have a meaning only together."""


def _merged(constraint: ir.ConstraintKeyword, found: Sequence[ir.Constraints]) -> Any:
    if constraint.kind is ir.ConstraintKind.PARTS_BY_POSITION:
        return _prefix(found)
    values = [getattr(part, constraint.name) for part in found]
    match constraint.kind:
        case ir.ConstraintKind.LOWER_BOUND:
            return max((value for value in values if value is not None), default=None)
        case ir.ConstraintKind.UPPER_BOUND:
            return min((value for value in values if value is not None), default=None)
        case (
            ir.ConstraintKind.FACTOR
            | ir.ConstraintKind.PATTERN
            | ir.ConstraintKind.ANNOTATION
            | ir.ConstraintKind.CONSTANTS
        ):
            return next((value for value in values if value is not None), None)
        case ir.ConstraintKind.FLAG:
            return any(values)
        case ir.ConstraintKind.PARTS:
            return _together(values)
        case ir.ConstraintKind.PARTS_BY_PATTERN:
            return tuple(chain.from_iterable(values))
        case ir.ConstraintKind.DEPENDENCIES:
            merged: dict[str, dict[str, None]] = {}
            for name, required in chain.from_iterable(values):
                merged.setdefault(name, {}).update(dict.fromkeys(required))
            return tuple((name, tuple(required)) for name, required in merged.items())
        case _:
            assert_never(constraint.kind)


def count(schema: Schema, keyword: str) -> int | None:
    """Return the value of a keyword that is a count; None if it is absent or not a count."""
    return _count(_number(schema, keyword))


def _prefix(found: Iterable[ir.Constraints]) -> tuple[ir.Constraints, ...]:
    """Return the constraints of leading items; after the prefix of a part, its `items` apply."""
    by_part = [
        (part.prefix, part.items or ir.NO_CONSTRAINTS)
        for part in found
        if part.prefix or part.items is not None
    ]
    rows = zip_longest(*(prefix for prefix, _ in by_part))
    rests = [rest for _, rest in by_part]
    return tuple(
        narrowed(rest if own is None else own for own, rest in zip(row, rests, strict=True))
        for row in rows
    )


def _together(parts: Iterable[ir.Constraints | None]) -> ir.Constraints | None:
    found = narrowed(part for part in parts if part is not None)
    return None if found is ir.NO_CONSTRAINTS else found


def _text(schema: Schema, keyword: str) -> str | None:
    value = schema.get(keyword)
    return value if isinstance(value, str) and value else None


def _number(schema: Schema, keyword: str) -> int | float | None:
    value = schema.get(keyword)
    if isinstance(value, bool) or not (
        isinstance(value, int) or (isinstance(value, float) and math.isfinite(value))
    ):
        return None
    return value


def _count(value: int | float | None) -> int | None:
    return int(value) if value is not None and value >= 0 and value % 1 == 0 else None


def _dependencies(value: object) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return property → the others that it requires; no property requires itself."""
    if not isinstance(value, dict):
        return ()
    required = (
        (name, tuple(dict.fromkeys(each for each in names if _is_other(each, name))))
        for name, names in value.items()
        if isinstance(names, list)
    )
    return tuple((name, names) for name, names in required if names)


def _is_other(each: object, name: str) -> bool:
    return isinstance(each, str) and each != name


_OF_PARTS = (
    ir.ConstraintKind.PARTS,
    ir.ConstraintKind.PARTS_BY_POSITION,
    ir.ConstraintKind.PARTS_BY_PATTERN,
)
_OWN = tuple(each for each in ir.CONSTRAINT_KEYWORDS if each.kind not in _OF_PARTS)
_OWN_KEYWORDS = frozenset({*(each.keyword for each in _OWN), "const", "enum"})

_COMPLETE = _OWN_KEYWORDS - {"contentEncoding", "dependentRequired"} | {"type"}
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
"""Keywords with schemas that have constraints of their own."""

_ANY_TYPE = frozenset(BY_TYPE)
_NO_OBJECT_LIMITS = {name: getattr(ir.NO_CONSTRAINTS, name) for name in BY_TYPE["object"]}
_DEEPEST = 16
"""Most schemas or references inside one another that constraints are looked up through."""


class ConstraintReader:
    """Reads constraints, those of each schema once; a recursive schema is read one level deep.

    Every value that violates a constraint is invalid, so constraints of a member of a union are left
    out, unless no other member accepts values of its JSON type.
    """

    def __init__(self, references: References) -> None:
        self._references = references
        self._known: dict[tuple[ir.Id, bool], ir.Constraints] = {}
        self._open: set[ir.Id] = set()

    def of_model(self, node: Node) -> ir.Constraints:
        """Return the constraints of an object as a whole, for a schema that becomes a model."""
        return self._only(self._of(node, whole=True), BY_TYPE["object"])

    def of(self, node: Node) -> ir.Constraints:
        """Return the constraints of values of a schema, except those of a model as a whole.

        A boolean schema has none.
        """
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
        """Return the constraints of nested schemas, by name."""
        found: dict[str, Any] = {}
        items, prefix = "items", "prefixItems"
        if isinstance(schema.get("items"), list):
            items, prefix = "additionalItems", "items"
        if isinstance(schema.get(prefix), list):
            leading = tuple(map(self.of, (node / prefix).elements()))
            if any(part is not ir.NO_CONSTRAINTS for part in leading):
                found["prefix"] = leading
        if "contains" in schema:
            contained = node / "contains"
            found["contains"] = replace(
                self._typed(contained), complete=self._is_complete(contained)
            )
        if isinstance(schema.get("patternProperties"), dict):
            found["patterns"] = tuple(
                (pattern, self._typed(child))
                for pattern, child in (node / "patternProperties").items()
            )
        names = self._typed(node / "propertyNames") if "propertyNames" in schema else None
        for name, value in (
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
                found[name] = value
        if "prefix" not in found and isinstance(schema.get(prefix), list) and "items" in found:
            found["prefix"] = (ir.NO_CONSTRAINTS,) * len(schema[prefix])
        return found

    def _typed(self, node: Node) -> ir.Constraints:
        """Return the constraints of a schema whose values have no type, with its JSON types."""
        found = self.of(node)
        declared = self._declared_types(node)
        return replace(found, types=declared) if declared else found

    def _is_complete(self, node: Node) -> bool:
        """Return whether constraints, types and constants are all that a schema says."""
        schema = self._references.normalized(node)
        return node.data is True or (
            isinstance(node.data, dict)
            and all(key in _COMPLETE or is_annotation(key) for key in schema)
            and not {"const", "enum"} <= schema.keys()
        )

    def _declared_types(self, node: Node) -> tuple[str, ...]:
        types = self._references.normalized(node).get("type")
        listed = types if isinstance(types, list) else [types]
        return tuple(type for type in listed if isinstance(type, str))

    def _alternatives(self, members: Sequence[Node]) -> ir.Constraints:
        """Return the constraints of `oneOf` or `anyOf`, null aside: those of a JSON type are kept if only
        one member accepts values of that type."""
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
        """Return the JSON types that a schema may accept, with integers as numbers; all of them if that
        is hard to determine."""
        if node.data is False:
            return frozenset()
        schema = self._references.normalized(node)
        declared = self._declared_types(node)
        if declared:
            return frozenset("number" if type == "integer" else type for type in declared)
        is_new = node.id not in around and len(around) < _DEEPEST
        if is_new and isinstance(schema.get("$ref"), str):
            target = self._references.target(node, schema)
            if target is not None:
                return self._types(target.node, around | {node.id})
        return _ANY_TYPE
