"""Shapes of single values that JSON has a type for: strings, numbers, constants."""

from __future__ import annotations

from enum import Enum
from typing import Any

from .encoding import UnfinishedFile, sound
from .functions import Block, Mismatch
from .json_text import unsure
from .report import Path, Report, expected, json_type_names
from .shape import EVERY_JSON_TYPE, NO_LIKENESS, JsonTypes, Likeness, Shape


class Scalar(Shape):
    """A JSON type as it is."""

    only_checks = True

    def __init__(self, name: str, type_: type, refused: str) -> None:
        """`refused` is the condition on `{}` under which a value is of another type."""
        self.name = name
        self.json_types = frozenset({type_})
        self._refused = refused

    def write_decode(self, block: Block, variable: str) -> None:
        block.line(f"if {self._refused.format(variable)}: raise Mismatch")


class Integer(Scalar):
    """A JSON number without a fraction; `3.0` is one too (JSON Schema, 6.1.1)."""

    def __init__(self) -> None:
        super().__init__("an integer", int, "type({}) is not int")

    def read(self, value: Any, report: Report, path: Path) -> Any:
        if type(value) is float and value.is_integer():
            return int(value)
        return super().read(value, report, path)


class Number(Shape):
    """A JSON number, which is read as it was written: `1` is an int."""

    name = "a number"
    json_types: JsonTypes = frozenset({int, float})
    only_checks = True

    def write_decode(self, block: Block, variable: str) -> None:
        block.line(
            f"if type({variable}) is not int and not ("
            f"type({variable}) is float and -LARGEST < {variable} < LARGEST): raise Mismatch"
        )

    def encode_expression(self, block: Block, variable: str) -> str:
        return f"({variable} if type({variable}) is int else sound({variable}))"

    def encode(self, value: Any) -> Any:
        return sound(value)


class Anything(Shape):
    """Any JSON value."""

    name = "any value"
    json_types = EVERY_JSON_TYPE
    only_checks = True

    def write_decode(self, block: Block, variable: str) -> None:
        block.line(f"if type({variable}) in UNSURE: unsure.met = True")

    def exactly(self, value: Any) -> Any:
        unsure.met = True
        return value

    def read(self, value: Any, report: Report, path: Path) -> Any:
        return value

    def encode_expression(self, block: Block, variable: str) -> str:
        return f"sound({variable})"

    def encode(self, value: Any) -> Any:
        return sound(value)

    def holds(self, value: Any) -> bool:
        return True


class File(Anything):
    """The content of a file, which `encode` hands on as it is and JSON cannot hold."""

    name = "a file"

    def is_special(self, around: frozenset[Shape]) -> bool:
        return True

    def encode_expression(self, block: Block, variable: str) -> str:
        return f"{block.constant(self.encode)}({variable})"

    def encode(self, value: Any) -> Any:
        return (
            value if value is None or isinstance(value, str) else UnfinishedFile(value)
        )


STRING = Scalar("a string", str, "type({}) is not str")
INTEGER = Integer()
NUMBER = Number()
BOOLEAN = Scalar("a boolean", bool, "{0} is not True and {0} is not False")
NULL = Scalar("null", type(None), "{} is not None")
ANYTHING = Anything()
FILE = File()


class Constants(Shape):
    """One of a few constants."""

    only_checks = True

    def __init__(self, values: tuple[Any, ...]) -> None:
        self.values = frozenset((type(value), value) for value in values)
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

    def likeness(self, value: Any, depth: int) -> Likeness:
        return (
            (0, 0) if self.holds(value) else (-100, 0)
        )  # a constant tells members apart

    def exactly(self, value: Any) -> Any:
        if not self.holds(value):
            raise Mismatch
        return value

    def holds(self, value: Any) -> bool:
        return type(value) in self.json_types and (type(value), value) in self.values


class Members(Shape):
    """A member of an enumeration class; a value that is none stays as it is."""

    def __init__(self, cls: type[Enum]) -> None:
        self._cls = cls
        self._members = {(type(member.value), member.value): member for member in cls}
        self.values = frozenset(self._members)
        self.json_types = frozenset(kind for kind, _ in self._members)
        self.name = json_type_names(self.json_types)

    def decode_call(self, block: Block, variable: str) -> str:
        if self.json_types == {str}:
            table: dict[Any, Enum] = {
                value: m for (_, value), m in self._members.items()
            }
            return f"{block.constant(table)}[{variable}]"
        return f"{block.constant(self._members)}[type({variable}), {variable}]"

    def read(self, value: Any, report: Report, path: Path) -> Any:
        if type(value) in self.json_types:
            member = self._members.get((type(value), value))
            if member is not None:
                return member
        report.deviation(path, _unknown(self, value))
        return value

    def exactly(self, value: Any) -> Enum:
        member = self._members.get((type(value), value))
        if member is None:
            raise Mismatch
        return member

    def likeness(self, value: Any, depth: int) -> Likeness:
        known = type(value) in self.json_types and (type(value), value) in self._members
        return (0, 0) if known else NO_LIKENESS

    def holds(self, value: Any) -> bool:
        return isinstance(value, self._cls)


def _unknown(shape: Constants | Members, value: Any) -> str:
    """The message for a value that is not listed."""
    if type(value) not in shape.json_types:
        return expected(shape.name, value)
    return "the value is none of those that are listed"
