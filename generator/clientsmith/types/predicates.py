"""Predicates on IR types."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
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

_TEXT = frozenset(
    {
        ScalarKind.STRING,
        ScalarKind.BASE64,
        ScalarKind.BASE64URL,
        ScalarKind.BINARY,
        ScalarKind.DATE,
        ScalarKind.DATE_TIME,
        ScalarKind.DECIMAL,
        ScalarKind.DURATION,
        ScalarKind.HTTP_DATE,
        ScalarKind.INTEGER_STRING,
        ScalarKind.IPV4,
        ScalarKind.IPV6,
        ScalarKind.TIME,
        ScalarKind.UUID,
    }
)
"""Kinds whose values are JSON strings."""


class Traits:
    """Predicates on types that look through aliases, of which there may be cycles.

    Args:
        declarations: those of the API.
    """

    def __init__(self, declarations: Mapping[Id, Declaration]) -> None:
        self.declarations = declarations

    def is_structured(self, type_: Type) -> bool:
        """Return whether a value can be a list or an object."""
        return self._any(type_, lambda part: not isinstance(part, Scalar | Literals), set())

    def is_always_structured(self, type_: Type) -> bool:
        """Return whether each value is a list or an object; null does not count."""

        def is_structured(part: Type) -> bool:
            match part:
                case ListOf() | TupleOf() | MapOf():
                    return True
                case Named(id_):
                    return isinstance(self.declarations[id_], Model)
                case _:
                    return False

        return all(map(is_structured, self.alternatives(type_)))

    def is_xml(self, type_: Type | None) -> bool:
        """Return whether XML content of that type is taken apart; of any other, it is text."""
        return type_ is not None and self._any(
            type_, lambda part: not isinstance(part, Scalar | Literals | Anything), set()
        )

    def is_told_by_type(self, type_: Type) -> bool:
        """Return whether the written form of a value, or of an item of it, depends on its declared
        type."""
        return self._any(
            type_, lambda part: isinstance(part, Scalar) and part.kind in _TOLD_BY_TYPE, set()
        )

    def is_anything(self, type_: Type) -> bool:
        """Return whether a type allows any value."""
        return isinstance(self._resolved(type_), Anything)

    def has_models(self, type_: Type) -> bool:
        """Return whether a value, or an item of it, can be an object with declared properties."""
        return self._any(type_, lambda part: isinstance(part, Named), set())

    def is_binary(self, type_: Type | None) -> bool:
        """Return whether a value is bytes as they are."""
        return type_ is not None and self._resolved(type_) == Scalar(ScalarKind.BINARY)

    def is_text(self, type_: Type) -> bool:
        """Return whether each value is a JSON string."""
        match self.resolved(type_):
            case Scalar(kind):
                return kind in _TEXT
            case Literals(values):
                return all(isinstance(value, str) for value in values)
            case OneOf(members):
                return all(map(self.is_text, members))
            case Named(id_):
                declaration = self.declarations[id_]
                return isinstance(declaration, Enumeration) and all(
                    isinstance(value, str) for value in declaration.values
                )
            case _:
                return False

    def is_boolean(self, type_: Type) -> bool:
        """Return whether a value is true or false, or perhaps null."""
        match self._resolved(type_):
            case Scalar(kind):
                return kind is ScalarKind.BOOLEAN
            case Literals(values):
                return all(isinstance(value, bool) for value in values)
            case _:
                return False

    def reads_as_text(self, type_: Type) -> bool:
        """Return whether the text of a value is the value, be it that anything may be one."""

        def is_more(part: Type) -> bool:
            match part:
                case Scalar(ScalarKind.STRING | ScalarKind.BINARY) | Anything():
                    return False
                case Literals(values):
                    return not all(isinstance(value, str) for value in values)
                case _:
                    return True

        return not self._any(type_, is_more, set())

    def constant(self, type_: Type) -> str | int | float | bool | None:
        """Return the only value of a type; None where there are several, or none but null."""
        match self._resolved(type_):
            case Literals((value,)):
                return value
            case _:
                return None

    def lists_empty(self, type_: Type) -> bool:
        """Return whether the document lists the empty text among the values of a type."""
        match self._resolved(type_):
            case Literals(values):
                return "" in values
            case Named(id_):
                declaration = self.declarations[id_]
                return isinstance(declaration, Enumeration) and "" in declaration.values
            case _:
                return False

    def alternatives(self, type_: Type) -> Iterator[Type]:
        """Yield the types that a value may be of, through names and unions, in the document's order;
        null does not count."""
        waiting, seen = [type_], set[int]()
        while waiting:
            match self._resolved(waiting.pop(0)):
                case OneOf(members) as union:
                    if id(union) not in seen:
                        seen.add(id(union))
                        waiting[:0] = members
                case other:
                    yield other

    def resolved(self, type_: Type) -> Type:
        """Return the type behind names for it; a model or an enumeration stays `Named`."""
        seen: set[Id] = set()
        while isinstance(type_, Named) and type_.id not in seen:
            seen.add(type_.id)
            declaration = self.declarations[type_.id]
            if not isinstance(declaration, Alias):
                break
            type_ = declaration.type
        return type_

    def _resolved(self, type_: Type) -> Type:
        """Return the type behind names for it, and without null."""
        type_ = self.resolved(type_)
        return self.resolved(type_.type) if isinstance(type_, Nullable) else type_

    def _any(self, type_: Type, test: Callable[[Type], bool], seen: set[Id]) -> bool:
        """Return whether a test holds for a type or a part of it; models and enumerations are
        whole."""
        match type_:
            case Named(id_):
                declaration = self.declarations[id_]
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
