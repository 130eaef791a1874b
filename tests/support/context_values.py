"""Values and types of the context: whether they fit, and which class they are about."""

from __future__ import annotations

from collections.abc import Iterator

from clientsmith import context
from clientsmith.contract import (
    ContractType,
    ObjectType,
    OptionalType,
    ScalarType,
    TupleType,
    class_contracts,
)
from clientsmith.text import Code, Text

_SCALARS = {
    ScalarType.CODE: Code,
    ScalarType.TEXT: Text,
    ScalarType.INT: int,
    ScalarType.BOOL: bool,
}


def mistyped(value: object, expected: ContractType, path: str) -> Iterator[tuple[str, str]]:
    """Values within a value that have another type than the contract says.

    Args:
        value: such as a package.
        expected: what it should be.
        path: how messages name it.

    Yields:
        A path such as `package.resources[0].path`, and what is wrong: `Code is expected, not str`.
    """
    match expected:
        case OptionalType(inner):
            if value is not None:
                yield from mistyped(value, inner, path)
        case TupleType(item):
            if type(value) is tuple:
                for index, each in enumerate(value):
                    yield from mistyped(each, item, f"{path}[{index}]")
            else:
                yield path, _wrong("tuple", value)
        case ObjectType(name):
            if type(value) is getattr(context, name):
                for field in class_contracts()[name].fields:
                    inside = getattr(value, field.name)
                    yield from mistyped(inside, field.type, f"{path}.{field.name}")
            else:
                yield path, _wrong(name, value)
        case ScalarType():
            if type(value) is not _SCALARS[expected]:
                yield path, _wrong(expected.value, value)


def _wrong(expected: str, value: object) -> str:
    return f"{expected} is expected, not {type(value).__name__}"


def named_class(type: ContractType) -> str | None:
    """The class of the context whose objects a type has in it; None where there is none."""
    match type:
        case ScalarType():
            return None
        case ObjectType(class_name):
            return class_name
        case OptionalType(inner) | TupleType(inner):
            return named_class(inner)
