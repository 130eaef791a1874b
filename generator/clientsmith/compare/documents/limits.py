"""Whether limits on a value became narrower or wider."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from ...ir import NO_CONSTRAINTS, Constraints

_LOWER = {
    "minimum": "minimum",
    "exclusive_minimum": "exclusiveMinimum",
    "min_length": "minLength",
    "min_items": "minItems",
    "min_contains": "minContains",
    "min_properties": "minProperties",
}
_UPPER = {
    "maximum": "maximum",
    "exclusive_maximum": "exclusiveMaximum",
    "max_length": "maxLength",
    "max_items": "maxItems",
    "max_contains": "maxContains",
    "max_properties": "maxProperties",
}
_FORMS = {
    "pattern": "pattern",
    "format": "format",
    "content_encoding": "contentEncoding",
    "content_media_type": "contentMediaType",
}
_TOLD_BY_TYPE = ("format", "content_encoding", "content_media_type")
"""Limits that mostly decide on a type, too."""

_INNER = {
    "items": "items",
    "contains": "contains",
    "property_names": "propertyNames",
    "values": "additionalProperties",
}


@dataclass(frozen=True, slots=True)
class LimitChange:
    """One limit that is different."""

    keyword: str
    """JSON Schema's, behind those that lead to it: `maxLength`, `items/maxLength`."""

    is_tighter: bool
    """Whether values that were allowed may not be any more."""

    old: object
    new: object

    def __str__(self) -> str:
        if self.old is None:
            return f"{self.keyword} is {self.new!r} and was not limited"
        if self.new is None:
            return f"{self.keyword} was {self.old!r} and is not limited"
        return f"{self.keyword} is {self.new!r} and was {self.old!r}"


def limit_changes(
    old: Constraints, new: Constraints, *, with_types: bool = False
) -> Iterator[LimitChange]:
    """What is different between two sets of limits.

    Args:
        old: those of before.
        new: those of now.
        with_types: whether limits count that types tell as well, such as `format`.
    """
    if old == new:
        return
    for names, is_lower in ((_LOWER, True), (_UPPER, False)):
        for name, keyword in names.items():
            before, after = getattr(old, name), getattr(new, name)
            if before != after:
                is_tighter = before is None or (after is not None and (after > before) == is_lower)
                yield LimitChange(keyword, is_tighter, before, after)
    for name, keyword in _FORMS.items():
        before, after = getattr(old, name), getattr(new, name)
        if before != after and (with_types or name not in _TOLD_BY_TYPE):
            yield LimitChange(keyword, after is not None, before, after)
    if old.multiple_of != new.multiple_of:
        is_tighter = not _divides(new.multiple_of, old.multiple_of)
        yield LimitChange("multipleOf", is_tighter, old.multiple_of, new.multiple_of)
    if old.unique_items != new.unique_items:
        yield LimitChange("uniqueItems", new.unique_items, old.unique_items, new.unique_items)
    yield from _inner_changes(old, new, with_types)


def _inner_changes(old: Constraints, new: Constraints, with_types: bool) -> Iterator[LimitChange]:
    inner = {keyword: (getattr(old, name), getattr(new, name)) for name, keyword in _INNER.items()}
    for index in range(max(len(old.prefix), len(new.prefix))):
        inner[f"prefixItems/{index}"] = _at(old.prefix, index), _at(new.prefix, index)
    old_patterns, new_patterns = dict(old.patterns), dict(new.patterns)
    for pattern in sorted(old_patterns.keys() | new_patterns.keys()):
        key = f"patternProperties/{pattern}"
        inner[key] = old_patterns.get(pattern), new_patterns.get(pattern)
    for keyword, (before, after) in inner.items():
        before, after = before or NO_CONSTRAINTS, after or NO_CONSTRAINTS
        told = with_types or keyword == "contains"
        for change in limit_changes(before, after, with_types=told):
            yield LimitChange(
                f"{keyword}/{change.keyword}", change.is_tighter, change.old, change.new
            )
        if told and (before.types, before.enum) != (after.types, after.enum):
            is_tighter = bool(after.types or after.enum is not None)
            yield LimitChange(
                f"{keyword}/type",
                is_tighter,
                before.enum or before.types or None,
                after.enum or after.types or None,
            )


def _at(limits: tuple[Constraints, ...], index: int) -> Constraints | None:
    return limits[index] if index < len(limits) else None


def _divides(new: int | float | None, old: int | float | None) -> bool:
    """Whether every multiple of the old number is one of the new number."""
    if new is None:
        return True
    return old is not None and new != 0 and Fraction(str(old)) % Fraction(str(new)) == 0
