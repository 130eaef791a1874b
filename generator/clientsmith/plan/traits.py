"""Questions about types that decide how their values are written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import assert_never

from ..ir import (
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

_TOLD_BY_TYPE = frozenset({ScalarKind.BASE64URL, ScalarKind.HTTP_DATE, ScalarKind.UNIX_TIME})
"""Kinds whose written form cannot be told from the Python value."""


class Traits:
    """Looks through names of types, of which there may be circles.

    Args:
        declarations: those of the API.
    """

    def __init__(self, declarations: Mapping[Id, Declaration]) -> None:
        self._declarations = declarations

    def is_structured(self, type_: Type) -> bool:
        """Whether a value can be a list or an object."""
        return self._any(type_, lambda part: not isinstance(part, Scalar | Literals), set())

    def is_told_by_type(self, type_: Type) -> bool:
        """Whether the written form of a value, or of an item of it, depends on its declared type."""
        return self._any(
            type_, lambda part: isinstance(part, Scalar) and part.kind in _TOLD_BY_TYPE, set()
        )

    def constant(self, type_: Type) -> str | int | float | bool | None:
        """The only value of a type; None where there are several, or none but null."""
        match self._resolved(type_):
            case Literals((value,)):
                return value
            case _:
                return None

    def resolved(self, type_: Type) -> Type:
        """The type behind names for it; a model or an enumeration stays `Named`."""
        seen: set[Id] = set()
        while isinstance(type_, Named) and type_.id not in seen:
            seen.add(type_.id)
            declaration = self._declarations[type_.id]
            if not isinstance(declaration, Alias):
                break
            type_ = declaration.type
        return type_

    def _resolved(self, type_: Type) -> Type:
        """The type behind names for it, and without null."""
        type_ = self.resolved(type_)
        return self.resolved(type_.type) if isinstance(type_, Nullable) else type_

    def _any(self, type_: Type, test: Callable[[Type], bool], seen: set[Id]) -> bool:
        """Whether a test holds for a type or a part of it; models and enumerations are whole."""
        match type_:
            case Named(id_):
                declaration = self._declarations[id_]
                match declaration:
                    case Alias():
                        if id_ in seen:
                            return False
                        seen.add(id_)
                        return self._any(declaration.type, test, seen)
                    case Model():
                        return test(type_)
                    case Enumeration():
                        return test(Literals(declaration.values))
                    case _:
                        assert_never(declaration)
            case Nullable(inner):
                return self._any(inner, test, seen)
            case OneOf(members):
                return any(self._any(member, test, seen) for member in members)
            case ListOf(inner) | MapOf(inner):
                return test(type_) or self._any(inner, test, seen)
            case TupleOf(items, rest):
                parts = items if rest is None else (*items, rest)
                return test(type_) or any(self._any(part, test, seen) for part in parts)
            case Scalar() | Literals() | Anything():
                return test(type_)
            case _:
                assert_never(type_)
