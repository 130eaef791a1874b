"""Constraints on values, and the table of the keywords that set them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any, Literal, TypeAlias

from ..construction import fast_init

ConstrainedType: TypeAlias = Literal["number", "string", "array", "object"]


class ConstraintKind(StrEnum):
    """Meaning of a constraint's value, which decides how constraints are merged and compared."""

    LOWER_BOUND = "lower bound"
    UPPER_BOUND = "upper bound"
    FACTOR = "factor"
    FLAG = "flag"
    PATTERN = "pattern"
    """A regular expression of ECMAScript."""

    ANNOTATION = "annotation"
    """A name that says more about a text, and often decides on its type: `format`."""

    CONSTANTS = "constants"
    """The allowed values; None where the type has them."""

    PARTS = "parts"
    """Constraints on each of some parts of a value; None where there are none."""

    PARTS_BY_POSITION = "parts by position"
    PARTS_BY_PATTERN = "parts by pattern"
    DEPENDENCIES = "dependencies"
    """Names of properties that others require."""


@dataclass(frozen=True, slots=True)
class ConstraintKeyword:
    """A keyword of JSON Schema that constrains values of one type."""

    name: str
    """The field of `Constraints`."""

    keyword: str
    type: ConstrainedType
    kind: ConstraintKind


def _keyword(keyword: str, type: ConstrainedType, kind: ConstraintKind) -> Mapping[str, object]:
    return {"keyword": (keyword, type, kind)}


_K = ConstraintKind


@fast_init
@dataclass(frozen=True, slots=True)
class Constraints:
    """Constraints on a value; None where there is none.

    A constraint that is added here is read, merged, compared and checked by its keyword and kind;
    `match` statements over the kinds, and tests, tell what else has to know it.
    """

    minimum: int | float | None = field(
        default=None, metadata=_keyword("minimum", "number", _K.LOWER_BOUND)
    )
    maximum: int | float | None = field(
        default=None, metadata=_keyword("maximum", "number", _K.UPPER_BOUND)
    )
    exclusive_minimum: int | float | None = field(
        default=None, metadata=_keyword("exclusiveMinimum", "number", _K.LOWER_BOUND)
    )
    exclusive_maximum: int | float | None = field(
        default=None, metadata=_keyword("exclusiveMaximum", "number", _K.UPPER_BOUND)
    )
    multiple_of: int | float | None = field(
        default=None, metadata=_keyword("multipleOf", "number", _K.FACTOR)
    )
    min_length: int | None = field(
        default=None, metadata=_keyword("minLength", "string", _K.LOWER_BOUND)
    )
    max_length: int | None = field(
        default=None, metadata=_keyword("maxLength", "string", _K.UPPER_BOUND)
    )
    pattern: str | None = field(default=None, metadata=_keyword("pattern", "string", _K.PATTERN))
    format: str | None = field(default=None, metadata=_keyword("format", "string", _K.ANNOTATION))
    """Of a string or a number, as the document writes it."""

    content_encoding: str | None = field(
        default=None, metadata=_keyword("contentEncoding", "string", _K.ANNOTATION)
    )
    content_media_type: str | None = field(
        default=None, metadata=_keyword("contentMediaType", "string", _K.ANNOTATION)
    )
    constants: tuple[str, ...] | None = field(
        default=None, metadata=_keyword("enum", "string", _K.CONSTANTS)
    )
    """Texts that are allowed, where the type is that of a format and does not have them."""

    min_items: int | None = field(
        default=None, metadata=_keyword("minItems", "array", _K.LOWER_BOUND)
    )
    max_items: int | None = field(
        default=None, metadata=_keyword("maxItems", "array", _K.UPPER_BOUND)
    )
    unique_items: bool = field(default=False, metadata=_keyword("uniqueItems", "array", _K.FLAG))
    prefix: tuple[Constraints, ...] = field(
        default=(), metadata=_keyword("prefixItems", "array", _K.PARTS_BY_POSITION)
    )
    """Constraints on the leading items, by position."""

    items: Constraints | None = field(default=None, metadata=_keyword("items", "array", _K.PARTS))
    """Constraints on every item behind those of `prefix`."""

    contains: Constraints | None = field(
        default=None, metadata=_keyword("contains", "array", _K.PARTS)
    )
    """Constraints that `min_contains` to `max_contains` items fulfil."""

    min_contains: int = field(default=1, metadata=_keyword("minContains", "array", _K.LOWER_BOUND))
    max_contains: int | None = field(
        default=None, metadata=_keyword("maxContains", "array", _K.UPPER_BOUND)
    )
    min_properties: int | None = field(
        default=None, metadata=_keyword("minProperties", "object", _K.LOWER_BOUND)
    )
    max_properties: int | None = field(
        default=None, metadata=_keyword("maxProperties", "object", _K.UPPER_BOUND)
    )
    property_names: Constraints | None = field(
        default=None, metadata=_keyword("propertyNames", "object", _K.PARTS)
    )
    patterns: tuple[tuple[str, Constraints], ...] = field(
        default=(), metadata=_keyword("patternProperties", "object", _K.PARTS_BY_PATTERN)
    )
    """Constraints on the values of properties whose names match a pattern."""

    values: Constraints | None = field(
        default=None, metadata=_keyword("additionalProperties", "object", _K.PARTS)
    )
    """Constraints on the values of properties that no pattern and no field stands for."""

    dependent_required: tuple[tuple[str, tuple[str, ...]], ...] = field(
        default=(), metadata=_keyword("dependentRequired", "object", _K.DEPENDENCIES)
    )
    """Wire name of a property, and those of the properties that are required where it is given."""

    types: tuple[str, ...] = ()
    """JSON types; empty where every one is allowed. The type of a value says the same, unless it is
    one that no annotation tells, as that of `contains`."""

    enum: tuple[Any, ...] | None = None
    """The constants that are allowed; the type of a value says the same, unless it is one of those."""

    complete: bool = False
    """True if every value that violates nothing here matches the schema of `contains`."""


NO_CONSTRAINTS = Constraints()

CONSTRAINT_KEYWORDS: tuple[ConstraintKeyword, ...] = tuple(
    ConstraintKeyword(each.name, *each.metadata["keyword"])
    for each in fields(Constraints)
    if each.metadata
)
"""Every constraint but `types`, `enum` and `complete`, which hold for values of any type."""
