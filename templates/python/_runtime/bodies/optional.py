"""Optional bodies whose properties are arguments of a method."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from .. import codec
from ..codec.annotations import Model, Property
from ..codec.shapes import CATCH_ALL, REQUIRED
from ..errors import InvalidRequestError
from ..models import UNSET, Unset

T = TypeVar("T")


def optional_body(
    model: type[T], make: Callable[..., T] | None = None, /, **values: Any
) -> T | Unset:
    """Create an optional body from the arguments of a method; UNSET if none of them is given.

    Args:
        model: Class of the body.
        make: Creates an instance from the class and values; by default the class itself does.
        values: Values of the fields.

    Raises:
        InvalidRequestError: Some are given, but not all that are required.
    """
    shape = codec.shape(model)
    assert isinstance(shape, Model), "a body with properties is a model"
    layout = shape.layout
    missing = [
        each.name
        for each in layout.properties
        if each.absent is REQUIRED
        and each.default is None
        and values.get(each.name, UNSET) is UNSET
    ]
    if not missing:
        return model(**values) if make is None else make(model, **values)
    given = [
        each.name
        for each in layout.properties
        if _is_given(values.get(each.name, UNSET), each)
    ]
    if values.get(CATCH_ALL):
        given.append(CATCH_ALL)
    if given:
        raise InvalidRequestError(
            f"The body has {_listed(given)}, so it needs {_listed(missing)} as well."
        )
    return UNSET


def _is_given(value: Any, field: Property) -> bool:
    """Return whether an argument has another value than its default."""
    if value is UNSET or (value is None and field.absent is None):
        return False
    return field.default is None or value != field.default


def _listed(names: list[str]) -> str:
    return ", ".join(map(repr, names))
