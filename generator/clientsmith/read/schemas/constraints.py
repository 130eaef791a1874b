"""Limits: the keywords of a schema that restrict a value without changing its type."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from itertools import zip_longest
from typing import Any, TypeVar

from ... import ir
from ...prepare.dialect.schema import Schema

T = TypeVar("T")

_NUMBERS = ("minimum", "maximum", "exclusive_minimum", "exclusive_maximum", "multiple_of")
_STRINGS = (
    "min_length",
    "max_length",
    "pattern",
    "format",
    "content_encoding",
    "content_media_type",
)
_ARRAYS = (
    "min_items",
    "max_items",
    "unique_items",
    "prefix",
    "items",
    "contains",
    "min_contains",
    "max_contains",
)
_OBJECTS = ("min_properties", "max_properties", "property_names", "patterns", "values")

BY_TYPE = {"number": _NUMBERS, "string": _STRINGS, "array": _ARRAYS, "object": _OBJECTS}
"""JSON type → the limits that hold for values of that type alone."""


def limits(schema: Schema) -> ir.Constraints:
    """The limits that a normalized schema object sets itself, apart from those of nested schemas;
    values of the wrong type are none."""
    if _KEYWORDS.isdisjoint(schema):
        return ir.NO_CONSTRAINTS
    held = {
        name: read(schema, keyword)
        for keyword, (name, read) in _LIMITS.items()
        if keyword in schema
    }
    if held.get("min_contains", 1) is None:
        del held["min_contains"]
    enum = [schema["const"]] if "const" in schema else schema.get("enum")
    return ir.Constraints(**held, enum=tuple(enum) if isinstance(enum, list) and enum else None)


def narrowed(parts: Iterable[ir.Constraints]) -> ir.Constraints:
    """The limits that hold where all of the parts hold; of what cannot be merged, such as several
    patterns, the first."""
    found = [part for part in parts if part is not ir.NO_CONSTRAINTS]
    if len(found) < 2:
        return found[0] if found else ir.NO_CONSTRAINTS
    holder = next((part for part in found if part.contains is not None), found[0])
    return ir.Constraints(
        minimum=_highest(part.minimum for part in found),
        maximum=_lowest(part.maximum for part in found),
        exclusive_minimum=_highest(part.exclusive_minimum for part in found),
        exclusive_maximum=_lowest(part.exclusive_maximum for part in found),
        multiple_of=_first(found, lambda part: part.multiple_of),
        min_length=_count(_highest(part.min_length for part in found)),
        max_length=_count(_lowest(part.max_length for part in found)),
        pattern=_first(found, lambda part: part.pattern),
        format=_first(found, lambda part: part.format),
        content_encoding=_first(found, lambda part: part.content_encoding),
        content_media_type=_first(found, lambda part: part.content_media_type),
        min_items=_count(_highest(part.min_items for part in found)),
        max_items=_count(_lowest(part.max_items for part in found)),
        unique_items=any(part.unique_items for part in found),
        prefix=_prefix(found),
        items=_together(part.items for part in found),
        contains=holder.contains,
        min_contains=holder.min_contains,
        max_contains=holder.max_contains,
        min_properties=_count(_highest(part.min_properties for part in found)),
        max_properties=_count(_lowest(part.max_properties for part in found)),
        property_names=_together(part.property_names for part in found),
        patterns=tuple(pair for part in found for pair in part.patterns),
        values=_together(part.values for part in found),
        types=next((part.types for part in found if part.types), ()),
        enum=_first(found, lambda part: part.enum),
    )


def count(schema: Schema, keyword: str) -> int | None:
    """A keyword whose value is a count; None where it is absent or no count."""
    return _count(_number(schema, keyword))


def _prefix(found: Iterable[ir.Constraints]) -> tuple[ir.Constraints, ...]:
    """The limits on leading items; beyond the prefix of one part its limits on all others hold."""
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


def _first(
    found: Iterable[ir.Constraints], value: Callable[[ir.Constraints], T | None]
) -> T | None:
    return next((held for part in found if (held := value(part)) is not None), None)


def _text(schema: Schema, keyword: str) -> str | None:
    value = schema.get(keyword)
    return value if isinstance(value, str) and value else None


def _number(schema: Schema, keyword: str) -> int | float | None:
    value = schema.get(keyword)
    if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
        return None
    return value


def _count(value: int | float | None) -> int | None:
    return int(value) if value is not None and value >= 0 and value % 1 == 0 else None


def _flag(schema: Schema, keyword: str) -> bool:
    return schema.get(keyword) is True


_LIMITS: dict[str, tuple[str, Callable[[Schema, str], Any]]] = {
    "minimum": ("minimum", _number),
    "maximum": ("maximum", _number),
    "exclusiveMinimum": ("exclusive_minimum", _number),
    "exclusiveMaximum": ("exclusive_maximum", _number),
    "multipleOf": ("multiple_of", _number),
    "minLength": ("min_length", count),
    "maxLength": ("max_length", count),
    "pattern": ("pattern", _text),
    "format": ("format", _text),
    "contentEncoding": ("content_encoding", _text),
    "contentMediaType": ("content_media_type", _text),
    "minItems": ("min_items", count),
    "maxItems": ("max_items", count),
    "uniqueItems": ("unique_items", _flag),
    "minContains": ("min_contains", count),
    "maxContains": ("max_contains", count),
    "minProperties": ("min_properties", count),
    "maxProperties": ("max_properties", count),
}
"""Keyword → name of the limit, and what reads it."""

_KEYWORDS = frozenset({*_LIMITS, "const", "enum"})


def _highest(values: Iterable[int | float | None]) -> int | float | None:
    return max((value for value in values if value is not None), default=None)


def _lowest(values: Iterable[int | float | None]) -> int | float | None:
    return min((value for value in values if value is not None), default=None)
