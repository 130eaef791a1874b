"""Shapes of constants and enumeration classes, and the members of unions, which may have constants
beside their type."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from enum import Enum
from functools import lru_cache
from types import NoneType
from typing import Any, ForwardRef, Literal

from ..models import Unset
from .annotations import Namespace, Types, is_beside_its_type, is_union
from .json_text import JSON_TYPES, Path, Report, expected
from .shapes import ANYTHING, NULL, Block, Nullable, Scalar, Shape, TypeSupport


def json_type_names(types: frozenset[type]) -> str:
    """Return the names of JSON types, for messages: `a string, an array or null`."""
    *others, last = [name for type_, name in JSON_TYPES.items() if type_ in types]
    return f"{', '.join(others)} or {last}" if others else last


class Constants(Shape):
    """One of a few constants."""

    only_checks = True

    def __init__(self, values: tuple[Any, ...]) -> None:
        self.values = frozenset((type(value), value) for value in values)
        self.constants = tuple(value for _, value in self.values)
        self.json_types = frozenset(map(type, values))
        self.name = json_type_names(self.json_types)

    def write_decode(self, block: Block, variable: str) -> None:
        if self.json_types == {str}:
            known: frozenset[Any] = frozenset(value for _, value in self.values)
            if len(known) == 1:
                block.line(f"if {variable} != {min(known)!r}: raise Mismatch")
                return
            block.line(f"if {variable} not in {block.constant(known)}: raise Mismatch")
        else:
            known = self.values
            pair = f"(type({variable}), {variable})"
            block.line(f"if {pair} not in {block.constant(known)}: raise Mismatch")

    def read(self, value: Any, report: Report, path: Path) -> Any:
        if not self.holds(value):
            if type(value) is float and self.holds(
                int(value) if value.is_integer() else value
            ):
                return int(value)
            report.deviation(path, _unknown(self, value))
        return value

    def holds(self, value: Any) -> bool:
        """Return whether a value is one of the constants."""
        return type(value) in self.json_types and (type(value), value) in self.values


class Members(Shape):
    """Member of an enumeration class; an unknown value is kept."""

    def __init__(self, cls: type[Enum]) -> None:
        self.cls = cls
        self.members = {(type(member.value), member.value): member for member in cls}
        self.values = frozenset(self.members)
        self.json_types = frozenset(kind for kind, _ in self.members)
        self.name = json_type_names(self.json_types)

    def decode_call(self, block: Block, variable: str) -> str:
        if self.json_types == {str}:
            table: dict[Any, Enum] = {
                value: m for (_, value), m in self.members.items()
            }
            return f"{block.constant(table)}[{variable}]"
        return f"{block.constant(self.members)}[type({variable}), {variable}]"

    def read(self, value: Any, report: Report, path: Path) -> Any:
        if type(value) in self.json_types:
            member = self.members.get((type(value), value))
            if member is not None:
                return member
        report.deviation(path, _unknown(self, value))
        return value


def _unknown(shape: Constants | Members, value: Any) -> str:
    """Return the message for an unknown constant."""
    if type(value) not in shape.json_types:
        return expected(shape.name, value)
    return "the value is not one of the listed ones"


def _of_literal(values: tuple[Any, ...]) -> Shape:
    some = tuple(value for value in values if value is not None)
    if not some:
        return NULL
    return Constants(some) if len(some) == len(values) else Nullable(Constants(some))


# --- unions ---------------------------------------------------------------------------


def union_parts(
    annotation: Any, namespace: Namespace, around: frozenset[str] = frozenset()
) -> Iterator[Any]:
    """Yield the members of a union and of nested unions, with names resolved; for another type the
    type itself.

    Args:
        annotation: A type, or its text.
        namespace: Namespace of its names.
        around: Texts being resolved, as a union may contain itself.
    """
    if isinstance(annotation, ForwardRef):
        annotation = annotation.__forward_arg__
    if isinstance(annotation, str):
        if annotation in around:
            return
        around |= {annotation}
        annotation = namespace.evaluate(annotation)
    annotation = getattr(annotation, "__value__", annotation)
    if not is_union(annotation):
        yield annotation
        return
    for part in typing.get_args(annotation):
        yield from union_parts(part, namespace, around)


@lru_cache(maxsize=16)  # a choice is also looked up by `unions`
def members(annotation: Any, types: Types) -> tuple[tuple[Shape, ...], bool]:
    """Return the members of a union and of nested unions, and whether null is one; constants are
    omitted if every value of their type is allowed."""
    parts: dict[Shape, None] = {}
    nullable = False
    found = tuple(union_parts(annotation, types.namespace))
    for part in found:
        if part is None or part is NoneType:
            nullable = True
        elif part is not Unset and not is_beside_its_type(part, found):
            shape = types.shape(part)
            if isinstance(shape, Nullable):
                nullable = True
                shape = shape.inner
            parts[shape] = None
    scalars = {
        type_ for part in parts if isinstance(part, Scalar) for type_ in part.json_types
    }
    return (
        tuple(
            part
            for part in parts
            if not (part.constants and part.json_types <= scalars)
        ),
        nullable,
    )


def without_choice(annotation: Any, types: Types) -> Shape | None:
    """Return the shape of a union whose members have one shape; None if there is a choice."""
    parts, nullable = members(annotation, types)
    if not parts:
        return NULL
    if len(parts) == 1:
        return Nullable(parts[0]) if nullable else parts[0]
    if ANYTHING in parts and all(part.only_checks for part in parts):
        return ANYTHING
    return None


def _shape(annotation: Any, types: Types) -> Shape | None:
    if typing.get_origin(annotation) is Literal:
        return _of_literal(typing.get_args(annotation))
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return Members(annotation)
    return without_choice(annotation, types) if is_union(annotation) else None


CONSTANTS = TypeSupport({}, _shape)
