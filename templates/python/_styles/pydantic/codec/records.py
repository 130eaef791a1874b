"""Interface between the codec and model classes: pydantic models.

Each model style has its own version of this module.
"""

from __future__ import annotations

import inspect
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ..models import OPEN_TUPLE, UNSET, APIModel
from .encoding import add_extras
from .shape import CATCH_ALL, REQUIRED, Block

if TYPE_CHECKING:
    from .models import Model

MODELS_ARE_DICTS: bool = False
"""True if only its type tells that a value is a model, and of which class."""

MARKS: Mapping[str, Any] = {"OPEN_TUPLE": OPEN_TUPLE}
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
    fields = {name: None if value is UNSET else value for name, value in values.items()}
    instance = _instance(cls, fields, values.keys() - left_out)
    if _has_more(cls):
        instance.model_post_init(None)
    return instance


def keep(instance: Any, undeclared: dict[str, Any]) -> None:
    """Store undeclared properties in an instance."""
    object.__setattr__(instance, "__pydantic_extra__", undeclared)


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
    private = instance.__pydantic_private__ or {}
    _set(instance, "__pydantic_private__", {**private, _NULLS: dict.fromkeys(nulls)})
    instance.__pydantic_fields_set__.update(fields[name] for name in nulls)


_NULLS = "_nulls"


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


def _has_more(cls: type) -> bool:
    """Return whether instances hold more than properties, as hand-written classes may."""
    assert issubclass(cls, APIModel)
    return cls.__pydantic_post_init__ is not None


_set = object.__setattr__


# --- generated functions ------------------------------------------------------------------------
# The decoder's argument is `d` and makes an instance `o`; the encoder's is `o` and makes `r`.


def write_new(block: Block, cls: type, names: tuple[str, ...]) -> None:
    """Add code that precedes the fields of an instance, whose names are given."""
    fields = block.constant(dict.fromkeys(names))
    block.line(f"f = {fields}.copy(); s = set({fields})")
    new = block.constant(_instance)
    block.line(f"o = {new}({block.constant(cls)}, f, s)")


def write_field(block: Block, name: str, value: str) -> None:
    """Add a line that sets a field to an expression."""
    block.line(f"f[{name!r}] = {value}")


def write_omitted(block: Block, name: str, absent: str) -> None:
    """Do nothing for an omitted property: the field is None already."""
    block.line(f"s.discard({name!r})")


def write_end(block: Block, cls: type) -> None:
    """Add code that follows the fields, so that `o` is the instance."""
    if _has_more(cls):
        block.line("o.model_post_init(None)")


def write_subclasses(block: Block, model: Model) -> None:
    """Add code that encodes `o` if it is an instance of a subclass."""


def read_expression(name: str, default: Any) -> tuple[str, str]:
    """Return an expression for a field, and the condition on a variable `v` with its value under
    which the property is sent; empty if it always is."""
    if default is REQUIRED:
        return f"o.{name}", ""
    if default is None:
        return f"o.{name}", "v is not None"
    return f"o.{name}", f"v is not None or {name!r} in o.__pydantic_fields_set__"


def write_extras(block: Block, names: tuple[str, ...], *, has_rest: bool) -> None:
    """Add code that puts what `keep` and `keep_nulls` stored into `r`; `names` are the names of the
    fields, and undeclared properties have one of their own if `has_rest`."""
    add = block.constant(add_extras)
    if not has_rest:
        block.line("extra = o.__pydantic_extra__")
        block.line(f"if extra: {add}(r, extra)")
    nulls = f"{block.constant(_nulls_of)}(o.__pydantic_private__)"
    block.line(f"if o.__pydantic_private__: {add}(r, {nulls})")


def rest_expression(block: Block, names: tuple[str, ...]) -> str:
    """Return an expression for the typed undeclared properties of `o`; `names` are the names of the
    fields."""
    return f"o.{CATCH_ALL}"
