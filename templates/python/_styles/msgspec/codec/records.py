"""Interface between the codec and model classes: Structs of msgspec.

Each model style has its own version of this module.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from msgspec import NODEFAULT, Struct

from ..models import APIModel
from .encoding import add_extras
from .shape import CATCH_ALL, REQUIRED, Block

if TYPE_CHECKING:
    from .models import Model

MODELS_ARE_DICTS: bool = False
"""True if only its type tells that a value is a model, and of which class."""

MARKS: Mapping[str, Any] = {}
"""Markers in annotations that other styles do not have, by name."""


# --- classes ------------------------------------------------------------------------------------


def is_model(cls: type) -> bool:
    """Return whether a class is a model."""
    return issubclass(cls, APIModel) and cls is not APIModel


def fields_of(cls: type) -> Iterator[tuple[str, Any, Any]]:
    """Yield names, annotations and defaults of the fields of a model, inherited ones first.

    A default is UNSET if null differs from an omitted value, None if it does not, and `REQUIRED` if
    there is none.
    """
    assert issubclass(cls, APIModel)
    annotations: dict[str, Any] = {}
    for base in reversed(cls.__mro__):
        annotations.update(inspect.get_annotations(base))
    names, defaults = cls.__struct_fields__, cls.__struct_defaults__
    without = (NODEFAULT,) * (len(names) - len(defaults))
    for name, default in zip(names, (*without, *defaults), strict=True):
        yield name, annotations[name], REQUIRED if default is NODEFAULT else default


def type_of_instances(cls: type) -> type:
    """Return the `type` of the instances of a model, subclasses aside."""
    return cls


def keeps_undeclared(cls: type) -> bool:
    """Return whether a model keeps undeclared properties."""
    return True


def absence(default: Any, json_types: Collection[type]) -> Any:
    """Return the value for an omitted optional property: UNSET, or None if null means nothing
    else."""
    return default


# --- instances ----------------------------------------------------------------------------------


def holds(cls: type, required: Collection[str], value: object) -> bool:
    """Return whether a value is an instance of a model.

    Args:
        cls: The model.
        required: Names of required fields.
        value: The value.
    """
    return isinstance(value, cls)


def build(cls: type, values: Mapping[str, Any], left_out: Collection[str]) -> Any:
    """Create an instance without validation.

    Args:
        cls: The model.
        values: Values of all fields.
        left_out: Fields whose property is omitted.
    """
    return cls(**values)


def keep(instance: Any, undeclared: dict[str, Any]) -> None:
    """Store undeclared properties in an instance."""
    instance._extra = undeclared


def keep_nulls(
    instance: Any,
    undeclared: dict[str, Any],
    nulls: Iterable[str],
    fields: Mapping[str, str],
) -> None:
    """Store that optional properties were null although the API does not allow it.

    Args:
        instance: The instance.
        undeclared: What `keep` stored.
        nulls: Names of the properties on the wire.
        fields: Names of fields by names on the wire.
    """
    for name in nulls:
        undeclared[name] = None
    instance._extra = undeclared


def _has_more(cls: type) -> bool:
    """Return whether creating an instance runs more code, as hand-written classes may require."""
    return hasattr(cls, "__post_init__")


_copy: Callable[[Any], Any] = Struct.__copy__  # type: ignore[attr-defined]
"""Copies an instance that has nothing but fields."""


# --- generated functions ------------------------------------------------------------------------
# The decoder's argument is `d` and makes an instance `o`; the encoder's is `o` and makes `r`.


def write_new(block: Block, cls: type, names: tuple[str, ...]) -> None:
    """Add code that precedes the fields of an instance, whose names are given."""
    if _has_more(cls):
        block.line(f"o = {block.constant(SimpleNamespace)}()")
        return
    # A call with so many keywords takes longer.
    empty = block.constant(cls(**dict.fromkeys(names)))
    block.line(f"o = {block.constant(_copy)}({empty})")


def write_field(block: Block, name: str, value: str) -> None:
    """Add a line that sets a field to an expression."""
    block.line(f"o.{name} = {value}")


def write_omitted(block: Block, name: str, absent: str) -> None:
    """Add a line for an omitted property; `absent` is its default, `None` or `UNSET`."""
    block.line(f"o.{name} = {absent}")


def write_end(block: Block, cls: type) -> None:
    """Add code that follows the fields, so that `o` is the instance."""
    if _has_more(cls):
        block.line(f"o = {block.constant(cls)}(**vars(o))")


def write_subclasses(block: Block, model: Model) -> None:
    """Add code that encodes `o` if it is an instance of a subclass."""


def read_expression(name: str, default: Any) -> tuple[str, str]:
    """Return an expression for a field, and the condition on a variable `v` with its value under
    which the property is sent; empty if it always is."""
    if default is REQUIRED:
        return f"o.{name}", ""
    return f"o.{name}", "v is not None" if default is None else "v is not UNSET"


def write_extras(block: Block, names: tuple[str, ...], *, has_rest: bool) -> None:
    """Add code that puts what `keep` and `keep_nulls` stored into `r`; `names` are the names of the
    fields, and undeclared properties have one of their own if `has_rest`."""
    block.line("extra = getattr(o, '_extra', None)")
    block.line(f"if extra: {block.constant(add_extras)}(r, extra)")


def rest_expression(block: Block, names: tuple[str, ...]) -> str:
    """Return an expression for the typed undeclared properties of `o`; `names` are the names of the
    fields."""
    return f"o.{CATCH_ALL}"
