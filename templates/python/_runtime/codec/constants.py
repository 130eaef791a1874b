"""Shapes of constants and enumeration classes."""

from __future__ import annotations

import typing
from enum import Enum
from typing import Any, Literal

from .annotations import Types
from .json_text import Path, Report, expected, json_type_names
from .shapes import NULL, Block, Nullable, Shape, TypeSupport


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


def _shape(annotation: Any, types: Types) -> Shape | None:
    if typing.get_origin(annotation) is Literal:
        return _of_literal(typing.get_args(annotation))
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return Members(annotation)
    return None


CONSTANTS = TypeSupport({}, _shape)
