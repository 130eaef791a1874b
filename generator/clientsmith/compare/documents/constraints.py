"""Compares constraints on values, and default values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, TypeVar, assert_never

from ...ir import (
    CONSTRAINT_KEYWORDS,
    NO_CONSTRAINTS,
    Alias,
    Anything,
    ConstraintKeyword,
    ConstraintKind,
    Constraints,
    Id,
    ListOf,
    MapOf,
    Named,
    Nullable,
    Type,
)
from .difference import BOTH, ComparedPlace, Difference, Directions
from .matching import Versions
from .type_text import default_text

K = TypeVar("K", int, str)
V = TypeVar("V")

_ANY_TYPES: tuple[Type, Type] = (Anything(), Anything())


@dataclass(frozen=True, slots=True)
class ConstraintChange:
    """A constraint that differs."""

    keyword: str
    """Keyword of JSON Schema, with the keywords that lead to it: `maxLength`, `items/maxLength`."""

    is_tighter: bool
    """True if values that were allowed may now be invalid."""

    old: object
    new: object

    def __str__(self) -> str:
        if self.old is None:
            return f"{self.keyword} {self.new!r} was added"
        if self.new is None:
            return f"{self.keyword} {self.old!r} was removed"
        return f"{self.keyword} is {self.new!r}, was {self.old!r}"

    def inside(self, prefix: str) -> ConstraintChange:
        """Return the change as a part of other constraints."""
        return replace(self, keyword=f"{prefix}{self.keyword}")


def constraint_differences(
    versions: Versions,
    old: Constraints,
    new: Constraints,
    place: ComparedPlace,
    *,
    types: tuple[Type, Type] = _ANY_TYPES,
    with_types: bool = True,
    directions: Directions = BOTH,
) -> Iterator[Difference]:
    """Compare constraints; all changes make one difference, which is tighter if any of them is.

    Args:
        versions: both versions.
        old: old constraints.
        new: new constraints.
        place: place of the value.
        types: types of the value; changes in schemas that they name are reported there.
        with_types: whether constraints count that are a part of the type as well, such as `format`.
        directions: directions in which the value travels.
    """
    if old == new:
        return
    known = {str(change) for change in _changes_in_named(versions, *types, "", frozenset())}
    changes = [
        change
        for change in constraint_changes(old, new, with_types=with_types)
        if str(change) not in known
    ]
    if changes:
        is_tighter = any(change.is_tighter for change in changes)
        yield Difference(
            "limits-tightened" if is_tighter else "limits-relaxed",
            place,
            new="; ".join(map(str, changes)),
            directions=directions,
        )


def _changes_in_named(
    versions: Versions, old: Type, new: Type, prefix: str, seen: frozenset[Id]
) -> Iterator[ConstraintChange]:
    """Yield changes of constraints in the schemas that types name."""
    match old, new:
        case (Nullable(inner), _):
            yield from _changes_in_named(versions, inner, new, prefix, seen)
        case (_, Nullable(inner)):
            yield from _changes_in_named(versions, old, inner, prefix, seen)
        case ListOf(before), ListOf(after):
            yield from _changes_in_named(versions, before, after, f"{prefix}items/", seen)
        case MapOf(before), MapOf(after):
            inner_prefix = f"{prefix}additionalProperties/"
            yield from _changes_in_named(versions, before, after, inner_prefix, seen)
        case Named(old_id), Named(new_id) if old_id not in seen:
            one, other = versions.old[old_id], versions.new[new_id]
            if isinstance(one, Alias) and isinstance(other, Alias):
                for change in constraint_changes(
                    one.constraints, other.constraints, with_types=True
                ):
                    yield change.inside(prefix)
                yield from _changes_in_named(
                    versions, one.type, other.type, prefix, seen | {old_id}
                )


def constraint_changes(
    old: Constraints, new: Constraints, *, with_types: bool = False
) -> Iterator[ConstraintChange]:
    """Yield the constraints that differ.

    Args:
        old: old constraints.
        new: new constraints.
        with_types: whether constraints count that are a part of the type as well, such as `format`.
    """
    if old == new:
        return
    for each in CONSTRAINT_KEYWORDS:
        yield from _changes(each, getattr(old, each.name), getattr(new, each.name), with_types)


def _changes(
    constraint: ConstraintKeyword, old: Any, new: Any, with_types: bool
) -> Iterator[ConstraintChange]:
    """Compare the values of one constraint."""
    if old == new:
        return
    keyword = constraint.keyword
    match constraint.kind:
        case ConstraintKind.LOWER_BOUND:
            is_tighter = old is None or (new is not None and new > old)
            yield ConstraintChange(keyword, is_tighter, old, new)
        case ConstraintKind.UPPER_BOUND:
            is_tighter = old is None or (new is not None and new < old)
            yield ConstraintChange(keyword, is_tighter, old, new)
        case ConstraintKind.FACTOR:
            yield ConstraintChange(keyword, not _divides(new, old), old, new)
        case ConstraintKind.FLAG:
            yield ConstraintChange(keyword, bool(new), old, new)
        case ConstraintKind.PATTERN:
            yield ConstraintChange(keyword, new is not None, old, new)
        case ConstraintKind.ANNOTATION:
            if with_types:  # An annotation mostly determines the type, too.
                yield ConstraintChange(keyword, new is not None, old, new)
        case ConstraintKind.CONSTANTS:
            is_tighter = new is not None and (old is None or not set(old) <= set(new))
            yield ConstraintChange(keyword, is_tighter, _list(old), _list(new))
        case ConstraintKind.DEPENDENCIES:
            for name, before, after in _pairs(dict(old), dict(new)):
                is_tighter = not set(after or ()) <= set(before or ())
                yield ConstraintChange(f"{keyword}/{name}", is_tighter, _list(before), _list(after))
        case ConstraintKind.PARTS:
            yield from _inner_changes(keyword, old, new, with_types)
        case ConstraintKind.PARTS_BY_POSITION:
            for index, before, after in _pairs(dict(enumerate(old)), dict(enumerate(new))):
                yield from _inner_changes(f"{keyword}/{index}", before, after, with_types)
        case ConstraintKind.PARTS_BY_PATTERN:
            for pattern, before, after in _pairs(dict(old), dict(new)):
                yield from _inner_changes(f"{keyword}/{pattern}", before, after, with_types)
        case _:
            assert_never(constraint.kind)


def _inner_changes(
    keyword: str, old: Constraints | None, new: Constraints | None, with_types: bool
) -> Iterator[ConstraintChange]:
    """Compare the constraints on a part."""
    before, after = old or NO_CONSTRAINTS, new or NO_CONSTRAINTS
    are_types_compared = with_types or keyword == "contains"
    for change in constraint_changes(before, after, with_types=are_types_compared):
        yield change.inside(f"{keyword}/")
    if are_types_compared and (before.types, before.enum) != (after.types, after.enum):
        yield ConstraintChange(
            f"{keyword}/type",
            bool(after.types or after.enum is not None),
            before.enum or before.types or None,
            after.enum or after.types or None,
        )


def _pairs(old: Mapping[K, V], new: Mapping[K, V]) -> Iterator[tuple[K, V | None, V | None]]:
    """Yield each key with its old and its new value, sorted, if they differ."""
    for key in sorted(old.keys() | new.keys()):
        if old.get(key) != new.get(key):
            yield key, old.get(key), new.get(key)


def _list(names: Sequence[str] | None) -> list[str] | None:
    return None if names is None else list(names)


def _divides(new: int | float | None, old: int | float | None) -> bool:
    """Return whether every multiple of the old number is a multiple of the new number."""
    if new is None:
        return True
    return old is not None and new != 0 and Fraction(str(old)) % Fraction(str(new)) == 0


def default_differences(old: object, new: object, place: ComparedPlace) -> Iterator[Difference]:
    """Compare default values."""
    if not is_same_value(old, new):
        yield Difference("default-changed", place, default_text(old), default_text(new))


def is_same_value(old: object, new: object) -> bool:
    """Return whether two values are equal as JSON: `1` and `1.0` are, `1` and `true` are not."""
    if isinstance(old, bool) or isinstance(new, bool):
        return old is new
    if isinstance(old, dict) and isinstance(new, dict):
        return old.keys() == new.keys() and all(
            is_same_value(value, new[key]) for key, value in old.items()
        )
    if isinstance(old, list) and isinstance(new, list):
        return len(old) == len(new) and all(map(is_same_value, old, new))
    return old == new
