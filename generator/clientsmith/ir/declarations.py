"""Named schemas: models, enumerations, aliases."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from ..construction import fast_init
from ..problem import Location
from .constraints import NO_CONSTRAINTS, Constraints
from .extensions import GivenName
from .types import MISSING, Id, Type
from .xml import Xml


@fast_init
@dataclass(frozen=True, slots=True)
class Docs:
    """Documentation of an object; untrusted text."""

    title: str = ""
    """`summary` of an operation, `title` of a schema."""

    description: str = ""
    deprecated: bool = False
    external_url: str = ""


class Role(StrEnum):
    """Relation of a schema to the object that it is named after."""

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
    """Request body of an operation; the word distinguishes several, else it is empty."""

    RESPONSE = "response"
    """Response of an operation; the word is the status where it is not the only success."""

    EVENT = "event"
    """Body of a webhook or a callback; the word is that of a request."""

    PARAMETER = "parameter"
    HEADER = "header"


@dataclass(frozen=True, slots=True)
class Step:
    """Step of a place: a role and a word of the document."""

    role: Role
    word: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Place of a declaration, which its name is derived from."""

    parent: Id | None
    """The declaration or operation around it; None for a component."""

    steps: tuple[Step, ...]
    """From the parent inwards; a component has one step with role `COMPONENT`."""

    title: str = ""
    """`title` of the schema, used only if it is a valid and unique name."""

    given: GivenName | None = None
    """Name that a vendor extension gives."""


@fast_init
@dataclass(frozen=True, slots=True)
class Field:
    """Property of a model."""

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
    given: GivenName | None = field(default=None, compare=False)
    """Name that a vendor extension gives."""


@fast_init
@dataclass(frozen=True, slots=True)
class Model:
    """Object with known properties."""

    id: Id
    place: Place
    docs: Docs
    fields: tuple[Field, ...]
    """Properties with those of `base` and of merged `allOf` parts, in the document's order; wire names
    are unique."""

    base: Id | None = None
    """The model that this one extends (`allOf` of one reference and inline parts); `fields` has its
    properties too, possibly narrowed."""

    additional: Type | None = None
    """Type of undeclared properties (`additionalProperties: {…}`), `Anything` for `true`; None if there
    is no such keyword."""

    closed: bool = False
    """True if undeclared properties are forbidden (`additionalProperties: false`)."""

    constraints: Constraints = NO_CONSTRAINTS
    """Constraints of the object as a whole and of properties that are no fields."""

    xml: Xml | None = None
    """Its XML node by itself; None if it has no XML Object."""


@dataclass(frozen=True, slots=True)
class Enumeration:
    """Closed list of at least two constants other than null."""

    id: Id
    place: Place
    docs: Docs
    values: tuple[str | int | float | bool, ...]
    names: tuple[str, ...] = ()
    """Names of the values that vendor extensions give, empty for a value without one; `()` if none has
    one."""


@dataclass(frozen=True, slots=True)
class Alias:
    """Name of a type that is neither model nor enumeration: a union, a list, a map, a scalar."""

    id: Id
    place: Place
    docs: Docs
    type: Type
    constraints: Constraints = NO_CONSTRAINTS


Declaration = Model | Enumeration | Alias
