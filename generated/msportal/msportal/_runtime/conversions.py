"""Converts models and all other types of a client to JSON and back, and copies models."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any, TypeVar, overload

from . import codec
from .codec.annotations import Model
from .errors import DecodeError
from .http import httpx

T = TypeVar("T")

_LONGEST_EXCERPT = 2_000


def to_dict(value: Any, type_: Any = Any) -> Any:
    """Return a value as parsed JSON, with the names and formats of the API and everything that was
    received: a dict for a model, a list for a list of models.

    Args:
        value: The value.
        type_: Its type, such as `list[models.Pet]`; required for TypedDicts, which do not know it.

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
    return _read(codec.decode, type_, data, data, strict)


@overload
def from_json(type_: type[T], text: str | bytes, *, strict: bool = False) -> T: ...
@overload
def from_json(type_: Any, text: str | bytes, *, strict: bool = False) -> Any: ...
def from_json(type_: Any, text: str | bytes, *, strict: bool = False) -> Any:
    """Create a value of a type from a JSON document of the API.

    Args:
        type_: A model, or any other type: `list[models.Pet]`, a union, an enumeration.
        text: The document.
        strict: Whether a deviation from the API description is an error. Otherwise it is logged,
            and the value is kept as it is, as in a response.

    Raises:
        DecodeError: The text is not JSON, or not an object where the type is a model; or `strict`
            is set, and it deviates.
    """
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    return _read(codec.decode_bytes, type_, data, text[:_LONGEST_EXCERPT], strict)


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
    for name, value in changes.items():
        if name not in shape.layout.names:
            raise TypeError(f"{type(model).__qualname__} has no field {name!r}")
        setattr(copied, name, value)
    properties = (p for p in shape.layout.properties if p.name in changes)
    shape.keep_except(copied, {each.wire_name for each in properties})
    return copied


def _known(type_: Any) -> Any:
    if type_ is Any and any(each.are_dicts for each in codec.namespace.supported):
        raise TypeError("the type of the value is required: a dict does not know it")
    return type_


def _read(
    decode: Callable[..., Any], type_: Any, data: Any, body: Any, strict: bool
) -> Any:
    try:
        value = decode(type_, data, strict=strict)
        shape = codec.shape(type_)
        if isinstance(shape, Model) and not shape.holds(value):
            raise codec.TypeMismatchError("expected an object")
        return value
    except codec.TypeMismatchError as error:
        message = f"the JSON does not match the API description: {error}"
        response = {"headers": httpx.Headers(), "method": "", "url": ""}
        raise DecodeError(
            message, path=error.path, status_code=0, body=body, **response
        ) from error
