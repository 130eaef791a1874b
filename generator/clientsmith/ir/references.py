"""References of types and declarations to declarations, by id."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from .declarations import Alias, Declaration, Enumeration, Model
from .types import (
    Anything,
    Id,
    ListOf,
    Literals,
    MapOf,
    Named,
    Nullable,
    OneOf,
    Scalar,
    TupleOf,
    Type,
)


def type_references(type_: Type) -> Iterator[Id]:
    """Yield the ids of the declarations that a type names itself."""
    match type_:
        case Named(id_):
            yield id_
        case ListOf(inner) | MapOf(inner) | Nullable(inner):
            yield from type_references(inner)
        case TupleOf(items, rest):
            for item in items:
                yield from type_references(item)
            if rest is not None:
                yield from type_references(rest)
        case OneOf(members, discriminator):
            for member in members:
                yield from type_references(member)
            if discriminator is not None:
                yield from discriminator.mapping.values()
        case Scalar() | Literals() | Anything():
            pass
        case _:
            assert_never(type_)


def declaration_references(declaration: Declaration) -> Iterator[Id]:
    """Yield the ids of the declarations that one refers to, but not that of its parent."""
    match declaration:
        case Model():
            if declaration.base is not None:
                yield declaration.base
            for field in declaration.fields:
                yield from type_references(field.type)
            if declaration.additional is not None:
                yield from type_references(declaration.additional)
        case Alias():
            yield from type_references(declaration.type)
        case Enumeration():
            pass
        case _:
            assert_never(declaration)
