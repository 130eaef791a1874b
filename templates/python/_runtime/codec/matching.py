"""Compares values with shapes, to choose among the members of a union."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any, TypeAlias

from .annotations import Model, Named, Types
from .compound import Alternatives
from .constants import Constants, Members
from .json_text import unsure
from .shapes import (
    FAILURES,
    REQUIRED,
    TEXT,
    Anything,
    Array,
    Format,
    Map,
    Mismatch,
    Nullable,
    Shape,
)
from .tuples import Tuple


class Tag:
    """Discriminator: the property that distinguishes objects, and the member for each of its
    values."""

    def __init__(
        self,
        property: str,
        members: Mapping[Any, Shape | str],
        types: Types,
        default: str | None = None,
    ) -> None:
        """Create a discriminator. `members` maps values of the property to members, or to their
        names; `default` names the member for every other string."""
        self.property = property
        self._members = members
        self._types = types
        self._default = default

    def member(self, value: Any) -> Shape | None:
        """Return the member for a value of the property."""
        member: Shape | str | None
        if isinstance(value, str):
            member = self._members.get(value, self._default)
        else:
            try:
                member = self._members.get(value)
            except TypeError:  # an array or an object is no key
                return None
        return self._types.shape(member) if isinstance(member, str) else member

    @property
    def default(self) -> Shape | None:
        """Member for an object without the property; None if the document names none."""
        return None if self._default is None else self._types.shape(self._default)

    def unmapped(self, members: tuple[Shape, ...]) -> tuple[Shape, ...]:
        """Return the members that no value is mapped to, for example if one value stands for
        several."""
        mapped = {self.member(value) for value in self._members}
        return tuple(each for each in members if each not in mapped)

    def values_of(self, member: Shape) -> list[Any]:
        """Return the values that are mapped to a member."""
        return [value for value in self._members if self.member(value) is member]

    def knows(self, value: Any) -> bool:
        """Return whether a value is mapped."""
        return value in self._members


class Choice(Alternatives):
    """Union of types, told apart by a discriminator or by what fits best."""

    @property
    def tag(self) -> Tag | None:
        """Discriminator; None if the document declares none."""
        return None

    def fitting(self, value: Any) -> Shape:
        if self.tag is not None and isinstance(value, dict):
            member = self.tag.member(value.get(self.tag.property))
            if member is not None:
                return member
        return max(self.members, key=lambda each: likeness(each, value, LIKENESS_DEPTH))


# --- JSON values ------------------------------------------------------------------------

Likeness: TypeAlias = tuple[int, int]
"""How well a value fits: minus the number of deviations, and the number of known properties."""

NO_LIKENESS: Likeness = (-1, 0)
LIKENESS_DEPTH = 3
"""Depth up to which `likeness` inspects a value; deeper parts count as matching."""

SAMPLE = 3
"""Number of items of a container that are inspected."""


def likeness(shape: Shape, value: Any, depth: int) -> Likeness:
    """Return how well a JSON value fits, to choose among the members of a union."""
    match shape:
        case Named():
            return likeness(shape.shape, value, depth)
        case Choice():
            return max(likeness(each, value, depth) for each in shape.members)
        case Nullable():
            return (0, 0) if value is None else likeness(shape.inner, value, depth)
        case Constants():  # a constant tells members apart
            return (0, 0) if shape.holds(value) else (-100, 0)
        case Members() | Format():
            try:
                exactly(shape, value)
            except FAILURES:
                return NO_LIKENESS
            return (0, 0)
    if type(value) not in shape.json_types:
        return NO_LIKENESS
    match shape:
        case Model():
            return _likeness_of_object(shape, value, depth)
        case Array() if depth and value:
            return min(likeness(shape.item, item, depth - 1) for item in value[:SAMPLE])
        case Map() if depth and value:
            items = islice(value.values(), SAMPLE)
            return (min(likeness(shape.value, item, depth - 1)[0] for item in items), 0)
        case Tuple():
            wrong = max(0, len(shape.items) - len(value))
            for index, item in enumerate(
                value[: len(shape.items) + SAMPLE] if depth else ()
            ):
                part = shape.shape_at(index)
                wrong += 1 if part is None else -likeness(part, item, depth - 1)[0]
            return (-wrong, 0)
    return (0, 0)


def _likeness_of_object(model: Model, value: dict[str, Any], depth: int) -> Likeness:
    wrong = known = 0
    for each in model.layout.properties:
        item = value.get(each.wire_name, each.absent)
        if item is REQUIRED:
            wrong += 1
        elif item is not each.absent:
            known += 1
            if depth:
                wrong -= likeness(each.shape, item, depth - 1)[0]
            elif type(item) not in each.shape.json_types:
                wrong += 1
    return (-wrong, known)


def exactly(shape: Shape, value: Any) -> Any:
    """Decode a scalar that can mean nothing else, for unions of scalars.

    Raises:
        ValueError, ArithmeticError, OSError: It may mean something else.
    """
    if type(value) not in shape.json_types:
        raise Mismatch
    match shape:
        case Anything():
            unsure.met = True
        case Constants():
            if not shape.holds(value):
                raise Mismatch
        case Members():
            member = shape.members.get((type(value), value))
            if member is None:
                raise Mismatch
            return member
        case Format():
            if shape.pattern is not None and not shape.pattern.fullmatch(value):
                raise Mismatch
            return (shape.read_carefully or shape.read_fast)(value)
    return value


# --- Python values ----------------------------------------------------------------------


def holds(shape: Shape, value: Any) -> bool:
    """Return whether a Python value is of a type."""
    match shape:
        case Named():
            return holds(shape.shape, value)
        case Choice():
            return any(holds(each, value) for each in shape.members)
        case Nullable():
            return value is None or holds(shape.inner, value)
        case Anything():
            may_be = getattr(shape, "holds", None)  # that of files
            return may_be is None or bool(may_be(value))
        case Constants() | Format():
            return shape.holds(value)
        case Members():
            return isinstance(value, shape.cls)
        case Model():
            return shape.holds(value)
        case Array():
            return is_array(value) and all(
                holds(shape.item, item) for item in islice(value, SAMPLE)
            )
        case Tuple():
            return is_array(value) and all(
                holds(part, item)
                for part, item in zip(shape.items, value, strict=False)
            )
        case Map():
            return isinstance(value, Mapping) and all(
                holds(shape.value, item) for item in islice(value.values(), SAMPLE)
            )
    return type(value) in shape.json_types


def is_array(value: Any) -> bool:
    """Return whether a Python value is an array."""
    return isinstance(value, Sequence) and not isinstance(value, TEXT)


def is_special(shape: Shape, around: frozenset[Shape] = frozenset()) -> bool:
    """Return whether values, or values in them, have another JSON form than their Python type has
    by default; models aside. `around` holds the enclosing shapes, as a type may be recursive.
    """
    match shape:
        case Named():
            return shape not in around and is_special(shape.shape, around | {shape})
        case Choice():
            return any(is_special(each, around) for each in shape.members)
        case Model():
            return shape.are_dicts or shape.has_own_form
        case Nullable():
            return is_special(shape.inner, around)
        case Format():
            return shape.write is not None
        case Array():
            return is_special(shape.item, around)
        case Tuple():
            parts = shape.items if shape.rest is None else (*shape.items, shape.rest)
            return any(is_special(each, around) for each in parts)
        case Map():
            return is_special(shape.value, around)
    return shape.has_own_form
