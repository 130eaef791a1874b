"""Merges schemas that have to hold together (`allOf`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ... import ir
from ...document import Node
from .constants import key
from .effective import Choice, Effective, Property, Referred

Conflict = Callable[[str], None]
"""Takes a sentence about two parts that contradict each other."""


def merge(
    first: Effective, second: Effective, *, home: ir.Id, node: Node, conflict: Conflict
) -> Effective:
    """Both schemas at once, as a schema of the declaration `home`.

    Where they contradict each other, `conflict` is told and the first one holds.
    """
    types = _types(first.types, second.types)
    if first.types is not None and second.types is not None and first.implied != second.implied:
        types = second.types if first.implied else first.types
    if types == () and first.types and second.types:
        if first.implied and second.implied:
            types = None
        else:
            conflict(f"{_listed(first.types)} and {_listed(second.types)} exclude each other")
            types = first.types
    constants = _constants(first.constants, second.constants)
    if constants == () and first.constants and second.constants:
        conflict("their enumerations have no value in common")
        constants = first.constants
    choices: dict[str, Choice] = {}
    for choice in (*first.choices, *second.choices):
        choices.setdefault(choice.id, choice)
    taken = first.taken | second.taken
    return Effective(
        home=home,
        node=node,
        types=types,
        implied=all(part.implied or part.types is None for part in (first, second)),
        nullable=first.nullable and second.nullable,
        settled=True,
        never=first.never or second.never,
        scalar={**second.scalar, **first.scalar},
        constants=constants,
        properties=_properties(first.properties, second.properties, home),
        required=first.required | second.required,
        values=_distinct(first.values, second.values),
        closed=first.closed or second.closed,
        items=_distinct(first.items, second.items),
        prefix=first.prefix or second.prefix,
        items_forbidden=first.items_forbidden or second.items_forbidden,
        choices=tuple(choice for id, choice in choices.items() if id not in taken),
        taken=taken,
        discriminator=second.discriminator or first.discriminator,
        referred=_referred(first.referred, second.referred),
    )


def _types(first: tuple[str, ...] | None, second: tuple[str, ...] | None) -> tuple[str, ...] | None:
    """The JSON types that both allow; every integer is a number."""
    if first is None or second is None:
        return second if first is None else first
    common = [type for type in first if type in second]
    if "integer" in first and "number" in second:
        common.append("integer")
    if "integer" in second and "number" in first and "integer" not in first:
        common.append("integer")
    return tuple(dict.fromkeys(common))


def _constants(
    first: tuple[object, ...] | None, second: tuple[object, ...] | None
) -> tuple[object, ...] | None:
    if first is None or second is None:
        return second if first is None else first
    known = {key(value) for value in second}
    return tuple(value for value in first if key(value) in known)


def _properties(
    first: dict[str, Property], second: dict[str, Property], home: ir.Id
) -> dict[str, Property]:
    if not first or not second:
        return first or second
    merged = dict(first)
    for name, found in second.items():
        other = merged.get(name)
        if other is None or (other.conditional and not found.conditional):
            merged[name] = found
        elif other is not found and not found.conditional:
            parts = tuple(dict.fromkeys((*(other.parts or (other,)), *(found.parts or (found,)))))
            merged[name] = _one_of_them(parts, other, found) or Property(
                home, name, found.node, parts
            )
    return merged


def _one_of_them(parts: tuple[Property, ...], first: Property, second: Property) -> Property | None:
    """The one that already says all of it, as where a model and its base both come in."""
    for candidate in (second, first):
        if len(candidate.parts or (candidate,)) == len(parts):
            return candidate
    return None


def _distinct(first: tuple[Node, ...], second: tuple[Node, ...]) -> tuple[Node, ...]:
    if not first or not second:
        return first or second
    return tuple({node.id: node for node in (*first, *second)}.values())


def _referred(first: Sequence[Referred], second: Sequence[Referred]) -> tuple[Referred, ...]:
    return tuple({part.node.id: part for part in (*first, *second)}.values())


def _listed(types: Sequence[str]) -> str:
    return " or ".join(types)
