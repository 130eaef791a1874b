"""What the codec has to know of model classes and their instances, which are pydantic models.

This module is another one in each style of models.
"""

from __future__ import annotations

import inspect
from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ..models.base import APIModel
from ..models.unset import UNSET
from ..models.wire_types import OPEN_TUPLE
from .encoding import add_extras
from .shape import CATCH_ALL, REQUIRED, Block

if TYPE_CHECKING:
    from .models import Model

TOLD_BY_TYPE: bool = False
"""Whether only its type tells that a value is a model, and of which class."""

MARKS: Mapping[str, Any] = {"OPEN_TUPLE": OPEN_TUPLE}
"""Marks in annotations that other styles do not have, by name."""


# --- classes ------------------------------------------------------------------------------------


def is_model(cls: type) -> bool:
    """Whether a class is one of objects with declared properties."""
    return issubclass(cls, APIModel) and cls is not APIModel


def fields_of(cls: type) -> Iterator[tuple[str, Any, Any]]:
    """Names, annotations and defaults of the fields of a model, inherited ones first.

    A default is UNSET where null is another value than none at all, None where it is not, and
    `REQUIRED` where there is none.
    """
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


def type_of_instances(cls: type) -> type:
    """What `type` gives for the instances of a model that are of no class derived from it."""
    return cls


def keeps_undeclared(cls: type) -> bool:
    """Whether there is a place for undeclared properties."""
    return True


def absence(default: Any, json_types: Collection[type]) -> Any:
    """What stands for an optional property that is not there: UNSET, or None where null means
    nothing else."""
    return default


# --- instances ----------------------------------------------------------------------------------


def holds(cls: type, required: Collection[str], value: object) -> bool:
    """Whether a value is an instance of a model.

    Args:
        cls: the model.
        required: names of the fields that have to be given.
        value: the value.
    """
    return isinstance(value, cls)


def build(cls: type, values: Mapping[str, Any], left_out: Collection[str]) -> Any:
    """An instance, made without any check.

    Args:
        cls: the model.
        values: what all fields hold.
        left_out: fields whose property is not there.
    """
    fields = {name: None if value is UNSET else value for name, value in values.items()}
    instance = _instance(cls, fields, values.keys() - left_out)
    if _has_more(cls):
        instance.model_post_init(None)
    return instance


def keep(instance: Any, undeclared: dict[str, Any]) -> None:
    """Put undeclared properties where a model keeps them."""
    object.__setattr__(instance, "__pydantic_extra__", undeclared)


def _instance(cls: type, fields: dict[str, Any], given: set[str]) -> Any:
    instance: Any = object.__new__(cls)
    _set(instance, "__dict__", fields)
    _set(instance, "__pydantic_fields_set__", given)
    _set(instance, "__pydantic_extra__", {})
    _set(instance, "__pydantic_private__", None)
    return instance


def _has_more(cls: type) -> bool:
    """Whether instances hold more than properties, as those of hand-written classes may."""
    assert issubclass(cls, APIModel)
    return cls.__pydantic_post_init__ is not None


_set = object.__setattr__


# --- generated functions ------------------------------------------------------------------------
# The decoder's argument is `d` and makes an instance `o`; the encoder's is `o` and makes `r`.


def write_new(block: Block, cls: type, names: tuple[str, ...]) -> None:
    """Add what comes before the fields of an instance are written, whose names are given."""
    fields = block.constant(dict.fromkeys(names))
    block.line(f"f = {fields}.copy(); s = set({fields})")
    new = block.constant(_instance)
    block.line(f"o = {new}({block.constant(cls)}, f, s)")


def write_field(block: Block, name: str, value: str) -> None:
    """Add a line that sets a field to an expression."""
    block.line(f"f[{name!r}] = {value}")


def write_left_out(block: Block, name: str, absent: str) -> None:
    """Add what a field needs whose property is not there: it is None already."""
    block.line(f"s.discard({name!r})")


def write_made(block: Block, cls: type) -> None:
    """Add what comes after the fields, so that `o` is the instance."""
    if _has_more(cls):
        block.line("o.model_post_init(None)")


def write_heirs(block: Block, model: Model) -> None:
    """Add what encodes `o` where it is of a model that extends its own: it tells that itself."""


def reading(name: str, default: Any) -> tuple[str, str]:
    """The value of a field as an expression, and the condition on a variable `v` that holds it
    under which the property is sent; empty where it always is."""
    if default is REQUIRED:
        return f"o.{name}", ""
    if default is None:
        return f"o.{name}", "v is not None"
    return f"o.{name}", f"v is not None or {name!r} in o.__pydantic_fields_set__"


def write_extras(block: Block, names: tuple[str, ...]) -> None:
    """Add what puts undeclared properties into `r`; `names` are those of the fields."""
    block.line("extra = o.__pydantic_extra__")
    block.line(f"if extra: {block.constant(add_extras)}(r, extra)")


def rest_expression(block: Block, names: tuple[str, ...]) -> str:
    """The typed undeclared properties of `o`; `names` are those of the fields."""
    return f"o.{CATCH_ALL}"
