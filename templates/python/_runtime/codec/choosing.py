"""Chooses the member of a union for a Python value; dicts are distinguished by their contents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum
from functools import cache
from itertools import islice
from typing import Any

from .annotations import Model, Named
from .constants import Constants
from .matching import (
    LIKENESS_DEPTH,
    NO_LIKENESS,
    SAMPLE,
    Choice,
    Likeness,
    Tag,
    holds,
    is_array,
)
from .shapes import REQUIRED, Array, Map, Nullable, Shape

_MISSING = object()


def choose(members: Iterable[Shape], value: Any) -> Shape | None:
    """Return the member of a union that a value belongs to, or a subclass of a member; None if
    there is none."""
    is_object = isinstance(value, Mapping)
    if not is_object and not is_array(value):
        return next((each for each in members if holds(each, value)), None)
    json_type = dict if is_object else list
    fitting = [
        candidate
        for each in members
        if json_type in each.json_types
        for candidate in (each, *_subclasses(each, value))
    ]
    return max(
        fitting, key=lambda each: _fit(each, value, LIKENESS_DEPTH), default=None
    )


def choose_tagged(
    tag: Tag, members: Iterable[Shape], value: Any, unknown: Shape | None = None
) -> Shape | None:
    """Return the member of a discriminated union that a value belongs to, which is `unknown` for a
    value of the discriminator that no member has; None if there is none."""
    members = tuple(members)
    if not isinstance(value, Mapping):
        return choose(members, value)
    names = {tag.property: None}
    for member in map(_bare, members):
        if isinstance(member, Model):
            for each in member.layout.properties:
                if each.wire_name == tag.property:
                    names[each.name] = None
    told = [value[name] for name in names if value.get(name) is not None]
    for each in told:
        found = tag.member(each.value if isinstance(each, Enum) else each)
        if found is not None:
            return found
    if told and unknown is not None and not tag.unmapped(members):
        return unknown
    return choose((tag.unmapped(members) if told else ()) or members, value)


def _subclasses(shape: Shape, value: Any) -> tuple[Shape, ...]:
    """Return the subclasses of a model, if a value has keys that the model does not have."""
    model = _bare(shape)
    if not isinstance(model, Model) or not model.attribute("_heirs", ()):
        return ()
    return () if set(model.layout.names).issuperset(value) else _known_heirs(model)


@cache
def _known_heirs(model: Model) -> tuple[Shape, ...]:
    return tuple(map(model.types.shape, model.attribute("_heirs", ())))


def _fit(shape: Shape, value: Any, depth: int) -> Likeness:
    """Return how well a value fits, like `likeness` for JSON values."""
    shape = _bare(shape)
    match shape:
        case Nullable():
            return (0, 0) if value is None else _fit(shape.inner, value, depth)
        case Choice():
            return max(_fit(each, value, depth) for each in shape.members)
        case Model():
            return _fit_of_model(shape, value, depth)
        case Constants():
            return (0, 0) if shape.holds(value) else (-100, 0)
        case Array() if is_array(value) and value and depth:
            sample = islice(value, SAMPLE)
            return min(_fit(shape.item, each, depth - 1) for each in sample)
        case Map() if isinstance(value, Mapping) and value and depth:
            sample = islice(value.values(), SAMPLE)
            return (min(_fit(shape.value, each, depth - 1)[0] for each in sample), 0)
    return (0, 0) if holds(shape, value) else NO_LIKENESS


def _fit_of_model(model: Model, value: Any, depth: int) -> Likeness:
    if not isinstance(value, Mapping):
        return (0, 1) if model.holds(value) else NO_LIKENESS
    wrong = known = 0
    for each in model.layout.properties:
        item = value.get(each.name, _MISSING)
        if item is _MISSING and not model.are_dicts:
            item = value.get(each.wire_name, _MISSING)
        if item is _MISSING:
            wrong += each.absent is REQUIRED
        elif item is not each.absent:
            known += 1
            if depth:
                wrong -= _fit(each.shape, item, depth - 1)[0]
    return (-wrong, known)


def _bare(shape: Shape) -> Shape:
    """Return the shape with names resolved."""
    while isinstance(shape, Named):
        shape = shape.shape
    return shape
