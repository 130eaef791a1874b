"""Shapes of tuples, whose items have types of their own."""

from __future__ import annotations

import typing
from collections.abc import Sequence
from typing import Any

from .annotations import Types
from .compound import Positions
from .json_text import Path, Report, expected, finite
from .shapes import TEXT, Array, Block, JsonTypes, Shape, TypeSupport

_ARRAY: JsonTypes = frozenset({list})


class Items(Array):
    """JSON array of items of one type, as a tuple of any length."""

    def __init__(self, item: Shape) -> None:
        super().__init__(item)
        self.only_checks = False

    def write_decode(self, block: Block, variable: str) -> None:
        super().write_decode(block, variable)
        block.line(f"{variable} = tuple({variable})")

    def read(self, value: Any, report: Report, path: Path) -> Any:
        items = super().read(value, report, path)
        return tuple(items) if type(value) is list else items


class Tuple(Positions):
    """JSON array with a type for each leading position, and one for further items.

    An array may be shorter: required positions are not a matter of types.
    """

    name = "an array"
    json_types = _ARRAY

    def __init__(self, items: tuple[Shape, ...], rest: Shape | None) -> None:
        self.items = items
        self.rest = rest

    def write_decoder(self, block: Block) -> None:
        length = len(self.items)
        block.line("if type(v) is not list: raise Mismatch")
        if length:
            short = block.constant(self._decode_short)
            block.line(f"if len(v) < {length}: return {short}(v)")
        if self.rest is None:
            block.line(f"if len(v) > {length}: raise Mismatch")
        names = []
        for index, shape in enumerate(self.items):
            names.append(block.local())
            block.line(f"{names[-1]} = v[{index}]")
            shape.write_decode(block, names[-1])
        if self.rest is not None:
            block.line(f"v = v[{length}:]")
            Array(self.rest).write_decode(block, "v")
            names.append("*v")
        block.line(f"return ({''.join(f'{name}, ' for name in names)})")

    def _decode_short(self, value: list[Any]) -> tuple[Any, ...]:
        """Decode an array that is shorter than the positions with their own types."""
        report = Report(strict=True)
        return tuple(
            shape.read(item, report, (index,))
            for index, (shape, item) in enumerate(zip(self.items, value, strict=False))
        )

    def shape_at(self, index: int) -> Shape | None:
        """Return the shape of an item; None if none is allowed."""
        return self.items[index] if index < len(self.items) else self.rest

    def read(self, value: Any, report: Report, path: Path) -> Any:
        if type(value) is not list:
            report.deviation(path, expected(self.name, value))
            return value
        length = len(self.items)
        if len(value) > length and self.rest is None:
            report.deviation(path, f"expected at most {length} items, got {len(value)}")
        items = []
        for index, item in enumerate(value):
            shape = self.shape_at(index)
            items.append(shape.read(item, report, (*path, index)) if shape else item)
        return tuple(items)

    def encode_expression(self, block: Block, variable: str) -> str:
        return f"{block.constant(self.encode)}({variable})"

    def encode(self, value: Any) -> Any:
        if not isinstance(value, Sequence) or isinstance(value, TEXT):
            return finite(value)
        items = []
        for index, item in enumerate(value):
            shape = self.shape_at(index)
            items.append(shape.encode(item) if shape else finite(item))
        return items


def _shape(annotation: Any, types: Types) -> Shape | None:
    if typing.get_origin(annotation) is not tuple:
        return None
    arguments = typing.get_args(annotation)
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        return Items(types.inner(arguments[0]))
    rest = None
    if arguments and getattr(arguments[-1], "__unpacked__", False):
        rest = types.inner(typing.get_args(arguments[-1])[0])
        arguments = arguments[:-1]
    return Tuple(tuple(map(types.inner, arguments)), rest)


TUPLES = TypeSupport({}, _shape)
