"""What the codec has to know of model classes and their instances, which are dataclasses.

This module is another one in each style of models.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ..models.base import APIModel
from .encoding import add_extras
from .shape import CATCH_ALL, REQUIRED, Block

if TYPE_CHECKING:
    from .models import Model

TOLD_BY_TYPE: bool = False
"""Whether only its type tells that a value is a model, and of which class."""

MARKS: Mapping[str, Any] = {}
"""Marks in annotations that other styles do not have, by name."""


# --- classes ------------------------------------------------------------------------------------


def is_model(cls: type) -> bool:
    """Whether a class is one of objects with declared properties."""
    return dataclasses.is_dataclass(cls)


def fields_of(cls: type) -> Iterator[tuple[str, Any, Any]]:
    """Names, annotations and defaults of the fields of a model, inherited ones first.

    A default is UNSET where null is another value than none at all, None where it is not, and
    `REQUIRED` where there is none.
    """
    for field in dataclasses.fields(cls):
        default = REQUIRED if field.default is dataclasses.MISSING else field.default
        yield field.name, field.type, default


def type_of_instances(cls: type) -> type:
    """What `type` gives for the instances of a model that are of no class derived from it."""
    return cls


def keeps_undeclared(cls: type) -> bool:
    """Whether there is a place for undeclared properties."""
    return issubclass(cls, APIModel)


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
    instance: Any = object.__new__(cls)
    for name, value in values.items():
        setattr(instance, name, value)
    return instance


def keep(instance: Any, undeclared: dict[str, Any]) -> None:
    """Put undeclared properties where a model keeps them."""
    instance._extra = undeclared


# --- generated functions ------------------------------------------------------------------------
# The decoder's argument is `d` and makes an instance `o`; the encoder's is `o` and makes `r`.


def write_new(block: Block, cls: type, names: tuple[str, ...]) -> None:
    """Add what comes before the fields of an instance are written, whose names are given."""
    new = block.constant(object.__new__)
    block.line(f"o = {new}({block.constant(cls)})")


def write_field(block: Block, name: str, value: str) -> None:
    """Add a line that sets a field to an expression."""
    block.line(f"o.{name} = {value}")


def write_left_out(block: Block, name: str, absent: str) -> None:
    """Add a line that sets a field whose property is not there; `absent` is its default, `None` or
    `UNSET`."""
    block.line(f"o.{name} = {absent}")


def write_made(block: Block, cls: type) -> None:
    """Add what comes after the fields, so that `o` is the instance."""


def write_heirs(block: Block, model: Model) -> None:
    """Add what encodes `o` where it is of a model that extends its own: it tells that itself."""


def reading(name: str, default: Any) -> tuple[str, str]:
    """The value of a field as an expression, and the condition on a variable `v` that holds it
    under which the property is sent; empty where it always is."""
    if default is REQUIRED:
        return f"o.{name}", ""
    return f"o.{name}", "v is not None" if default is None else "v is not UNSET"


def write_extras(block: Block, names: tuple[str, ...]) -> None:
    """Add what puts undeclared properties into `r`; `names` are those of the fields."""
    block.line("extra = getattr(o, '_extra', None)")
    block.line(f"if extra: {block.constant(add_extras)}(r, extra)")


def rest_expression(block: Block, names: tuple[str, ...]) -> str:
    """The typed undeclared properties of `o`; `names` are those of the fields."""
    return f"o.{CATCH_ALL}"
