"""Effective schemas: the keywords of a schema merged with those of its references and `allOf` parts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from ... import ir
from ...document import Node
from ...prepare.dialect.schema import Schema
from ...problem import Severity, quoted
from .constants import key
from .constraints import count
from .references import DEEPEST, References, Report
from .scalars import implies_string, is_scalar


@dataclass(slots=True, eq=False)
class Property:
    """Property of an object schema. Models that inherit it share it, so it is read once."""

    home: ir.Id
    """The declaration that it belongs to and is named after."""

    name: str
    node: Node
    """Its schema; of a merged property the last one, whose annotations apply."""

    parts: tuple[Property, ...] = ()
    """Properties that all apply; empty if there is only one."""

    conditional: bool = False
    """True if its schema applies under a condition only, so that it may have any value."""

    type: ir.Type | None = None
    """Filled when it is first read."""


@dataclass(frozen=True, slots=True, eq=False)
class UnionKeyword:
    """Keyword `oneOf` or `anyOf` of a schema."""

    home: ir.Id
    """The declaration that it belongs to."""

    keyword: str
    node: Node
    """The list of members."""

    discriminator: Mapping[str, Any] | None
    """The discriminator object beside it."""

    place: Node
    """The schema with both keywords."""

    @property
    def id(self) -> str:
        """Identity of the keyword, however often it is encountered."""
        return self.node.id


@dataclass(frozen=True, slots=True, eq=False)
class ReferencedPart:
    """Named schema that is a part of another one."""

    node: Node
    effective: EffectiveSchema


@dataclass(slots=True, eq=False)
class EffectiveSchema:
    """Keywords of a schema that determine its type, merged with those of its parts."""

    home: ir.Id
    """The declaration that it belongs to."""

    node: Node
    types: tuple[str, ...] | None = None
    """JSON types without null; empty if only null is allowed, None if there is no `type`."""

    implied: bool = False
    """True if `types` is inferred from keywords that apply to one type only."""

    nullable: bool = False
    """True if null is allowed."""

    is_nullable_known: bool = False
    """True if `nullable` takes into account that members of `choices` may allow null."""

    never: bool = False
    """True if it is `false`, or `not: {}`."""

    scalar: Schema = field(default_factory=dict)
    """Format and encoding of strings and numbers."""

    constants: tuple[object, ...] | None = None
    properties: dict[str, Property] = field(default_factory=dict)
    required: dict[str, None] = field(default_factory=dict)
    """Names of properties, in order."""

    values: tuple[Node, ...] = ()
    """Schemas of undeclared properties, of which one applies (`additionalProperties`,
    `patternProperties`)."""

    closed: bool = False
    """True if undeclared properties are forbidden."""

    items: tuple[Node, ...] = ()
    """Schemas that every item after `prefix` must match."""

    prefix: tuple[Node, ...] = ()
    items_forbidden: bool = False
    """True if no items may follow those of `prefix`."""

    choices: tuple[UnionKeyword, ...] = ()
    resolved_choices: frozenset[str] = frozenset()
    """Ids of union keywords that are resolved already; parts do not bring them in again."""

    discriminator: Mapping[str, Any] | None = None
    """Discriminator without `oneOf` or `anyOf`, of an object that others extend."""

    referred: tuple[ReferencedPart, ...] = ()
    """Named schemas that `allOf` or a `$ref` with siblings brings in."""

    @property
    def restricts_type(self) -> bool:
        """True if any keyword restricts the type; `required` alone does not."""
        return bool(
            self.types is not None
            or self.constants is not None
            or self.scalar
            or self.choices
            or self.never
        )

    @property
    def is_plain(self) -> bool:
        """True if it restricts no more than the JSON types and the format of scalars."""
        return not (
            self.constants is not None
            or self.properties
            or self.values
            or self.items
            or self.prefix
            or self.choices
        )

    @property
    def is_model(self) -> bool:
        """True if it is an object with a set of properties of its own, even an empty one."""
        if self.types != ("object",) or self.choices or self.constants is not None:
            return False
        return bool(
            self.properties
            or self.discriminator
            or (not self.values and (self.closed or self.required))
        )

    def without(self, choice: UnionKeyword) -> EffectiveSchema:
        """Return the schema without one of its choices and the named union that it belongs to.

        Null is taken to be allowed: the whole schema decides about it.
        """
        return replace(
            self,
            choices=tuple(other for other in self.choices if other.id != choice.id),
            resolved_choices=self.resolved_choices | {choice.id},
            referred=tuple(
                part
                for part in self.referred
                if all(other.id != choice.id for other in part.effective.choices)
            ),
            nullable=True,
            is_nullable_known=True,
        )


def same_shape(merged: EffectiveSchema, part: EffectiveSchema) -> bool:
    """Return whether merging other parts into `part` changed nothing."""
    return (
        (merged.types == part.types or (bool(part.choices) and part.types is None))
        and (merged.implied or not part.implied or part.types != ("string",))
        and merged.constants == part.constants
        and merged.scalar == part.scalar
        and merged.properties.keys() == part.properties.keys()
        and all(merged.properties[name] is found for name, found in part.properties.items())
        and merged.required.keys() <= part.required.keys()
        and _ids(merged.values) == _ids(part.values)
        and _ids(merged.items) == _ids(part.items)
        and _ids(merged.prefix) == _ids(part.prefix)
        and [choice.id for choice in merged.choices] == [choice.id for choice in part.choices]
    )


def _ids(nodes: tuple[Node, ...]) -> list[str]:
    return [node.id for node in nodes]


ReportConflict = Callable[[str], None]
"""Called with a sentence about two parts that contradict each other."""


def merge(
    first: EffectiveSchema,
    second: EffectiveSchema,
    *,
    home: ir.Id,
    node: Node,
    conflict: ReportConflict,
) -> EffectiveSchema:
    """Return both schemas merged, as a schema of the declaration `home`.

    Where they contradict each other, `conflict` is called and the first one applies; of enumerations
    without a common value, all values are kept, as a response may have any of them.
    """
    types = _types(first.types, second.types)
    if first.types is not None and second.types is not None and first.implied != second.implied:
        types = second.types if first.implied else first.types
    if types == () and first.types and second.types:
        if first.implied and second.implied:
            types = None
        else:
            names = f"{_listed(first.types)} and {_listed(second.types)}"
            conflict(f"the first one applies: {names} exclude each other")
            types = first.types
    constants = _constants(first.constants, second.constants)
    if constants == () and first.constants and second.constants:
        conflict("all values are accepted, since their enumerations have none in common")
        constants = (*first.constants, *second.constants)
    choices: dict[str, UnionKeyword] = {}
    for choice in (*first.choices, *second.choices):
        choices.setdefault(choice.id, choice)
    resolved_choices = first.resolved_choices | second.resolved_choices
    return EffectiveSchema(
        home=home,
        node=node,
        types=types,
        implied=all(part.implied or part.types is None for part in (first, second)),
        nullable=first.nullable and second.nullable,
        is_nullable_known=True,
        never=first.never or second.never,
        scalar={**second.scalar, **first.scalar},
        constants=constants,
        properties=_properties(first.properties, second.properties, home),
        required=first.required | second.required,
        values=_distinct(first.values, second.values),
        closed=first.closed or second.closed,
        items=_distinct(first.items, second.items),
        prefix=first.prefix or second.prefix,
        items_forbidden=first.items_forbidden or second.items_forbidden,
        choices=tuple(choice for id, choice in choices.items() if id not in resolved_choices),
        resolved_choices=resolved_choices,
        discriminator=second.discriminator or first.discriminator,
        referred=_referred(first.referred, second.referred),
    )


def _types(first: tuple[str, ...] | None, second: tuple[str, ...] | None) -> tuple[str, ...] | None:
    """Return the JSON types that both allow; every integer is a number."""
    if first is None or second is None:
        return second if first is None else first
    common = [type for type in first if type in second]
    if "integer" in first and "number" in second:
        common.append("integer")
    if "integer" in second and "number" in first and "integer" not in first:
        common.append("integer")
    return tuple(dict.fromkeys(common))


def _constants(
    first: tuple[object, ...] | None, second: tuple[object, ...] | None
) -> tuple[object, ...] | None:
    if first is None or second is None:
        return second if first is None else first
    known = {key(value) for value in second}
    return tuple(value for value in first if key(value) in known)


def _properties(
    first: dict[str, Property], second: dict[str, Property], home: ir.Id
) -> dict[str, Property]:
    if not first or not second:
        return first or second
    merged = dict(first)
    for name, found in second.items():
        other = merged.get(name)
        if other is None or (other.conditional and not found.conditional):
            merged[name] = found
        elif other is not found and not found.conditional:
            parts = tuple(dict.fromkeys((*(other.parts or (other,)), *(found.parts or (found,)))))
            merged[name] = _covering(parts, other, found) or Property(home, name, found.node, parts)
    return merged


def _covering(parts: tuple[Property, ...], first: Property, second: Property) -> Property | None:
    """Return the property that already has all parts, as if a model and its base are both merged."""
    for candidate in (second, first):
        if len(candidate.parts or (candidate,)) == len(parts):
            return candidate
    return None


def _distinct(first: tuple[Node, ...], second: tuple[Node, ...]) -> tuple[Node, ...]:
    if not first or not second:
        return first or second
    return tuple({node.id: node for node in (*first, *second)}.values())


def _referred(
    first: Sequence[ReferencedPart], second: Sequence[ReferencedPart]
) -> tuple[ReferencedPart, ...]:
    return tuple({part.node.id: part for part in (*first, *second)}.values())


def _listed(types: Sequence[str]) -> str:
    return " or ".join(types)


_EVERY_NAME = frozenset({"", ".", ".*", ".+", "^", "^.*", "^.+", "^.*$", "^.+$", "[\\s\\S]*"})
"""Patterns that match every name, or every name that is not empty."""


def _branches(node: Node, schema: Schema) -> Iterator[Node]:
    """Yield the schemas of `if`, `then`, `else` and `dependentSchemas` (JSON Schema 2020-12, 10.2.2)."""
    if "if" in schema:
        for keyword in ("if", "then", "else"):
            if isinstance(schema.get(keyword), dict):
                yield node / keyword
    if isinstance(schema.get("dependentSchemas"), dict):
        for _, child in (node / "dependentSchemas").items():
            if isinstance(child.data, dict):
                yield child


@dataclass(frozen=True, slots=True)
class _Provisional:
    """Effective schema that was built while one that it looks at was still incomplete."""

    effective: EffectiveSchema
    depends_on: int
    """Nesting level of the outermost incomplete schema that it looked at."""


class _EffectiveCache:
    """Cache of effective schemas by id.

    A base may list its subclasses in `oneOf`: whether it allows null depends on them, and their
    properties depend on the base. A subclass that is looked at while its base is incomplete lacks the
    base, so it is built again when the base is complete.
    """

    def __init__(self) -> None:
        self._complete: dict[ir.Id, EffectiveSchema] = {}
        self._provisional: dict[ir.Id, _Provisional] = {}
        self._incomplete: dict[ir.Id, int] = {}
        """Schemas that are being built, with their nesting levels."""

        self._peeks: list[int] = []
        """Nesting levels at which the current `peek`s began."""

        self._depends_on = _NO_LEVEL
        """Level of the outermost schema that the innermost one came back to in a `peek`."""

    def get(self, id: ir.Id, build: Callable[[], EffectiveSchema]) -> EffectiveSchema | None:
        """Return the effective schema with that id; None while it is being built.

        Args:
            id: id of the schema.
            build: builds it if it is unknown, and may ask for others.
        """
        if id in self._complete:
            return self._complete[id]
        if id in self._incomplete:
            if self.is_peeked_at(id):
                self._depends_on = min(self._depends_on, self._incomplete[id])
            return None
        if id in self._provisional:
            found = self._provisional[id]
            self._depends_on = min(self._depends_on, found.depends_on)
            return found.effective
        level = len(self._incomplete)
        outside, self._depends_on = self._depends_on, _NO_LEVEL
        self._incomplete[id] = level
        try:
            effective = build()
        finally:
            del self._incomplete[id]
        depends_on, self._depends_on = self._depends_on, outside
        if depends_on < level:
            self._provisional[id] = _Provisional(effective, depends_on)
            self._depends_on = min(outside, depends_on)
        else:
            self._complete[id] = effective
            self._provisional = {
                each: found for each, found in self._provisional.items() if found.depends_on < level
            }
        return effective

    @contextmanager
    def peek(self) -> Iterator[None]:
        """Look at schemas that are no part of the one that is being built."""
        self._peeks.append(len(self._incomplete))
        try:
            yield
        finally:
            self._peeks.pop()

    def is_peeked_at(self, id: ir.Id) -> bool:
        """Return whether an incomplete schema was reached again by a `peek`, not as a part."""
        return bool(self._peeks) and self._incomplete.get(id, self._peeks[-1]) < self._peeks[-1]


_NO_LEVEL = 1_000_000
"""Larger than any nesting level."""


_CONTAINERS = ("object", "array")
_SCALAR_KEYWORDS = ("format", "contentEncoding", "contentMediaType")
_TYPE_KEYWORDS = frozenset(
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
"""Keywords that restrict the type of a value."""

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


class EffectiveReader:
    """Builds effective schemas; that of a named schema only once."""

    def __init__(self, references: References, report: Report) -> None:
        self._references = references
        self._report = report
        self._cache = _EffectiveCache()
        self._depth = 0

    def named(self, node: Node) -> EffectiveSchema | None:
        """Return the effective schema of a schema that references lead to.

        None while it is being built, that is, if it is a part of itself.
        """
        return self._cache.get(node.id, lambda: self.of(node, node.id))

    def of(self, node: Node, home: ir.Id) -> EffectiveSchema:
        """Return the effective schema of a node, as a part of the declaration `home`."""
        if not isinstance(node.data, dict):
            if not isinstance(node.data, bool):
                self._malformed(
                    node, "A schema must be an object or a boolean; any value is accepted."
                )
            return EffectiveSchema(home, node, never=node.data is False)
        schema = self._references.normalized(node)
        parts = self._parts(node, schema)
        if not parts:
            return self._own(node, schema, home)
        if self._depth > DEEPEST:
            self.report_too_deep(node)
            return EffectiveSchema(home, node)
        self._depth += 1
        try:
            return self._with_parts(node, schema, parts, home)
        finally:
            self._depth -= 1

    def report_too_deep(self, node: Node, levels: int = DEEPEST) -> None:
        """Report that schemas are not followed deeper than here."""
        self._report(
            node.problem(
                "schema-too-deep",
                f"Schemas are nested more than {levels} levels deep; deeper ones accept any value.",
            )
        )

    def _parts(self, node: Node, schema: Schema) -> list[Node]:
        """Return the schemas that apply in addition to the keywords of this one."""
        parts = []
        if isinstance(schema.get("$ref"), str):
            parts.append(node)
        if isinstance(schema.get("allOf"), list):
            parts += (node / "allOf").elements()
        return parts

    def _with_parts(
        self, node: Node, schema: Schema, nodes: list[Node], home: ir.Id
    ) -> EffectiveSchema:
        own = self._own(node, schema, home)
        parts = [self._part(each, node, home) for each in nodes]
        is_nullable = (own.restricts_type and own.nullable) or any(map(_only_allows_null, parts))
        whole = None
        for part in [*parts, own]:
            if part is None or not (part.restricts_type or part.required or part.referred):
                continue
            part = replace(part, nullable=self.is_nullable(part), is_nullable_known=True)
            if whole is None:
                whole = replace(part, home=home, node=node, referred=part.referred)
            else:
                whole = merge(
                    whole, part, home=home, node=node, conflict=self.conflict_reporter(node)
                )
        if whole is None:
            whole = replace(own, home=home, node=node)
        whole.nullable = whole.nullable or is_nullable or schema.get("nullable") is True
        whole.discriminator = whole.discriminator or own.discriminator
        return whole

    def _part(self, part: Node, node: Node, home: ir.Id) -> EffectiveSchema | None:
        """Return a part of a schema; None if its reference leads to nothing or back to the schema."""
        schema = self._references.normalized(part)
        if part is not node and not self._references.is_reference(schema):
            return self.of(part, home)
        target = self._references.target(part, schema)
        if target is None:
            return None
        if target.node.id == home or (found := self.named(target.node)) is None:
            if not self._cache.is_peeked_at(target.node.id):
                message = "A schema cannot be a part of itself; this part is left out."
                self._report(part.problem("reference-circular", message))
            return None
        choices = tuple(choice for choice in found.choices if not self._has_member(choice, home))
        return replace(
            found,
            choices=choices,
            nullable=self.is_nullable(found) or target.nullable,
            is_nullable_known=True,
            discriminator=None,
            referred=(ReferencedPart(target.node, found),),
        )

    def _has_member(self, choice: UnionKeyword, id: ir.Id) -> bool:
        """Return whether a declaration is a member of a choice, as of a base that lists subclasses."""
        return any(
            target is not None and target.node.id == id
            for member in choice.node.elements()
            if isinstance((schema := self._references.normalized(member)).get("$ref"), str)
            for target in [self._references.target(member, schema)]
        )

    def conflict_reporter(self, node: Node) -> ReportConflict:
        """Return a function that reports contradictions between the parts of a schema."""

        def conflict(message: str) -> None:
            self._report(
                node.problem(
                    "schema-conflict",
                    f"Parts of this schema contradict each other; {message}.",
                )
            )

        return conflict

    # --- the keywords of one object ---------------------------------------------------------------

    def _own(self, node: Node, schema: Schema, home: ir.Id) -> EffectiveSchema:
        effective = EffectiveSchema(home, node)
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
                UnionKeyword(home, keyword, node / keyword, discriminator, node)
                for keyword in ("oneOf", "anyOf")
                if self._restrict_type(schema.get(keyword))
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

    def _restrict_type(self, members: object) -> bool:
        """Return whether any member of a choice restricts the type of a value.

        Members such as `required: [a]` only say which properties go together.
        """
        return isinstance(members, list) and not all(
            isinstance(member, dict) and _TYPE_KEYWORDS.isdisjoint(member) for member in members
        )

    def _types(self, effective: EffectiveSchema, node: Node, schema: Schema) -> None:
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
            self._malformed(node, f"{quoted(str(declared))} is not a JSON type; it is ignored.")
            if not known:
                return
        effective.nullable = effective.nullable or "null" in known
        effective.types = tuple(dict.fromkeys(type for type in known if type != "null"))

    def _constants(self, effective: EffectiveSchema, node: Node, schema: Schema) -> None:
        constants = schema.get("enum")
        if "const" in schema:
            constants = [schema["const"]]
        if constants is None:
            return
        if not isinstance(constants, list):
            self._malformed(node, "`enum` must be a list; it is ignored.")
        elif not constants:
            message = "`enum` is empty, so it allows no value; it is ignored."
            self._report(node.problem("enum-empty", message))
        else:
            effective.nullable = effective.nullable or None in constants
            effective.constants = tuple(value for value in constants if value is not None)

    def _object(self, effective: EffectiveSchema, node: Node, schema: Schema) -> None:
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
        elif _EVERY_NAME.isdisjoint(schema.get("patternProperties", ())):
            values = []  # properties that match no pattern may have any value
        if (
            rest == "unevaluatedProperties"
            and not effective.closed
            and any(_branches(node, schema))
        ):
            values = []  # properties that a branch evaluates may have any value
        effective.values = tuple(values)

    def _patterns(self, node: Node, schema: Schema) -> Iterator[Node]:
        patterns = node / "patternProperties" if "patternProperties" in schema else None
        return iter(()) if patterns is None else (child for _, child in patterns.items())

    def _conditional(self, effective: EffectiveSchema, node: Node, schema: Schema) -> None:
        """Add the properties that a schema has under conditions only.

        They accept any value, since their values in the other cases are not described. If the other
        cases forbid them, they have their declared type.
        """
        if schema.get("additionalProperties") is False:
            return
        found: dict[str, list[Property]] = {}
        for branch in _branches(node, schema):
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

    def _array(self, effective: EffectiveSchema, node: Node, schema: Schema) -> None:
        items, prefix = schema.get("items"), schema.get("prefixItems")
        rest = "items"
        if isinstance(prefix, list):
            effective.prefix = tuple((node / "prefixItems").elements())
        elif isinstance(items, list):
            # The older form of a tuple, which 3.1 split into `prefixItems` and `items`.
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

    def _implied(self, effective: EffectiveSchema, schema: Schema) -> tuple[str, ...] | None:
        """Return the JSON type that the other keywords apply to; None if there is not exactly one."""
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

    def is_nullable(self, effective: EffectiveSchema) -> bool:
        """Return whether null is allowed, by members of unions too."""
        if effective.is_nullable_known:
            return effective.nullable
        visited: set[ir.Id] = set()
        checked: list[EffectiveSchema] = []
        pending = [effective]
        final = True
        while pending:
            current = pending.pop()
            if current.nullable:
                effective.nullable = effective.is_nullable_known = True
                return True
            if current.is_nullable_known:
                continue
            checked.append(current)
            for choice in current.choices:
                for member in choice.node.elements():
                    found = self._choice_member(member, visited)
                    if found is None:
                        final = False
                    else:
                        pending.append(found)
        for current in checked if final else ():
            current.is_nullable_known = True
        return False

    def _choice_member(self, member: Node, visited: set[ir.Id]) -> EffectiveSchema | None:
        """Return a member, to see whether it allows null; None while it is being built."""
        schema = self._references.normalized(member)
        with self._cache.peek():
            if not self._references.is_reference(schema):
                return self.of(member, member.id)
            target = self._references.target(member, schema)
            if target is None or target.nullable or target.node.id in visited:
                is_nullable = target is not None and target.nullable
                return EffectiveSchema(
                    member.id, member, nullable=is_nullable, is_nullable_known=True
                )
            visited.add(target.node.id)
            return self.named(target.node)


def _only_allows_null(part: EffectiveSchema | None) -> bool:
    """Return whether a part of `allOf` is only `nullable: true`, which is meant for the whole."""
    return (
        part is not None
        and part.nullable
        and not (part.restricts_type or part.required or part.referred)
    )
