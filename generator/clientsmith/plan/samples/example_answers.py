"""Short answers of an API, as JSON values."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any, assert_never

from ...ir import (
    Anything,
    Discriminator,
    Enumeration,
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
from ...types.predicates import Traits
from ..models.models import ModelPlan

_MOST_STEPS = 500
"""Types that are looked at for one answer at most."""

_SCALARS: dict[ScalarKind, Any] = {
    ScalarKind.STRING: "…",
    ScalarKind.INTEGER: 1,
    ScalarKind.INTEGER_STRING: "1",
    ScalarKind.NUMBER: 1.5,
    ScalarKind.DECIMAL: "1.50",
    ScalarKind.DECIMAL_NUMBER: 1.5,
    ScalarKind.BOOLEAN: False,
    ScalarKind.NULL: None,
    ScalarKind.BASE64: "ZGF0YQ==",
    ScalarKind.BASE64URL: "ZGF0YQ",
    ScalarKind.BINARY: "…",
    ScalarKind.DATE_TIME: "2026-01-31T12:30:00Z",
    ScalarKind.HTTP_DATE: "Sat, 31 Jan 2026 12:30:00 GMT",
    ScalarKind.UNIX_TIME: 1769862600,
    ScalarKind.DATE: "2026-01-31",
    ScalarKind.TIME: "12:30:00",
    ScalarKind.DURATION: "PT1H",
    ScalarKind.UUID: "6f9619ff-8b86-4d01-b42d-00cf4fc964ff",
}


_LAST_PAGE: dict[ScalarKind, Any] = {
    ScalarKind.STRING: "",
    ScalarKind.INTEGER: 0,
    ScalarKind.INTEGER_STRING: "0",
    ScalarKind.NUMBER: 0,
}
"""What there is in their place in a page that no other follows."""


class NoAnswer(Exception):
    """A type has no value, or none that is short."""


class ExampleAnswers:
    """Makes answers with nothing in them that need not be there.

    Args:
        models: knows the models.
        traits: what types are like.
    """

    def __init__(self, models: ModelPlan, traits: Traits) -> None:
        self._models = models
        self._traits = traits
        self._steps = 0
        self._scalars = _SCALARS
        self._is_filled = False

    def of(self, type_: Type, *, is_page: bool = False, is_filled: bool = False) -> Any:
        """A JSON value of a type.

        Args:
            type_: the type.
            is_page: whether it is a page, which is the last one.
            is_filled: whether lists have an item, if there is one.

        Raises:
            NoAnswer: there is none, or none that is short.
        """
        self._steps = 0
        self._scalars = _SCALARS | _LAST_PAGE if is_page else _SCALARS
        self._is_filled = is_filled
        return self._value(type_, ())

    def _value(self, type_: Type, around: tuple[str, ...]) -> Any:
        is_whole = not around
        self._steps += 1
        if self._steps > _MOST_STEPS:
            raise NoAnswer
        if isinstance(type_, Named) and self._models.model_of(type_) is None:
            if type_.id in around:
                raise NoAnswer
            around = (*around, type_.id)
        type_ = self._traits.resolved(type_)
        match type_:
            case Scalar(kind):
                return self._scalars[kind]
            case Literals(values):
                return values[0]
            case ListOf(item):
                return self._items(item, around)
            case MapOf():
                return {}
            case TupleOf(items):
                return [self._value(item, around) for item in items]
            case Nullable(inner):
                return self._value(inner, around) if is_whole else None
            case OneOf(members, discriminator):
                return self._member(members, discriminator, around)
            case Named(id_):
                model = self._models.model_of(type_)
                if model is not None:
                    return self._object(model, around)
                declaration = self._models.declaration(id_)
                if isinstance(declaration, Enumeration):
                    return declaration.values[0]
                raise NoAnswer
            case Anything():
                return {}
            case _:
                assert_never(type_)

    def _items(self, item: Type, around: tuple[str, ...]) -> list[Any]:
        if self._is_filled:
            with suppress(NoAnswer):
                return [self._value(item, around)]
        return []

    def _object(self, model: Model, around: tuple[str, ...]) -> dict[str, Any]:
        if model.id in around:
            raise NoAnswer
        return {
            field.wire_name: self._value(field.type, (*around, model.id))
            for field in model.fields
            if field.required and not field.write_only
        }

    def _member(
        self,
        members: tuple[Type, ...],
        discriminator: Discriminator | None,
        around: tuple[str, ...],
    ) -> Any:
        """The shortest value of a member, with what tells that it is one."""
        found: list[Any] = []
        for member in members:
            with suppress(NoAnswer):
                value = self._value(member, around)
                if discriminator is not None and isinstance(value, dict):
                    value |= self._told(member, discriminator)
                found.append(value)
        if not found:
            raise NoAnswer
        return min(found, key=lambda value: len(json.dumps(value)))

    def _told(self, member: Type, discriminator: Discriminator) -> dict[str, str]:
        """The property that tells that an object is this member of a union."""
        model = self._models.model_of(self._traits.resolved(member))
        for value, id_ in discriminator.mapping.items():
            if model is not None and self._models.declaration(id_).id == model.id:
                return {discriminator.property: value}
        return {}
