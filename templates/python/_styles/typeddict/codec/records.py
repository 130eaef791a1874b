"""What the codec has to know of model classes and their instances, which are TypedDicts.

This module is another one in each style of models.
"""

from __future__ import annotations

import typing
from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any, ForwardRef, NotRequired

from ..models.unset import UNSET
from .encoding import add_extras
from .metadata import told_of
from .shape import CATCH_ALL, REQUIRED, Block

if TYPE_CHECKING:
    from .models import Model

TOLD_BY_TYPE: bool = True
"""Whether only its type tells that a value is a model, and of which class."""

MARKS: Mapping[str, Any] = {}
"""Marks in annotations that other styles do not have, by name."""

_NOT_REQUIRED = "NotRequired["


# --- classes ------------------------------------------------------------------------------------


def is_model(cls: type) -> bool:
    """Whether a class is one of objects with declared properties."""
    return typing.is_typeddict(cls)


def fields_of(cls: type) -> Iterator[tuple[str, Any, Any]]:
    """Names, annotations and defaults of the fields of a model, inherited ones first.

    A default is UNSET, whatever `absence` makes of it, and `REQUIRED` where there is none.
    """
    # What Python finds of `NotRequired` in annotations that are texts is not to be relied on.
    for name, annotation in cls.__annotations__.items():
        if isinstance(annotation, ForwardRef):
            annotation = annotation.__forward_arg__
        origin: Any = typing.get_origin(annotation)
        if origin is NotRequired:
            yield name, typing.get_args(annotation)[0], UNSET
        elif isinstance(annotation, str) and annotation.startswith(_NOT_REQUIRED):
            yield name, annotation[len(_NOT_REQUIRED) : -1], UNSET
        else:
            yield name, annotation, REQUIRED


def type_of_instances(cls: type) -> type:
    """What `type` gives for the instances of a model that are of no class derived from it."""
    return dict


def keeps_undeclared(cls: type) -> bool:
    """Whether there is a place for undeclared properties."""
    return True


def absence(default: Any, json_types: Collection[type]) -> Any:
    """What stands for an optional property that is not there: UNSET, or None where null means
    nothing else."""
    return default if type(None) in json_types else None


# --- instances ----------------------------------------------------------------------------------


def holds(cls: type, required: Collection[str], value: object) -> bool:
    """Whether a value is an instance of a model.

    Args:
        cls: the model.
        required: names of the fields that have to be given.
        value: the value.
    """
    return isinstance(value, dict) and all(name in value for name in required)


def build(cls: type, values: Mapping[str, Any], left_out: Collection[str]) -> Any:
    """An instance, made without any check.

    Args:
        cls: the model.
        values: what all fields hold.
        left_out: fields whose property is not there.
    """
    return {name: value for name, value in values.items() if name not in left_out}


def keep(instance: Any, undeclared: dict[str, Any]) -> None:
    """Put undeclared properties where a model keeps them: under their names on the wire."""
    for name, value in undeclared.items():
        instance.setdefault(name, value)


# --- generated functions ------------------------------------------------------------------------
# The decoder's argument is `d` and makes an instance `o`; the encoder's is `o` and makes `r`.


def write_new(block: Block, cls: type, names: tuple[str, ...]) -> None:
    """Add what comes before the fields of an instance are written, whose names are given."""
    block.line("o = {}")


def write_field(block: Block, name: str, value: str) -> None:
    """Add a line that sets a field to an expression."""
    block.line(f"o[{name!r}] = {value}")


def write_left_out(block: Block, name: str, absent: str) -> None:
    """Add what a field needs whose property is not there."""


def write_made(block: Block, cls: type) -> None:
    """Add what comes after the fields, so that `o` is the instance."""


def write_heirs(block: Block, model: Model) -> None:
    """Add what encodes `o` where it is of a model that extends its own, as its keys tell."""
    if told_of(model.cls, "_heirs", ()):
        own = block.constant(frozenset(model.layout.names))
        heirs = block.constant(_Heirs(model))
        block.line(
            f"if not {own}.issuperset(o) and (r := {heirs}(o)) is not None: return r"
        )


def reading(name: str, default: Any) -> tuple[str, str]:
    """The value of a field as an expression, and the condition on a variable `v` that holds it
    under which the property is sent; empty where it always is."""
    if default is None:
        return f"o.get({name!r})", "v is not None"
    # Type checkers see that required keys are there, and nobody else does.
    return f"o.get({name!r}, UNSET)", "v is not UNSET"


def write_extras(block: Block, names: tuple[str, ...]) -> None:
    """Add what puts undeclared properties into `r`; `names` are those of the fields."""
    others = block.constant(_Others(names))
    block.line(
        f"if not {block.constant(frozenset(names))}.issuperset(o): "
        f"{block.constant(add_extras)}(r, {others}(o))"
    )


def rest_expression(block: Block, names: tuple[str, ...]) -> str:
    """The typed undeclared properties of `o`; `names` are those of the fields."""
    others = block.constant(_Others(names))
    return f"{{**{others}(o), **(o.get({CATCH_ALL!r}) or {{}})}}"


class _Heirs:
    """Encodes dicts of models that extend one; None for those of the model itself."""

    def __init__(self, model: Model) -> None:
        self._model = model

    def __call__(self, instance: dict[str, Any]) -> Any:
        from .choosing import choose  # which imports this module

        member = choose((self._model,), instance)
        if member is None or member is self._model:
            return None
        return member.encode(instance)


class _Others:
    """Finds the items of a dict whose keys are no fields."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self._names = frozenset(names)

    def __call__(self, instance: dict[str, Any]) -> dict[str, Any]:
        return {
            name: value for name, value in instance.items() if name not in self._names
        }
