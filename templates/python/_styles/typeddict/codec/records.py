"""Shapes of model classes that are TypedDicts."""

from __future__ import annotations

import sys
import typing
from collections.abc import Collection, Iterator, Mapping
from typing import Any, ForwardRef, NotRequired

from ..models import UNSET
from .annotations import Model, Types
from .json_text import add_extras
from .shapes import CATCH_ALL, REQUIRED, Block, Shape, TypeSupport

_NOT_REQUIRED = "NotRequired["
_UNKNOWN_TAG = "UnknownTag"
"""Type of keys of which unknown variants have only one, though type checkers see all of them."""


class DictModel(Model):
    """Shape of objects whose class is a TypedDict, with metadata in a table of its module."""

    are_dicts = True

    def fields(self) -> Iterator[tuple[str, Any, Any]]:
        # What Python finds of `NotRequired` in annotations that are texts is not to be relied on.
        for name, annotation in self.cls.__annotations__.items():
            if isinstance(annotation, ForwardRef):
                annotation = annotation.__forward_arg__
            origin: Any = typing.get_origin(annotation)
            if origin is NotRequired:
                yield name, typing.get_args(annotation)[0], UNSET
            elif isinstance(annotation, str) and annotation.startswith(_NOT_REQUIRED):
                yield name, annotation[len(_NOT_REQUIRED) : -1], UNSET
            elif annotation == _UNKNOWN_TAG:
                yield name, annotation, UNSET
            else:
                yield name, annotation, REQUIRED

    def table(self, name: str) -> dict[str, Any]:
        found: dict[str, Any] = self.attribute(name, {})
        return found

    def attribute(self, name: str, default: Any) -> Any:
        module = sys.modules[self.cls.__module__]
        tables: dict[str, dict[str, Any]] = getattr(module, "_typed_dicts", {})
        return tables.get(self.cls.__name__, {}).get(name, default)

    def holds(self, value: object) -> bool:
        return isinstance(value, dict) and all(
            each.name in value
            for each in self.layout.properties
            if each.absent is REQUIRED
        )

    def build(self, values: Mapping[str, Any], left_out: Collection[str]) -> Any:
        return {name: value for name, value in values.items() if name not in left_out}

    def keep(self, instance: Any, undeclared: dict[str, Any]) -> None:
        for name, value in undeclared.items():
            instance.setdefault(name, value)

    def keep_nulls(
        self, instance: Any, undeclared: dict[str, Any], nulls: Mapping[str, str]
    ) -> None:
        instance.update(dict.fromkeys(nulls.values()))

    def write_new(self, block: Block) -> None:
        block.line("o = {}")

    def write_field(self, block: Block, name: str, value: str) -> None:
        block.line(f"o[{name!r}] = {value}")

    def write_omitted(self, block: Block, name: str, absent: str) -> None:
        pass

    def write_encoder(self, block: Block) -> None:
        # An instance of a subclass has keys that the class does not have.
        if self.attribute("_heirs", ()):
            own = block.constant(frozenset(self.layout.names))
            heirs = block.constant(self._encode_heir)
            block.line(
                f"if not {own}.issuperset(o) and (r := {heirs}(o)) is not None: return r"
            )
        super().write_encoder(block)

    def _encode_heir(self, instance: dict[str, Any]) -> Any:
        """Encode an instance of a subclass; None for one of the class itself."""
        from .choosing import choose  # which imports this module

        member = choose((self,), instance)
        return None if member is None or member is self else member.encode(instance)

    def read_expression(self, name: str, absent: Any) -> tuple[str, str]:
        # Type checkers see that required keys are there, and nobody else does.
        return f"o.get({name!r}, UNSET)", "v is not UNSET"

    def write_others(self, block: Block) -> None:
        if CATCH_ALL not in self.layout.names:
            names = block.constant(frozenset(self.layout.names))
            add, others = block.constant(add_extras), block.constant(self._others_of)
            block.line(f"if not {names}.issuperset(o): {add}(r, {others}(o))")

    def rest_expression(self, block: Block) -> str:
        others = block.constant(self._others_of)
        return f"{{**{others}(o), **(o.get({CATCH_ALL!r}) or {{}})}}"

    def _others_of(self, instance: dict[str, Any]) -> dict[str, Any]:
        """Return the items whose keys are not fields."""
        names = self.layout.names
        return {name: value for name, value in instance.items() if name not in names}


def _shape(annotation: Any, types: Types) -> Shape | None:
    return DictModel(annotation, types) if typing.is_typeddict(annotation) else None


RECORDS = TypeSupport({}, _shape, are_dicts=True)
