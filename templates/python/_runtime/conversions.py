"""Converts models and all other types of a client to JSON and back, and copies models."""

from __future__ import annotations

import copy
from typing import Any, TypeVar, overload

from . import codec
from .codec.annotations import Model
from .errors import DecodeError
from .http import httpx

T = TypeVar("T")

_LONGEST_EXCERPT = 2_000


def to_dict(value: Any, type_: Any = Any) -> Any:
    """Return a value as parsed JSON: a dict for a model, a list for a list of models.

    It has the names and formats of the API, and everything that was received.

    Args:
        value: The value.
        type_: Its type, such as `list[models.Pet]`; needed if values do not know it, as TypedDicts
            do not.

    Raises:
        TypeError, ValueError: A value in it has no JSON form; the message has its path.
    """
    return codec.encode(value, _known(type_))


def to_json(value: Any, type_: Any = Any) -> str:
    """Return a value as a JSON document; see `to_dict`."""
    return codec.encode_bytes(value, _known(type_)).decode()


@overload
def from_dict(type_: type[T], data: Any, *, strict: bool = False) -> T: ...
@overload
def from_dict(type_: Any, data: Any, *, strict: bool = False) -> Any: ...
def from_dict(type_: Any, data: Any, *, strict: bool = False) -> Any:
    """Create a value of a type from parsed JSON; see `from_json`."""
    try:
        return _checked(type_, codec.decode(type_, data, strict=strict))
    except codec.TypeMismatchError as error:
        raise _decode_error(error, data) from error


@overload
def from_json(type_: type[T], text: str | bytes, *, strict: bool = False) -> T: ...
@overload
def from_json(type_: Any, text: str | bytes, *, strict: bool = False) -> Any: ...
def from_json(type_: Any, text: str | bytes, *, strict: bool = False) -> Any:
    """Create a value of a type from a JSON document.

    Args:
        type_: A model, or any other type: `list[models.Pet]`, a union, an enumeration.
        text: The document, with the names and formats of the API.
        strict: Whether a deviation from the API description is an error. Otherwise it is logged,
            and the value is kept as it is, as in a response.

    Raises:
        DecodeError: The text is not JSON, or not an object where the type is a model; or `strict`
            is set, and it deviates.
    """
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    try:
        return _checked(type_, codec.decode_bytes(type_, data, strict=strict))
    except codec.TypeMismatchError as error:
        raise _decode_error(error, text[:_LONGEST_EXCERPT]) from error


def replace(model: T, /, **changes: Any) -> T:
    """Return a copy of a model with other values in some fields; undeclared properties are kept.

    Raises:
        TypeError: There is no such field.
    """
    copied = copy.copy(model)
    if isinstance(copied, dict):
        copied.update(changes)
        return copied
    shape = codec.shape(type(model))
    assert isinstance(shape, Model), "only models have fields"
    layout = shape.layout
    for name, value in changes.items():
        if name not in layout.names:
            raise TypeError(f"{type(model).__qualname__} has no field {name!r}")
        setattr(copied, name, value)
    changed = {each.wire_name for each in layout.properties if each.name in changes}
    shape.keep_except(copied, changed)
    return copied


def _known(type_: Any) -> Any:
    if type_ is Any and any(each.are_dicts for each in codec.namespace.supported):
        raise TypeError("the type of the value is needed: a dict does not know its own")
    return type_


def _checked(type_: Any, value: Any) -> Any:
    shape = codec.shape(type_)
    if isinstance(shape, Model) and not shape.holds(value):
        raise codec.TypeMismatchError("expected an object")
    return value


def _decode_error(error: codec.TypeMismatchError, body: Any) -> DecodeError:
    return DecodeError(
        f"the JSON does not match the API description: {error}",
        path=error.path,
        status_code=0,
        headers=httpx.Headers(),
        body=body,
        method="",
        url="",
    )
