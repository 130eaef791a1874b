"""Declarations that get a name; shorter ones are printed where they are used."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import assert_never

from ...ir import (
    Alias,
    Anything,
    Enumeration,
    Id,
    ListOf,
    Literals,
    MapOf,
    Model,
    Named,
    Nullable,
    OneOf,
    Scalar,
    TupleOf,
    Type,
)
from ...types.declarations import Declarations, is_component
from ...types.expressions import annotation_code, constants
from ...types.narrowing import Tags, is_told_by_constants

_LONGEST_ENUMERATION = 48
"""Characters of an inline `Literal[...]` at most."""

_LONGEST_ALIAS = 64
"""Estimated characters of an inline union, list or map at most."""

_MOST_MEMBERS = 4
_INLINE_MODEL = 24
"""Estimated length of a name that is not known yet."""


def need_names(
    ids: Iterable[Id],
    declarations: Declarations,
    chosen: Collection[Id],
    tags: Tags,
    *,
    enum_classes: bool,
) -> dict[Id, None]:
    """Return the declarations that are printed under a name, in order.

    Args:
        ids: declarations that become code.
        declarations: all declarations.
        chosen: declarations that have a name already, of the user or of before.
        tags: constants that discriminators give to models.
        enum_classes: whether enumerations become classes.
    """
    synonymous = frozenset(declarations.synonyms.values())
    return {
        id_: None
        for id_ in ids
        if id_ in chosen
        or id_ in synonymous
        or _needs_name(id_, declarations, tags, enum_classes=enum_classes)
    }


def _needs_name(id_: Id, declarations: Declarations, tags: Tags, *, enum_classes: bool) -> bool:
    declaration = declarations[id_]
    if is_component(declaration):
        return True
    match declaration:
        case Model():
            return True
        case Enumeration(values=values):
            return enum_classes or is_long(values)
        case Alias(type=type_):
            return id_ in declarations.recursive or not _is_short(type_, declarations, tags)
        case _:
            assert_never(declaration)


def is_long(values: tuple[str | int | float | bool, ...]) -> bool:
    """Return whether an enumeration has a name because it is too long to be printed where it is used."""
    return len(annotation_code(constants(values))) > _LONGEST_ENUMERATION


def _is_short(type_: Type, declarations: Declarations, tags: Tags) -> bool:
    match type_:
        case OneOf(members, discriminator):
            if len(members) > _MOST_MEMBERS:
                return False
            if discriminator is not None:
                if not is_told_by_constants(type_, declarations, tags):
                    return False
                type_ = OneOf(members)
            return _length(type_, declarations) <= _LONGEST_ALIAS
        case Nullable(inner):
            return _is_short(inner, declarations, tags)
        case _:
            return _length(type_, declarations) <= _LONGEST_ALIAS


def _length(type_: Type, declarations: Declarations) -> int:
    """Return the number of characters of a type expression, estimated before there are names."""
    match type_:
        case Scalar() | Anything():
            return 6
        case Literals(values):
            return len(annotation_code(constants(values)))
        case ListOf(inner):
            return _length(inner, declarations) + 6
        case MapOf(inner):
            return _length(inner, declarations) + 11
        case Nullable(inner):
            return _length(inner, declarations) + 7
        case TupleOf(items, rest):
            return 8 + sum(
                _length(item, declarations) + 2 for item in (*items, *([rest] if rest else []))
            )
        case OneOf(members, discriminator):
            return sum(_length(member, declarations) + 3 for member in members) + (
                0 if discriminator is None else 2 * _LONGEST_ALIAS
            )
        case Named(id_):
            return _name_length(id_, declarations)
        case _:
            assert_never(type_)


def _name_length(id_: Id, declarations: Declarations) -> int:
    declaration = declarations[id_]
    if is_component(declaration):
        return len(declaration.place.steps[0].word) + len("models.")
    match declaration:
        case Model():
            return _INLINE_MODEL
        case Enumeration(values=values):
            return min(_length(Literals(values), declarations), _INLINE_MODEL)
        case Alias(type=type_):
            if declaration.id in declarations.recursive:
                return _INLINE_MODEL
            return _length(type_, declarations)
        case _:
            assert_never(declaration)
