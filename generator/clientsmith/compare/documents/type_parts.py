"""Parts of types, apart from what they name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, assert_never

from ...ir import (
    Alias,
    Anything,
    Declaration,
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
    ScalarKind,
    TupleOf,
    Type,
)


def without_null(type_: Type) -> tuple[bool, Type]:
    """Whether null is a value of a type by itself, and the type without it."""
    match type_:
        case Nullable(inner):
            return True, inner
        case Literals(values) if None in values and len(values) > 1:
            return True, Literals(tuple(value for value in values if value is not None))
        case _:
            return False, type_


def is_null(type_: Type) -> bool:
    """Whether null is all there is to a type, or nothing that can be told from the rest."""
    return type_ in (Scalar(ScalarKind.NULL), Literals((None,)), Anything())


def type_of(declaration: Declaration) -> Type:
    """What a declaration stands for; a model is only its name."""
    match declaration:
        case Alias(type=type_):
            return type_
        case Enumeration(values=values):
            return Literals(values)
        case Model(id=id_):
            return Named(id_)
        case _:
            assert_never(declaration)


def are_of(values: tuple[Any, ...], scalar: Scalar) -> bool:
    """Whether constants are values of a scalar."""
    match scalar.kind:
        case ScalarKind.STRING:
            return all(isinstance(value, str) for value in values)
        case ScalarKind.INTEGER:
            return all(isinstance(value, int) and not isinstance(value, bool) for value in values)
        case ScalarKind.NUMBER:
            return all(
                isinstance(value, int | float) and not isinstance(value, bool) for value in values
            )
        case ScalarKind.BOOLEAN:
            return all(isinstance(value, bool) for value in values)
        case _:
            return False


def references_of(types: Iterable[Type]) -> tuple[Id, ...]:
    """Ids of the declarations that several types name."""
    return tuple(id_ for type_ in types for id_ in references(type_))


def references(type_: Type) -> Iterator[Id]:
    """Ids of the declarations that a type names itself."""
    match type_:
        case Named(id_):
            yield id_
        case ListOf(inner) | MapOf(inner) | Nullable(inner):
            yield from references(inner)
        case TupleOf(items, rest):
            for each in (*items, *([rest] if rest is not None else [])):
                yield from references(each)
        case OneOf(members):
            for member in members:
                yield from references(member)
        case Scalar() | Literals() | Anything():
            pass
        case _:
            assert_never(type_)
