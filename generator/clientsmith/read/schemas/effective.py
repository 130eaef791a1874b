"""What a schema and all of its `allOf` parts say together, before it becomes a type."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ... import ir
from ...document import Node
from ...prepare.dialect.schema import Schema
from .constants import key


@dataclass(slots=True, eq=False)
class Property:
    """A property of an object schema. Models that inherit it share it, so it is read once."""

    home: ir.Id
    """The declaration that it belongs to and is named after."""

    name: str
    node: Node
    """Its schema; of a merged one the last, whose annotations hold."""

    parts: tuple[Property, ...] = ()
    """The properties that all have to hold; empty for one that stands alone."""

    conditional: bool = False
    """Whether its schema holds on a condition only, so that it may have any value."""

    type: ir.Type | None = None
    """Filled when it is first read."""


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """A `oneOf` or an `anyOf`."""

    home: ir.Id
    """The declaration that it belongs to."""

    keyword: str
    node: Node
    """The list of members."""

    discriminator: Mapping[str, Any] | None
    """The discriminator object beside it."""

    place: Node
    """The schema that both stand in."""

    @property
    def id(self) -> str:
        """Identity of the choice, however often it is met."""
        return self.node.id


@dataclass(frozen=True, slots=True, eq=False)
class Referred:
    """A schema with a name that is a part of another one."""

    node: Node
    effective: Effective


@dataclass(slots=True, eq=False)
class Effective:
    """Keywords of a schema that decide on its type, those of its parts merged in."""

    home: ir.Id
    """The declaration that it belongs to."""

    node: Node
    types: tuple[str, ...] | None = None
    """JSON types without null; empty where null alone is allowed, None where nothing is said."""

    implied: bool = False
    """Whether `types` is not said, but told from keywords that make sense for one type only."""

    nullable: bool = False
    """Whether null is allowed; members of `choices` may allow it besides, unless `settled`."""

    settled: bool = False
    never: bool = False
    """Whether it is `false`, or `not: {}`."""

    scalar: Schema = field(default_factory=dict)
    """Format and encoding of strings and numbers."""

    constants: tuple[object, ...] | None = None
    properties: dict[str, Property] = field(default_factory=dict)
    required: dict[str, None] = field(default_factory=dict)
    """Names in order."""

    values: tuple[Node, ...] = ()
    """Schemas of undeclared properties, of which one holds (`additionalProperties`,
    `patternProperties`)."""

    closed: bool = False
    """Whether undeclared properties are forbidden."""

    items: tuple[Node, ...] = ()
    """Schemas that every item fulfils, or every one behind `prefix`."""

    prefix: tuple[Node, ...] = ()
    items_forbidden: bool = False
    """Whether no items may follow `prefix`."""

    choices: tuple[Choice, ...] = ()
    taken: frozenset[str] = frozenset()
    """Ids of choices that are made already, and that parts need not bring in again."""

    discriminator: Mapping[str, Any] | None = None
    """Where it stands alone, of an object that others extend."""

    referred: tuple[Referred, ...] = ()
    """The named schemas that `allOf` or a `$ref` with siblings brings in."""

    @property
    def shaped(self) -> bool:
        """Whether anything restricts the type; `required` alone does not."""
        return bool(
            self.types is not None
            or self.constants is not None
            or self.scalar
            or self.choices
            or self.never
        )

    @property
    def bare(self) -> bool:
        """Whether it says no more than which JSON types there are, and how a scalar is written."""
        return not (
            self.constants is not None
            or self.properties
            or self.values
            or self.items
            or self.prefix
            or self.choices
        )

    def without(self, choice: Choice) -> Effective:
        """The same without one of the choices and the named union that it belongs to, and without
        null, which is settled by then."""
        return replace(
            self,
            choices=tuple(other for other in self.choices if other.id != choice.id),
            taken=self.taken | {choice.id},
            referred=tuple(
                part
                for part in self.referred
                if all(other.id != choice.id for other in part.effective.choices)
            ),
            nullable=True,
            settled=True,
        )


def same_shape(merged: Effective, part: Effective) -> bool:
    """Whether what was merged into a part changed nothing: the whole is the part."""
    return (
        (merged.types == part.types or (bool(part.choices) and part.types is None))
        and (merged.implied or not part.implied or part.types != ("string",))
        and merged.constants == part.constants
        and merged.scalar == part.scalar
        and merged.properties.keys() == part.properties.keys()
        and all(merged.properties[name] is found for name, found in part.properties.items())
        and merged.required.keys() <= part.required.keys()
        and _places(merged.values) == _places(part.values)
        and _places(merged.items) == _places(part.items)
        and _places(merged.prefix) == _places(part.prefix)
        and [choice.id for choice in merged.choices] == [choice.id for choice in part.choices]
    )


def _places(nodes: tuple[Node, ...]) -> list[str]:
    return [node.id for node in nodes]


Conflict = Callable[[str], None]
"""Takes a sentence about two parts that contradict each other."""


def merge(
    first: Effective, second: Effective, *, home: ir.Id, node: Node, conflict: Conflict
) -> Effective:
    """Both schemas at once, as a schema of the declaration `home`.

    Where they contradict each other, `conflict` is told and the first one holds.
    """
    types = _types(first.types, second.types)
    if first.types is not None and second.types is not None and first.implied != second.implied:
        types = second.types if first.implied else first.types
    if types == () and first.types and second.types:
        if first.implied and second.implied:
            types = None
        else:
            conflict(f"{_listed(first.types)} and {_listed(second.types)} exclude each other")
            types = first.types
    constants = _constants(first.constants, second.constants)
    if constants == () and first.constants and second.constants:
        conflict("their enumerations have no value in common")
        constants = first.constants
    choices: dict[str, Choice] = {}
    for choice in (*first.choices, *second.choices):
        choices.setdefault(choice.id, choice)
    taken = first.taken | second.taken
    return Effective(
        home=home,
        node=node,
        types=types,
        implied=all(part.implied or part.types is None for part in (first, second)),
        nullable=first.nullable and second.nullable,
        settled=True,
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
        choices=tuple(choice for id, choice in choices.items() if id not in taken),
        taken=taken,
        discriminator=second.discriminator or first.discriminator,
        referred=_referred(first.referred, second.referred),
    )


def _types(first: tuple[str, ...] | None, second: tuple[str, ...] | None) -> tuple[str, ...] | None:
    """The JSON types that both allow; every integer is a number."""
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
            merged[name] = _one_of_them(parts, other, found) or Property(
                home, name, found.node, parts
            )
    return merged


def _one_of_them(parts: tuple[Property, ...], first: Property, second: Property) -> Property | None:
    """The one that already says all of it, as where a model and its base both come in."""
    for candidate in (second, first):
        if len(candidate.parts or (candidate,)) == len(parts):
            return candidate
    return None


def _distinct(first: tuple[Node, ...], second: tuple[Node, ...]) -> tuple[Node, ...]:
    if not first or not second:
        return first or second
    return tuple({node.id: node for node in (*first, *second)}.values())


def _referred(first: Sequence[Referred], second: Sequence[Referred]) -> tuple[Referred, ...]:
    return tuple({part.node.id: part for part in (*first, *second)}.values())


def _listed(types: Sequence[str]) -> str:
    return " or ".join(types)
