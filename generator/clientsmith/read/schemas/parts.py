"""Collects what a schema, its references and its `allOf` parts say."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from ... import ir
from ...document import Node
from ...prepare.dialect.schema import Schema
from ...problem import Severity, quoted
from .constraints import count
from .effective import Choice, Conflict, Effective, Property, Referred, merge
from .places import DEEPEST
from .references import References, Report
from .scalars import implies_string, is_scalar

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


@dataclass(frozen=True, slots=True)
class _Provisional:
    """What was made while something that it looks at was still being made."""

    effective: Effective
    waits_for: int
    """Place of that, the outermost one, among what is being made."""


class NamedParts:
    """Effective schemas by id.

    A base may list its heirs by `oneOf`: whether it admits null depends on them, and what they are on
    it. An heir that is looked at while its base is being made lacks the base, so that it is made
    again when the base is known.
    """

    def __init__(self) -> None:
        self._made: dict[ir.Id, Effective] = {}
        self._provisional: dict[ir.Id, _Provisional] = {}
        self._open: dict[ir.Id, int] = {}
        """What is being made, with its place from the outside in."""
        self._glances: list[int] = []
        """How much was being made when something was glanced at, for each time that lasts."""
        self._waits_for = _NOTHING
        """Place of the outermost schema that what is being made innermost came back to by a glance."""

    def get(self, id: ir.Id, make: Callable[[], Effective]) -> Effective | None:
        """The effective schema of that id, made where it is not known; None while it is being made.

        Args:
            id: of the schema.
            make: makes it, and may ask for others.
        """
        if id in self._made:
            return self._made[id]
        if id in self._open:
            if self.is_glanced_at(id):
                self._waits_for = min(self._waits_for, self._open[id])
            return None
        if id in self._provisional:
            found = self._provisional[id]
            self._waits_for = min(self._waits_for, found.waits_for)
            return found.effective
        place = len(self._open)
        outside, self._waits_for = self._waits_for, _NOTHING
        self._open[id] = place
        try:
            effective = make()
        finally:
            del self._open[id]
        waits_for, self._waits_for = self._waits_for, outside
        if waits_for < place:
            self._provisional[id] = _Provisional(effective, waits_for)
            self._waits_for = min(outside, waits_for)
        else:
            self._made[id] = effective
            self._provisional = {
                each: found for each, found in self._provisional.items() if found.waits_for < place
            }
        return effective

    @contextmanager
    def glance(self) -> Iterator[None]:
        """What is asked for inside is no part of what is being made."""
        self._glances.append(len(self._open))
        try:
            yield
        finally:
            self._glances.pop()

    def is_glanced_at(self, id: ir.Id) -> bool:
        """Whether a schema that is being made was come back to by a glance, and not as a part."""
        return bool(self._glances) and self._open.get(id, self._glances[-1]) < self._glances[-1]


_NOTHING = 1_000_000
"""A place that no schema has."""


_CONTAINERS = ("object", "array")
_SCALAR_KEYWORDS = ("format", "contentEncoding", "contentMediaType")
_SHAPING = frozenset(
    {
        "$ref",
        "additionalProperties",
        "allOf",
        "anyOf",
        "const",
        "enum",
        "items",
        "nullable",
        "oneOf",
        "patternProperties",
        "prefixItems",
        "properties",
        "type",
        "unevaluatedProperties",
        "x-nullable",
        *_SCALAR_KEYWORDS,
    }
)
"""Keywords that say what a value is."""

_CHOICES = frozenset({"anyOf", "oneOf"})
_ARRAYS = frozenset({"items", "prefixItems"})
_OBJECTS = frozenset(
    {
        "additionalProperties",
        "patternProperties",
        "properties",
        "required",
        "unevaluatedProperties",
    }
)


class Parts:
    """Makes the effective schema of any node; of a named one only once."""

    def __init__(self, references: References, report: Report) -> None:
        self._references = references
        self._report = report
        self._named = NamedParts()
        self._depth = 0

    def named(self, node: Node) -> Effective | None:
        """The effective schema of one that references lead to; None while it is being made, that
        is, where it is a part of itself."""
        return self._named.get(node.id, lambda: self.of(node, node.id))

    def of(self, node: Node, home: ir.Id) -> Effective:
        """What a schema says, as a part of the declaration `home`."""
        if not isinstance(node.data, dict):
            if not isinstance(node.data, bool):
                self._malformed(node, "This is no schema; it is taken as any value.")
            return Effective(home, node, never=node.data is False)
        schema = self._references.normalized(node)
        members = self._members(node, schema)
        if not members:
            return self._own(node, schema, home)
        if self._depth > DEEPEST:
            self.too_deep(node)
            return Effective(home, node)
        self._depth += 1
        try:
            return self._together(node, schema, members, home)
        finally:
            self._depth -= 1

    def too_deep(self, node: Node) -> None:
        """Reports that nesting ends here."""
        self._report(
            node.problem(
                "schema-too-deep",
                f"Schemas are nested more than {DEEPEST} levels deep; deeper ones are taken as any "
                "value.",
            )
        )

    def _members(self, node: Node, schema: Schema) -> list[Node]:
        """The schemas that have to hold besides the keywords of this one."""
        members = []
        if isinstance(schema.get("$ref"), str):
            members.append(node)
        if isinstance(schema.get("allOf"), list):
            members += (node / "allOf").elements()
        return members

    def _together(self, node: Node, schema: Schema, members: list[Node], home: ir.Id) -> Effective:
        own = self._own(node, schema, home)
        parts = [self._member(member, node, home) for member in members]
        admitted = (own.shaped and own.nullable) or any(map(_only_admits_null, parts))
        whole = None
        for part in [*parts, own]:
            if part is None or not (part.shaped or part.required or part.referred):
                continue
            part = replace(part, nullable=self.is_nullable(part), settled=True)
            if whole is None:
                whole = replace(part, home=home, node=node, referred=part.referred)
            else:
                whole = merge(whole, part, home=home, node=node, conflict=self.conflict_at(node))
        if whole is None:
            whole = replace(own, home=home, node=node)
        whole.nullable = whole.nullable or admitted or schema.get("nullable") is True
        whole.discriminator = whole.discriminator or own.discriminator
        return whole

    def _member(self, member: Node, node: Node, home: ir.Id) -> Effective | None:
        """A part; a named one takes part as such. None where a reference leads to nothing."""
        schema = self._references.normalized(member)
        if member is not node and not self._references.is_reference(schema):
            return self.of(member, home)
        target = self._references.target(member, schema)
        if target is None:
            return None
        if target.node.id == home or (found := self.named(target.node)) is None:
            if not self._named.is_glanced_at(target.node.id):
                self._report(
                    member.problem(
                        "reference-circular",
                        "A schema cannot be a part of itself; the part is left out.",
                    )
                )
            return None
        choices = tuple(choice for choice in found.choices if not self._leads_to(choice, home))
        return replace(
            found,
            choices=choices,
            nullable=self.is_nullable(found) or target.nullable,
            settled=True,
            discriminator=None,
            referred=(Referred(target.node, found),),
        )

    def _leads_to(self, choice: Choice, id: ir.Id) -> bool:
        """Whether a choice has that declaration as a member: a base that lists its heirs."""
        return any(
            target is not None and target.node.id == id
            for member in choice.node.elements()
            if isinstance((schema := self._references.normalized(member)).get("$ref"), str)
            for target in [self._references.target(member, schema)]
        )

    def conflict_at(self, node: Node) -> Conflict:
        """Reports contradictions between parts that meet at a place."""

        def conflict(message: str) -> None:
            self._report(
                node.problem(
                    "schema-conflict",
                    f"Parts of this schema contradict each other, and the first one is taken: "
                    f"{message}.",
                )
            )

        return conflict

    # --- the keywords of one object ---------------------------------------------------------------

    def _own(self, node: Node, schema: Schema, home: ir.Id) -> Effective:
        effective = Effective(home, node)
        self._types(effective, node, schema)
        effective.scalar = {key: schema[key] for key in _SCALAR_KEYWORDS if key in schema}
        self._constants(effective, node, schema)
        if not _OBJECTS.isdisjoint(schema):
            self._object(effective, node, schema)
        if not _ARRAYS.isdisjoint(schema):
            self._array(effective, node, schema)
        discriminator = self._discriminator(schema)
        if not _CHOICES.isdisjoint(schema):
            effective.choices = tuple(
                Choice(home, keyword, node / keyword, discriminator, node)
                for keyword in ("oneOf", "anyOf")
                if self._shapes(schema.get(keyword))
            )
        if not effective.choices:
            effective.discriminator = discriminator
        effective.never = schema.get("not") in ({}, True)
        if effective.types is None and effective.constants is None:
            effective.types = self._implied(effective, schema)
            effective.implied = effective.types is not None
        if effective.types is not None and "object" in effective.types:
            self._conditional(effective, node, schema)
        return effective

    def _shapes(self, members: object) -> bool:
        """Whether any member of a choice says what a value is; members such as `required: [a]` only
        say which properties go together."""
        return isinstance(members, list) and not all(
            isinstance(member, dict) and _SHAPING.isdisjoint(member) for member in members
        )

    def _types(self, effective: Effective, node: Node, schema: Schema) -> None:
        declared = schema.get("type")
        effective.nullable = schema.get("nullable") is True
        if declared is None:
            return
        listed = declared if isinstance(declared, list) else [declared]
        known = [
            type
            for type in listed
            if isinstance(type, str) and (type in _CONTAINERS or is_scalar(type))
        ]
        if len(known) < len(listed):
            self._malformed(node, f"JSON has no type {quoted(str(declared))}; it is ignored.")
            if not known:
                return
        effective.nullable = effective.nullable or "null" in known
        effective.types = tuple(dict.fromkeys(type for type in known if type != "null"))

    def _constants(self, effective: Effective, node: Node, schema: Schema) -> None:
        constants = schema.get("enum")
        if "const" in schema:
            constants = [schema["const"]]
        if constants is None:
            return
        if not isinstance(constants, list):
            self._malformed(node, "`enum` is no list; it is ignored.")
        elif not constants:
            self._report(
                node.problem("enum-empty", "`enum` is empty, which allows no value; it is ignored.")
            )
        else:
            effective.nullable = effective.nullable or None in constants
            effective.constants = tuple(value for value in constants if value is not None)

    def _object(self, effective: Effective, node: Node, schema: Schema) -> None:
        if "properties" in schema:
            for name, child in self._references.entries(node / "properties"):
                if child.data is not False:
                    effective.properties[name] = Property(effective.home, name, child)
        required = schema.get("required")
        if isinstance(required, list):
            effective.required = dict.fromkeys(name for name in required if isinstance(name, str))
        values = [child for child in self._patterns(node, schema) if child.data is not False]
        rest = next(
            (k for k in ("additionalProperties", "unevaluatedProperties") if k in schema), ""
        )
        if rest:
            child = node / rest
            effective.closed = child.data is False or self._is_never(child)
            if not effective.closed:
                values.append(child)
        elif not any(map(matches_all, schema.get("patternProperties", ()))):
            values = []  # what matches no pattern may be anything
        if rest == "unevaluatedProperties" and not effective.closed and any(branches(node, schema)):
            values = []  # what a branch evaluates may be anything
        effective.values = tuple(values)

    def _patterns(self, node: Node, schema: Schema) -> Iterator[Node]:
        patterns = node / "patternProperties" if "patternProperties" in schema else None
        return iter(()) if patterns is None else (child for _, child in patterns.items())

    def _conditional(self, effective: Effective, node: Node, schema: Schema) -> None:
        """Adds the properties that the schema only has in certain cases. They are fields like the
        others, of any type: what they are in the other cases, nobody says. Only where these forbid
        them, they have their type."""
        if schema.get("additionalProperties") is False:
            return
        found: dict[str, list[Property]] = {}
        for branch in branches(node, schema):
            for name, property in self._properties_of(branch, effective.home).items():
                found.setdefault(name, []).append(property)
        closed = effective.closed and _CHOICES.isdisjoint(schema)
        for name, properties in found.items():
            if name not in effective.properties:
                certain = closed and len(properties) == 1
                effective.properties[name] = replace(
                    properties[0], home=effective.home, conditional=not certain
                )

    def _properties_of(self, branch: Node, home: ir.Id) -> Mapping[str, Property]:
        schema = self._references.normalized(branch)
        if self._references.is_reference(schema):
            target = self._references.target(branch, schema)
            found = None if target is None or target.node.id == home else self.named(target.node)
        else:
            found = self.of(branch, home)
        return {} if found is None else found.properties

    def _is_never(self, node: Node) -> bool:
        return isinstance(node.data, dict) and node.data.get("not") in ({}, True)

    def _array(self, effective: Effective, node: Node, schema: Schema) -> None:
        items, prefix = schema.get("items"), schema.get("prefixItems")
        rest = "items"
        if isinstance(prefix, list):
            effective.prefix = tuple((node / "prefixItems").elements())
        elif isinstance(items, list):
            # The older form of a tuple, which 3.1 took apart into `prefixItems` and `items`.
            effective.prefix = tuple((node / "items").elements())
            rest = "additionalItems"
        following = schema.get(rest)
        if following is False:
            effective.items_forbidden = True
        elif following is not None:
            effective.items = (node / rest,)
        most = count(schema, "maxItems")
        if effective.prefix and most is not None and most <= len(effective.prefix):
            effective.items_forbidden = True

    def _discriminator(self, schema: Schema) -> Mapping[str, Any] | None:
        found = schema.get("discriminator")
        if isinstance(found, dict) and isinstance(found.get("propertyName"), str):
            return found
        return None

    def _implied(self, effective: Effective, schema: Schema) -> tuple[str, ...] | None:
        """The JSON type that other keywords only make sense for."""
        is_object = bool(
            effective.properties
            or effective.values
            or effective.closed
            or "patternProperties" in schema
        )
        is_array = bool(effective.items or effective.prefix)
        if is_object or is_array:
            return None if is_object and is_array else ("object" if is_object else "array",)
        return ("string",) if implies_string(schema) else None

    def _malformed(self, node: Node, message: str) -> None:
        self._report(node.problem("schema-malformed", message, severity=Severity.WARNING))

    # --- null -------------------------------------------------------------------------------------

    def is_nullable(self, effective: Effective) -> bool:
        """Whether null is among the values, of members of unions too."""
        if effective.settled:
            return effective.nullable
        visited: set[ir.Id] = set()
        met: list[Effective] = []
        pending = [effective]
        final = True
        while pending:
            current = pending.pop()
            if current.nullable:
                effective.nullable = effective.settled = True
                return True
            if current.settled:
                continue
            met.append(current)
            for choice in current.choices:
                for member in choice.node.elements():
                    found = self._choice_member(member, visited)
                    if found is None:
                        final = False
                    else:
                        pending.append(found)
        for current in met if final else ():
            current.settled = True
        return False

    def _choice_member(self, member: Node, visited: set[ir.Id]) -> Effective | None:
        """A member as far as null is concerned; None where it is being made just now."""
        schema = self._references.normalized(member)
        with self._named.glance():
            if not self._references.is_reference(schema):
                return self.of(member, member.id)
            target = self._references.target(member, schema)
            if target is None or target.nullable or target.node.id in visited:
                admits = target is not None and target.nullable
                return Effective(member.id, member, nullable=admits, settled=True)
            visited.add(target.node.id)
            return self.named(target.node)


def _only_admits_null(part: Effective | None) -> bool:
    """Whether a part of `allOf` says nothing but `nullable: true`, which is meant for the whole."""
    return (
        part is not None and part.nullable and not (part.shaped or part.required or part.referred)
    )
