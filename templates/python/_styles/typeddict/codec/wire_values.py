"""Navigates decoded values and arguments by the names of properties on the wire."""

from __future__ import annotations

from typing import Any

from .. import codec
from .annotations import Model, Named
from .choosing import choose, choose_tagged
from .matching import Choice, Tag
from .shapes import CATCH_ALL, Array, Map, Nullable, Shape
from .tuples import Tuple


class WireValue:
    """A value that can be navigated by names on the wire, and its type, which has these names."""

    __slots__ = ("_shape", "value")

    def __init__(self, value: Any, type_: Any = None) -> None:
        """Wrap a value.

        Args:
            value: The value.
            type_: Its type; None if unknown.
        """
        self.value = value
        self._shape = None if type_ is None else codec.shape(type_)

    def inside(self, step: str | int) -> tuple[str | int, WireValue]:
        """Return the Python name and the value for a name on the wire or an index; the value is
        None if there is none."""
        shape = _member(self._shape, self.value)
        inner: Shape | None = None
        match shape:
            case Model() if isinstance(self.value, dict):
                for each in shape.layout.properties:
                    if each.wire_name == step:
                        return each.name, _place(self.value.get(each.name), each.shape)
                entries = self.value.get(CATCH_ALL)
                if shape.layout.rest is not None and isinstance(entries, dict):
                    return step, _place(entries.get(step), shape.layout.rest)
            case Map():
                inner = shape.value
            case Array():
                inner = shape.item
            case Tuple() if isinstance(step, int):
                inner = shape.shape_at(step)
        try:
            part = self.value[step]
        except (LookupError, TypeError):
            part = None
        return step, _place(part, inner)

    def with_part(self, step: str, part: Any) -> Any:
        """Return a copy of the value in which one property is replaced."""
        if not isinstance(self.value, dict):
            return {step: part}
        name, _ = self.inside(step)
        return {**self.value, name: part}


def _place(value: Any, shape: Shape | None) -> WireValue:
    place = WireValue(value)
    place._shape = shape
    return place


def _member(shape: Shape | None, value: Any) -> Shape | None:
    """Return the shape of a value, with names, null and unions resolved."""
    while isinstance(shape, (Named, Nullable, Choice)):
        match shape:
            case Named():
                shape = shape.shape
            case Nullable():
                shape = shape.inner
            case Choice(tag=Tag() as tag):
                shape = choose_tagged(tag, shape.members, value)
            case Choice():
                shape = choose(shape.members, value)
    return choose((shape,), value) if isinstance(shape, Model) else shape
