"""Limits: the keywords of a schema that restrict a value without changing its type."""

from __future__ import annotations

from collections.abc import Iterable

from .. import ir
from ..dialect.schema import Schema

_KEYWORDS = frozenset(
    {
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "multipleOf",
        "minLength",
        "maxLength",
        "pattern",
        "minItems",
        "maxItems",
        "uniqueItems",
    }
)


def limits(schema: Schema) -> ir.Constraints:
    """The limits that a normalized schema object sets itself; values of the wrong type are none."""
    if _KEYWORDS.isdisjoint(schema):
        return ir.NO_CONSTRAINTS
    pattern = schema.get("pattern")
    return ir.Constraints(
        minimum=_number(schema, "minimum"),
        maximum=_number(schema, "maximum"),
        exclusive_minimum=_number(schema, "exclusiveMinimum"),
        exclusive_maximum=_number(schema, "exclusiveMaximum"),
        multiple_of=_number(schema, "multipleOf"),
        min_length=count(schema, "minLength"),
        max_length=count(schema, "maxLength"),
        pattern=pattern if isinstance(pattern, str) else None,
        min_items=count(schema, "minItems"),
        max_items=count(schema, "maxItems"),
        unique_items=schema.get("uniqueItems") is True,
    )


def narrowed(parts: Iterable[ir.Constraints]) -> ir.Constraints:
    """The limits that hold where all of the parts hold; of several patterns or steps the first."""
    found = [part for part in parts if part is not ir.NO_CONSTRAINTS]
    if len(found) < 2:
        return found[0] if found else ir.NO_CONSTRAINTS
    return ir.Constraints(
        minimum=_highest(part.minimum for part in found),
        maximum=_lowest(part.maximum for part in found),
        exclusive_minimum=_highest(part.exclusive_minimum for part in found),
        exclusive_maximum=_lowest(part.exclusive_maximum for part in found),
        multiple_of=next((p.multiple_of for p in found if p.multiple_of is not None), None),
        min_length=_count(_highest(part.min_length for part in found)),
        max_length=_count(_lowest(part.max_length for part in found)),
        pattern=next((p.pattern for p in found if p.pattern is not None), None),
        min_items=_count(_highest(part.min_items for part in found)),
        max_items=_count(_lowest(part.max_items for part in found)),
        unique_items=any(part.unique_items for part in found),
    )


def count(schema: Schema, keyword: str) -> int | None:
    """A keyword whose value is a count; None where it is absent or no count."""
    return _count(_number(schema, keyword))


def _number(schema: Schema, keyword: str) -> int | float | None:
    value = schema.get(keyword)
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _count(value: int | float | None) -> int | None:
    return int(value) if value is not None and value >= 0 and value % 1 == 0 else None


def _highest(values: Iterable[int | float | None]) -> int | float | None:
    return max((value for value in values if value is not None), default=None)


def _lowest(values: Iterable[int | float | None]) -> int | float | None:
    return min((value for value in values if value is not None), default=None)
