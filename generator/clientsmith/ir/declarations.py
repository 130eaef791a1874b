"""Named schemas: models, enumerations, aliases."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from ..construction import quickly_made
from ..problem import Location
from .types import MISSING, Id, Type
from .xml import Xml


@quickly_made
@dataclass(frozen=True, slots=True)
class Docs:
    """What the document says for people; all of it is untrusted text."""

    title: str = ""
    """`summary` of an operation, `title` of a schema."""

    description: str = ""
    deprecated: bool = False
    external_url: str = ""


@quickly_made
@dataclass(frozen=True, slots=True)
class Constraints:
    """Limits on a value; None where there is none."""

    minimum: int | float | None = None
    maximum: int | float | None = None
    exclusive_minimum: int | float | None = None
    exclusive_maximum: int | float | None = None
    multiple_of: int | float | None = None
    min_length: int | None = None
    max_length: int | None = None
    pattern: str | None = None
    format: str | None = None
    """Of a string or a number, as the document writes it."""

    content_encoding: str | None = None
    content_media_type: str | None = None
    min_items: int | None = None
    max_items: int | None = None
    unique_items: bool = False
    prefix: tuple[Constraints, ...] = ()
    """Limits on the leading items, by position."""

    items: Constraints | None = None
    """Limits on every item behind those of `prefix`."""

    contains: Constraints | None = None
    """What `min_contains` to `max_contains` items fulfil."""

    min_contains: int = 1
    max_contains: int | None = None
    min_properties: int | None = None
    max_properties: int | None = None
    property_names: Constraints | None = None
    patterns: tuple[tuple[str, Constraints], ...] = ()
    """Limits on the values of properties whose names match a pattern."""

    values: Constraints | None = None
    """Limits on the values of properties that no pattern and no field stands for."""

    types: tuple[str, ...] = ()
    """JSON types; empty where every one is allowed. The type of a value says the same, unless it is
    one that no annotation tells, as that of `contains`."""

    enum: tuple[Any, ...] | None = None
    """The constants that are allowed; the type of a value says the same, unless it is one of those."""


NO_CONSTRAINTS = Constraints()


class Role(StrEnum):
    """How a schema stands to the thing that it is named after."""

    COMPONENT = "component"
    """A named schema of the document; `Step.word` is its name."""

    PROPERTY = "property"
    ITEM = "item"
    """Item of an array; no word."""

    VALUE = "value"
    """Value of a map (`additionalProperties`); no word."""

    MEMBER = "member"
    """Member of a union; the word is its title, const or discriminator value, else its position."""

    REQUEST = "request"
    """Request body of an operation; the word tells several apart, else empty."""

    RESPONSE = "response"
    """Response of an operation; the word is the status where it is not the only success."""

    EVENT = "event"
    """Body of a request that the API sends, a webhook or a callback; the word is as of a request."""

    PARAMETER = "parameter"
    HEADER = "header"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a place: a role, and the word of the document that goes with it."""

    role: Role
    word: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a declaration stands, which is what its name is made from."""

    parent: Id | None
    """The declaration or operation around it; None for a component."""

    steps: tuple[Step, ...]
    """From the parent inwards; a component has one step with role `COMPONENT`."""

    title: str = ""
    """The schema's own `title`, used only when it is a usable and unique name."""


@quickly_made
@dataclass(frozen=True, slots=True)
class Field:
    """A property of a model."""

    wire_name: str
    type: Type
    required: bool
    docs: Docs
    read_only: bool = False
    write_only: bool = False
    default: Any = MISSING
    constraints: Constraints = NO_CONSTRAINTS
    location: Location | None = None
    xml: Xml | None = None
    """None for an element, or elements, with its name."""

    example: Any = field(default=MISSING, compare=False)


@quickly_made
@dataclass(frozen=True, slots=True)
class Model:
    """An object with known properties."""

    id: Id
    place: Place
    docs: Docs
    fields: tuple[Field, ...]
    """Every property that an instance has, those of `base` and of merged `allOf` parts included,
    in the document's order, wire names unique."""

    base: Id | None = None
    """The model that this one is declared to extend (`allOf` of one reference and inline parts);
    `fields` holds its properties too, perhaps narrowed."""

    additional: Type | None = None
    """Type of undeclared properties where the document gives one (`additionalProperties: {…}`), which
    is `Anything` for `true`; None where nothing is said."""

    closed: bool = False
    """Whether undeclared properties are forbidden (`additionalProperties: false`)."""

    constraints: Constraints = NO_CONSTRAINTS
    """Limits on the object as a whole, and on what is no field of its own."""

    xml: Xml | None = None
    """Its node where it stands for itself; None where nothing is said."""


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A closed list of at least two constants, null not among them."""

    id: Id
    place: Place
    docs: Docs
    values: tuple[str | int | float | bool, ...]


@dataclass(frozen=True, slots=True)
class Alias:
    """A name for a type that is neither model nor enumeration: a union, a list, a map, a scalar."""

    id: Id
    place: Place
    docs: Docs
    type: Type
    constraints: Constraints = NO_CONSTRAINTS


Declaration = Model | Enumeration | Alias
