"""Shapes of model classes that are pydantic models."""

from __future__ import annotations

import inspect
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from ..models import ONLY_INSTANCES, OPEN_TUPLE, UNSET, APIModel
from .annotations import Model, Types
from .json_text import add_extras
from .shapes import CATCH_ALL, REQUIRED, Block, Shape, TypeSupport

_NULLS = "_nulls"
_set = object.__setattr__


class PydanticModel(Model):
    """Shape of objects whose class is a pydantic model."""

    def fields(self) -> Iterator[tuple[str, Any, Any]]:
        cls = self.cls
        assert issubclass(cls, APIModel)
        # Those that pydantic keeps have lost their marks.
        annotations: dict[str, Any] = {}
        nullable: set[str] = set()
        for base in reversed(cls.__mro__):
            annotations.update(inspect.get_annotations(base))
            nullable.update(base.__dict__.get("_nullable", ()))
        for name, field in cls.__pydantic_fields__.items():
            default = REQUIRED if field.is_required() else field.default
            if default is None and name in nullable:
                default = UNSET
            yield name, annotations[name], default

    def build(self, values: Mapping[str, Any], left_out: Collection[str]) -> Any:
        fields = {
            name: None if value is UNSET else value for name, value in values.items()
        }
        instance = _instance(self.cls, fields, values.keys() - left_out)
        if self._has_more:
            instance.model_post_init(None)
        return instance

    def keep(self, instance: Any, undeclared: dict[str, Any]) -> None:
        _set(instance, "__pydantic_extra__", undeclared)

    def keep_nulls(
        self, instance: Any, undeclared: dict[str, Any], nulls: Mapping[str, str]
    ) -> None:
        private = instance.__pydantic_private__ or {}
        private = {**private, _NULLS: dict.fromkeys(nulls)}
        _set(instance, "__pydantic_private__", private)
        instance.__pydantic_fields_set__.update(nulls.values())

    def keep_except(self, instance: Any, names: Collection[str]) -> None:
        super().keep_except(instance, names)
        if private := instance.__pydantic_private__:
            nulls = {name: None for name in _nulls_of(private) if name not in names}
            private = {key: value for key, value in private.items() if key != _NULLS}
            private |= {_NULLS: nulls} if nulls else {}
            _set(instance, "__pydantic_private__", private)

    @property
    def _has_more(self) -> bool:
        """True if instances hold more than properties, as hand-written classes may."""
        assert issubclass(self.cls, APIModel)
        return self.cls.__pydantic_post_init__ is not None

    def write_new(self, block: Block) -> None:
        fields = block.constant(dict.fromkeys(self.layout.names))
        block.line(f"f = {fields}.copy(); s = set({fields})")
        new = block.constant(_instance)
        block.line(f"o = {new}({block.constant(self.cls)}, f, s)")

    def write_field(self, block: Block, name: str, value: str) -> None:
        block.line(f"f[{name!r}] = {value}")

    def write_omitted(self, block: Block, name: str, absent: str) -> None:
        block.line(f"s.discard({name!r})")  # the field is None already

    def write_end(self, block: Block) -> None:
        if self._has_more:
            block.line("o.model_post_init(None)")

    def read_expression(self, name: str, absent: Any) -> tuple[str, str]:
        if absent is REQUIRED:
            return f"o.{name}", ""
        if absent is None:
            return f"o.{name}", "v is not None"
        return f"o.{name}", f"v is not None or {name!r} in o.__pydantic_fields_set__"

    def write_others(self, block: Block) -> None:
        add = block.constant(add_extras)
        if CATCH_ALL not in self.layout.names:
            block.line("extra = o.__pydantic_extra__")
            block.line(f"if extra: {add}(r, extra)")
        nulls = f"{block.constant(_nulls_of)}(o.__pydantic_private__)"
        block.line(f"if o.__pydantic_private__: {add}(r, {nulls})")


def _nulls_of(private: Mapping[str, Any]) -> Mapping[str, Any]:
    nulls: Mapping[str, Any] = private.get(_NULLS, {})
    return nulls


def _instance(cls: type, fields: dict[str, Any], given: set[str]) -> Any:
    instance: Any = object.__new__(cls)
    _set(instance, "__dict__", fields)
    _set(instance, "__pydantic_fields_set__", given)
    _set(instance, "__pydantic_extra__", {})
    _set(instance, "__pydantic_private__", None)
    return instance


def _shape(annotation: Any, types: Types) -> Shape | None:
    if isinstance(annotation, type) and issubclass(annotation, APIModel):
        return None if annotation is APIModel else PydanticModel(annotation, types)
    return None


RECORDS = TypeSupport(
    {"ONLY_INSTANCES": ONLY_INSTANCES, "OPEN_TUPLE": OPEN_TUPLE}, _shape
)
