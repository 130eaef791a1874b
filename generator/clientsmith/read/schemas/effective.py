"""What a schema and all of its `allOf` parts say together, before it becomes a type."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ... import ir
from ...document import Node
from ...prepare.dialect.schema import Schema


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
