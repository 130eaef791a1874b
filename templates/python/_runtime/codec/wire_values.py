"""Navigates decoded values and arguments by the names of properties on the wire."""

from __future__ import annotations

import copy
from typing import Any

from .. import codec
from ..models import BareAPIModel
from .annotations import Model
from .shapes import CATCH_ALL


class WireValue:
    """A value that can be navigated by names on the wire."""

    __slots__ = ("value",)

    def __init__(self, value: Any, type_: Any = None) -> None:
        """Wrap a value.

        Args:
            value: The value.
            type_: Its type, for model styles in which values do not know their class.
        """
        self.value = value

    def inside(self, step: str | int) -> tuple[str | int, WireValue]:
        """Return the Python name and the value for a name on the wire or an index; the value is
        None if there is none."""
        if isinstance(self.value, BareAPIModel):
            field = _field_of(type(self.value), step)
            if field is not None:
                return field, WireValue(getattr(self.value, field, None))
            catch_all = getattr(self.value, CATCH_ALL, None)
            return step, WireValue(_part(catch_all or self.value.extra_fields, step))
        return step, WireValue(_part(self.value, step))

    def with_part(self, step: str, part: Any) -> Any:
        """Return a copy of the value in which one property is replaced."""
        if not isinstance(self.value, BareAPIModel):
            return (
                {**self.value, step: part}
                if isinstance(self.value, dict)
                else {step: part}
            )
        changed = copy.copy(self.value)
        field = _field_of(type(changed), step)
        if field is not None:
            setattr(changed, field, part)
        elif isinstance(entries := getattr(changed, CATCH_ALL, None), dict):
            setattr(changed, CATCH_ALL, {**entries, step: part})
        else:
            _model(type(changed)).keep(changed, {**changed.extra_fields, step: part})
        return changed


def _field_of(cls: type[BareAPIModel], name: str | int) -> str | None:
    """Return the field of a model class that holds a property."""
    properties = _model(cls).layout.properties
    return next((each.name for each in properties if each.wire_name == name), None)


def _model(cls: type[BareAPIModel]) -> Model:
    shape = codec.shape(cls)
    assert isinstance(shape, Model), "every class of models has such a shape"
    return shape


def _part(value: Any, step: str | int) -> Any:
    try:
        return value[step]
    except (LookupError, TypeError):
        return None
