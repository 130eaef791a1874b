"""What a style cannot express."""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Field, Model, Package
from ..problem import Location, Problem, Severity
from ..text import reveal
from ..types.expressions import WIRE_TYPES, free_names

_NO_CONSTANTS = ("", "None", "UNSET")
_EMPTY = "field("
_OR_NONE = " | None"
_NO_OBJECTS = WIRE_TYPES | {
    *("bool", "bytes", "float", "int", "list", "str", "tuple", "None", "Unset"),
    *("Annotated", "Decimal", "Literal", "Optional", "UUID", "Union", "dt"),
}
"""Names in types none of whose values is a JSON object."""

_CODE = "style-not-expressible"


def is_catch_all(field: Field) -> bool:
    """Whether a field of a dataclass holds undeclared properties."""
    return field.default.startswith(_EMPTY)


def is_constant(field: Field) -> bool:
    """Whether a field of a dataclass is required, and filled in where nobody gives it."""
    is_filled_in = field.default not in _NO_CONSTANTS and not is_catch_all(field)
    return is_filled_in and not field.annotation.endswith(_OR_NONE)


def limits(package: Package, style: str) -> Iterator[Problem]:
    """What models cannot have in a style.

    Args:
        package: as it was planned, with dataclasses.
        style: `pydantic`, `msgspec` or `typeddict`.
    """
    models = [model for module in package.model_modules for model in module.models]
    place = Location(reveal(package.source))
    if style == "typeddict":
        yield from _without_defaults(models, place)
    elif style == "pydantic":
        yield from _ambiguous(models, place)


def _without_defaults(models: list[Model], place: Location) -> Iterator[Problem]:
    """A note where constants have to be given that classes of other styles fill in."""
    found = [
        f"{model.name}.{field.name}"
        for model in models
        for field in filter(is_constant, model.fields)
    ]
    if found:
        several = f"{len(found)} keys" if len(found) > 1 else "A key"
        yield Problem(
            _CODE,
            Severity.NOTE,
            f"{several} with only one value, such as `{found[0]}`, must be given: a TypedDict has no "
            "defaults.",
            place,
        )


def _ambiguous(models: list[Model], place: Location) -> Iterator[Problem]:
    """A note for each class whose field of undeclared properties is called as a property of it that
    may be an object, too."""
    by_name = {str(model.name): model for model in models}
    for model in models:
        fields = list(model.fields)
        base = by_name.get(model.base)
        while base is not None:
            fields += base.fields
            base = by_name.get(base.base)
        objects = {
            reveal(field.wire_name)
            for field in fields
            if not _NO_OBJECTS.issuperset(free_names(field.annotation))
        }
        for field in filter(is_catch_all, fields):
            if str(field.name) in objects:
                yield Problem(
                    _CODE,
                    Severity.NOTE,
                    f"`{model.name}` has a property `{field.name}` that may be an object beside "
                    "undeclared ones, which its constructor cannot tell apart.",
                    place,
                    "Set the fields when it is made.",
                )
