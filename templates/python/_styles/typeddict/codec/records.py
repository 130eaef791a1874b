"""Interface between the codec and model classes: TypedDicts.

Each model style has its own version of this module.
"""

from __future__ import annotations

import typing
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, ForwardRef, NotRequired

from ..models import UNSET
from .encoding import add_extras
from .metadata import metadata_of
from .shape import CATCH_ALL, REQUIRED, Block

if TYPE_CHECKING:
    from .models import Model

MODELS_ARE_DICTS: bool = True
"""True if only its type tells that a value is a model, and of which class."""

MARKS: Mapping[str, Any] = {}
"""Markers in annotations that other styles do not have, by name."""

_NOT_REQUIRED = "NotRequired["


# --- classes ------------------------------------------------------------------------------------


def is_model(cls: type) -> bool:
    """Return whether a class is a model."""
    return typing.is_typeddict(cls)


def fields_of(cls: type) -> Iterator[tuple[str, Any, Any]]:
    """Yield names, annotations and defaults of the fields of a model, inherited ones first.

    A default is UNSET, which `absence` replaces, and `REQUIRED` if there is none.
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
    """Return the `type` of the instances of a model, subclasses aside."""
    return dict


def keeps_undeclared(cls: type) -> bool:
    """Return whether a model keeps undeclared properties."""
    return True


def absence(default: Any, json_types: Collection[type]) -> Any:
    """Return the value for an omitted optional property: UNSET, or None if null means nothing
    else."""
    return default if type(None) in json_types else None


# --- instances ----------------------------------------------------------------------------------


def holds(cls: type, required: Collection[str], value: object) -> bool:
    """Return whether a value is an instance of a model.

    Args:
        cls: The model.
        required: Names of required fields.
        value: The value.
    """
    return isinstance(value, dict) and all(name in value for name in required)


def build(cls: type, values: Mapping[str, Any], left_out: Collection[str]) -> Any:
    """Create an instance without validation.

    Args:
        cls: The model.
        values: Values of all fields.
        left_out: Fields whose property is omitted.
    """
    return {name: value for name, value in values.items() if name not in left_out}


def keep(instance: Any, undeclared: dict[str, Any]) -> None:
    """Store undeclared properties in an instance, under their names on the wire."""
    for name, value in undeclared.items():
        instance.setdefault(name, value)


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
    instance.update((fields[name], None) for name in nulls)


# --- generated functions ------------------------------------------------------------------------
# The decoder's argument is `d` and makes an instance `o`; the encoder's is `o` and makes `r`.


def write_new(block: Block, cls: type, names: tuple[str, ...]) -> None:
    """Add code that precedes the fields of an instance, whose names are given."""
    block.line("o = {}")


def write_field(block: Block, name: str, value: str) -> None:
    """Add a line that sets a field to an expression."""
    block.line(f"o[{name!r}] = {value}")


def write_omitted(block: Block, name: str, absent: str) -> None:
    """Do nothing for an omitted property."""


def write_end(block: Block, cls: type) -> None:
    """Add code that follows the fields, so that `o` is the instance."""


def write_subclasses(block: Block, model: Model) -> None:
    """Add code that encodes `o` if it is an instance of a subclass, as its keys tell."""
    if metadata_of(model.cls, "_heirs", ()):
        own = block.constant(frozenset(model.layout.names))
        heirs = block.constant(_Subclasses(model))
        block.line(
            f"if not {own}.issuperset(o) and (r := {heirs}(o)) is not None: return r"
        )


def read_expression(name: str, default: Any) -> tuple[str, str]:
    """Return an expression for a field, and the condition on a variable `v` with its value under
    which the property is sent; empty if it always is."""
    # Type checkers see that required keys are there, and nobody else does.
    return f"o.get({name!r}, UNSET)", "v is not UNSET"


def write_extras(block: Block, names: tuple[str, ...], *, has_rest: bool) -> None:
    """Add code that puts what `keep` and `keep_nulls` stored into `r`; `names` are the names of the
    fields, and undeclared properties have one of their own if `has_rest`."""
    if has_rest:
        return
    others = block.constant(_Others(names))
    block.line(
        f"if not {block.constant(frozenset(names))}.issuperset(o): "
        f"{block.constant(add_extras)}(r, {others}(o))"
    )


def rest_expression(block: Block, names: tuple[str, ...]) -> str:
    """Return an expression for the typed undeclared properties of `o`; `names` are the names of the
    fields."""
    others = block.constant(_Others(names))
    return f"{{**{others}(o), **(o.get({CATCH_ALL!r}) or {{}})}}"


class _Subclasses:
    """Encodes dicts of models that extend one; returns None for the model itself."""

    def __init__(self, model: Model) -> None:
        self._model = model

    def __call__(self, instance: dict[str, Any]) -> Any:
        from .choosing import choose  # which imports this module

        member = choose((self._model,), instance)
        if member is None or member is self._model:
            return None
        return member.encode(instance)


class _Others:
    """Finds the items of a dict whose keys are not fields."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self._names = frozenset(names)

    def __call__(self, instance: dict[str, Any]) -> dict[str, Any]:
        return {
            name: value for name, value in instance.items() if name not in self._names
        }
