"""Shapes of model classes that are Structs of msgspec."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Iterator, Mapping
from types import SimpleNamespace
from typing import Any

from msgspec import NODEFAULT, Struct

from ..models import APIModel
from .annotations import Model, Types
from .shapes import REQUIRED, Block, Shape, TypeSupport


class StructModel(Model):
    """Shape of objects whose class is a Struct."""

    def fields(self) -> Iterator[tuple[str, Any, Any]]:
        cls = self.cls
        assert issubclass(cls, APIModel)
        annotations: dict[str, Any] = {}
        for base in reversed(cls.__mro__):
            annotations.update(inspect.get_annotations(base))
        names, defaults = cls.__struct_fields__, cls.__struct_defaults__
        without = (NODEFAULT,) * (len(names) - len(defaults))
        for name, default in zip(names, (*without, *defaults), strict=True):
            yield (
                name,
                annotations[name],
                REQUIRED if default is NODEFAULT else default,
            )

    def build(self, values: Mapping[str, Any], left_out: Collection[str]) -> Any:
        return self.cls(**values)

    @property
    def _has_more(self) -> bool:
        """True if creating an instance runs more code, as hand-written classes may require."""
        return hasattr(self.cls, "__post_init__")

    def write_new(self, block: Block) -> None:
        if self._has_more:
            block.line(f"o = {block.constant(SimpleNamespace)}()")
            return
        # A call with so many keywords takes longer.
        empty = block.constant(self.cls(**dict.fromkeys(self.layout.names)))
        block.line(f"o = {block.constant(_copy)}({empty})")

    def write_end(self, block: Block) -> None:
        if self._has_more:
            block.line(f"o = {block.constant(self.cls)}(**vars(o))")


_copy: Callable[[Any], Any] = Struct.__copy__  # type: ignore[attr-defined]
"""Copies an instance that has nothing but fields."""


def _shape(annotation: Any, types: Types) -> Shape | None:
    if isinstance(annotation, type) and issubclass(annotation, APIModel):
        return None if annotation is APIModel else StructModel(annotation, types)
    return None


RECORDS = TypeSupport({}, _shape)
