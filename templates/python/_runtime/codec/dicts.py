"""Dicts in place of models, with the names of fields or properties as keys."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from ..models import UNSET
from .annotations import Model, Property, Types
from .json_text import finite
from .shapes import CATCH_ALL, Block, TypeSupport


class DictInput(Model):
    """Shape of models that dicts can be sent in place of; a mixin for the shape of a model style.

    A key is the name of a field, or else that of a property. Values are encoded by the types of the
    fields, constants that are missing are added, and undeclared properties are kept.
    """

    has_own_form = True

    @cached_property
    def _keys(self) -> Mapping[str, Property]:
        """Fields by the keys of dicts."""
        properties = self.layout.properties
        by_wire_name = {each.wire_name: each for each in properties}
        return by_wire_name | {each.name: each for each in properties}

    @cached_property
    def _constants(self) -> Mapping[str, Any]:
        """Constants by the names of their properties."""
        names = {each.name: each.wire_name for each in self.layout.properties}
        return {
            names[name]: default
            for name, _, default in self.fields()
            if name in names and isinstance(default, (str, int, float))
        }

    def encode_expression(self, block: Block, variable: str) -> str:
        call = f"{self.encoder(block.functions)}({variable})"
        cls = block.constant(self.instance_type)
        other = block.constant(self.encode)
        return f"({call} if type({variable}) is {cls} else {other}({variable}))"

    def encode(self, value: Any) -> Any:
        if isinstance(value, Mapping):
            return self._encode_mapping(value)
        return super().encode(value)

    def _encode_mapping(self, value: Mapping[Any, Any]) -> dict[Any, Any]:
        encoded: dict[Any, Any] = {}
        keys, rest = self._keys, self.layout.rest
        for key, item in value.items():
            field = keys.get(key)
            if item is UNSET:
                continue
            if field is not None:
                encoded[field.wire_name] = field.shape.encode(item)
            elif key == CATCH_ALL and rest is not None and isinstance(item, Mapping):
                for name, each in item.items():
                    encoded.setdefault(name, rest.encode(each))
            else:
                encoded[key] = finite(item) if rest is None else rest.encode(item)
        for name, constant in self._constants.items():
            encoded.setdefault(name, constant)
        return encoded


def _with_dicts(shape: type[Model], cls: type, types: Types) -> Model:
    """Return the shape of a class of models, of a kind that dicts can be sent in place of."""
    name = f"{shape.__name__}OrDict"
    kind: type[Model] = _kinds.setdefault(shape, type(name, (DictInput, shape), {}))
    return kind(cls, types)


_kinds: dict[type, type] = {}
"""Kinds of shapes by those of the model style."""


def _shape(annotation: Any, types: Types) -> Model | None:
    if not isinstance(annotation, type):
        return None
    for support in types.namespace.supported:
        shape = None if support is DICTS else support.shape(annotation, types)
        if isinstance(shape, Model):
            return _with_dicts(type(shape), annotation, types)
    if dataclasses.is_dataclass(annotation):
        return _with_dicts(Model, annotation, types)
    return None


DICTS = TypeSupport({}, _shape)
