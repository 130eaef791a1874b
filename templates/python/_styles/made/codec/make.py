"""Creates models from the arguments of methods."""

from __future__ import annotations

from typing import Any, TypeVar

from .. import codec
from ..models import UNSET
from .annotations import Model
from .shapes import CATCH_ALL, REQUIRED

T = TypeVar("T")


def make(model: type[T], /, **values: Any) -> T:
    """Create an instance of a model without validation.

    Args:
        model: Class of the model.
        values: Values of its fields; UNSET, and None in a field that is not nullable, are omitted.
    """
    shape = codec.shape(model)
    assert isinstance(shape, Model), "every class of models has such a shape"
    fields: dict[str, Any] = {}
    left_out: set[str] = set()
    for each in shape.layout.properties:
        value = values.get(each.name, UNSET)
        if value is UNSET or (value is None and each.absent is None):
            value = each.default
            if each.absent is not REQUIRED:
                left_out.add(each.name)
        fields[each.name] = value
    if shape.layout.rest is not None:
        fields[CATCH_ALL] = values.get(CATCH_ALL) or {}
    made: T = shape.build(fields, left_out)
    return made
