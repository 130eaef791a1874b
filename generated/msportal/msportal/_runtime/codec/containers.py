"""Shapes of null, arrays and maps around other shapes."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any

from .encoding import sound
from .functions import Block
from .report import Path, Report, expected
from .scalars import Anything
from .shape import NO_LIKENESS, JsonTypes, Likeness, Shape

_ARRAY: JsonTypes = frozenset({list})
_OBJECT: JsonTypes = frozenset({dict})
_SAMPLE = 3
"""How many items of a container `likeness` looks at."""


class Nullable(Shape):
    """A type, or null."""

    def __init__(self, inner: Shape) -> None:
        self.inner = inner
        self.name = inner.name
        self.json_types = inner.json_types | {type(None)}
        self.only_checks = inner.only_checks

    def write_decode(self, block: Block, variable: str) -> None:
        with block.indented(f"if {variable} is not None:"):
            self.inner.write_decode(block, variable)

    def decode_call(self, block: Block, variable: str) -> str:
        return f"(None if {variable} is None else {self.inner.decode_call(block, variable)})"

    def read(self, value: Any, report: Report, path: Path) -> Any:
        return None if value is None else self.inner.read(value, report, path)

    def likeness(self, value: Any, depth: int) -> Likeness:
        return (0, 0) if value is None else self.inner.likeness(value, depth)

    def encode_expression(self, block: Block, variable: str) -> str:
        return self.inner.encode_expression(block, variable)

    def is_special(self, around: frozenset[Shape]) -> bool:
        return self.inner.is_special(around)

    def encode(self, value: Any) -> Any:
        return None if value is None else self.inner.encode(value)

    def holds(self, value: Any) -> bool:
        return value is None or self.inner.holds(value)


class Array(Shape):
    """A JSON array whose items have one type: a list, or a tuple of any length."""

    name = "an array"
    json_types = _ARRAY

    def __init__(self, item: Shape, *, as_tuple: bool = False) -> None:
        self.item = item
        self._as_tuple = as_tuple
        self.only_checks = item.only_checks and not as_tuple

    def write_decode(self, block: Block, variable: str) -> None:
        block.line(f"if type({variable}) is not list: raise Mismatch")
        item = block.local()
        if isinstance(self.item, Anything):
            block.line(f"if {variable}: unsure.met = True")
            if self._as_tuple:
                block.line(f"{variable} = tuple({variable})")
            return
        if self.item.only_checks:
            with block.indented(f"for {item} in {variable}:"):
                self.item.write_decode(block, item)
            if self._as_tuple:
                block.line(f"{variable} = tuple({variable})")
            return
        items = f"[{self.item.decode_call(block, item)} for {item} in {variable}]"
        block.line(f"{variable} = {f'tuple({items})' if self._as_tuple else items}")

    def read(self, value: Any, report: Report, path: Path) -> Any:
        if type(value) is not list:
            report.deviation(path, expected(self.name, value))
            return value
        items = [
            self.item.read(item, report, (*path, i)) for i, item in enumerate(value)
        ]
        return tuple(items) if self._as_tuple else items

    def likeness(self, value: Any, depth: int) -> Likeness:
        if type(value) is not list:
            return NO_LIKENESS
        if depth == 0 or not value:
            return (0, 0)
        return min(self.item.likeness(item, depth - 1) for item in value[:_SAMPLE])

    def encode_expression(self, block: Block, variable: str) -> str:
        local = block.local()
        item = self.item.encode_expression(block, local)
        if item == local:
            return variable
        otherwise = f"{block.constant(self.encode)}({variable})"
        return f"([{item} for {local} in {variable}] if type({variable}) is list else {otherwise})"

    def is_special(self, around: frozenset[Shape]) -> bool:
        return self.item.is_special(around)

    def encode(self, value: Any) -> Any:
        if isinstance(value, (list, tuple)):
            return [self.item.encode(item) for item in value]
        return sound(value)

    def holds(self, value: Any) -> bool:
        return isinstance(value, (list, tuple)) and all(
            self.item.holds(item) for item in islice(value, _SAMPLE)
        )


class Tuple(Shape):
    """A JSON array with a type for each leading position, and one for what follows.

    An array may end before that: which positions there have to be is no matter of types.
    """

    name = "an array"
    json_types = _ARRAY

    def __init__(self, items: tuple[Shape, ...], rest: Shape | None) -> None:
        self._items = items
        self._rest = rest

    def write_decoder(self, block: Block) -> None:
        length = len(self._items)
        block.line("if type(v) is not list: raise Mismatch")
        if length:
            short = block.constant(self._decode_short)
            block.line(f"if len(v) < {length}: return {short}(v)")
        if self._rest is None:
            block.line(f"if len(v) > {length}: raise Mismatch")
        names = []
        for index, shape in enumerate(self._items):
            names.append(block.local())
            block.line(f"{names[-1]} = v[{index}]")
            shape.write_decode(block, names[-1])
        if self._rest is not None:
            block.line(f"v = v[{length}:]")
            Array(self._rest).write_decode(block, "v")
            names.append("*v")
        block.line(f"return ({''.join(f'{name}, ' for name in names)})")

    def _decode_short(self, value: list[Any]) -> tuple[Any, ...]:
        """Decode an array that ends before its last position of a type of its own."""
        report = Report(strict=True)
        return tuple(
            shape.read(item, report, (index,))
            for index, (shape, item) in enumerate(zip(self._items, value, strict=False))
        )

    def shape_at(self, index: int) -> Shape | None:
        """The shape of an item; None where none may be."""
        return self._items[index] if index < len(self._items) else self._rest

    def read(self, value: Any, report: Report, path: Path) -> Any:
        if type(value) is not list:
            report.deviation(path, expected(self.name, value))
            return value
        length = len(self._items)
        if len(value) > length and self._rest is None:
            report.deviation(path, f"expected at most {length} items, got {len(value)}")
        items = []
        for index, item in enumerate(value):
            shape = self.shape_at(index)
            items.append(shape.read(item, report, (*path, index)) if shape else item)
        return tuple(items)

    def likeness(self, value: Any, depth: int) -> Likeness:
        if type(value) is not list:
            return NO_LIKENESS
        wrong = max(0, len(self._items) - len(value))
        for index, item in enumerate(
            value[: len(self._items) + _SAMPLE] if depth else ()
        ):
            shape = self.shape_at(index)
            wrong += 1 if shape is None else -shape.likeness(item, depth - 1)[0]
        return (-wrong, 0)

    def encode_expression(self, block: Block, variable: str) -> str:
        return f"{block.constant(self.encode)}({variable})"

    def is_special(self, around: frozenset[Shape]) -> bool:
        shapes = self._items if self._rest is None else (*self._items, self._rest)
        return any(shape.is_special(around) for shape in shapes)

    def encode(self, value: Any) -> Any:
        if not isinstance(value, (list, tuple)):
            return sound(value)
        items = []
        for index, item in enumerate(value):
            shape = self.shape_at(index)
            items.append(shape.encode(item) if shape else sound(item))
        return items

    def holds(self, value: Any) -> bool:
        return isinstance(value, (list, tuple)) and all(
            shape.holds(item) for shape, item in zip(self._items, value, strict=False)
        )


class Map(Shape):
    """A JSON object with arbitrary keys and values of one type."""

    name = "an object"
    json_types = _OBJECT

    def __init__(self, value: Shape) -> None:
        self.value = value
        self.only_checks = value.only_checks

    def write_decode(self, block: Block, variable: str) -> None:
        item = block.local()
        if isinstance(self.value, Anything):
            block.line(f"if type({variable}) is not dict: raise Mismatch")
            block.line(f"if {variable}: unsure.met = True")
        elif self.only_checks:
            block.line(f"if type({variable}) is not dict: raise Mismatch")
            with block.indented(f"for {item} in {variable}.values():"):
                self.value.write_decode(block, item)
        else:
            key = block.local()
            call = self.value.decode_call(block, item)
            block.line(
                f"{variable} = {{{key}: {call} for {key}, {item} in {variable}.items()}}"
            )

    def read(self, value: Any, report: Report, path: Path) -> Any:
        if type(value) is not dict:
            report.deviation(path, expected(self.name, value))
            return value
        return {
            key: self.value.read(item, report, (*path, key))
            for key, item in value.items()
        }

    def likeness(self, value: Any, depth: int) -> Likeness:
        if type(value) is not dict:
            return NO_LIKENESS
        if depth == 0 or not value:
            return (0, 0)
        items = islice(value.values(), _SAMPLE)
        return (min(self.value.likeness(item, depth - 1)[0] for item in items), 0)

    def encode_expression(self, block: Block, variable: str) -> str:
        key, local = block.local(), block.local()
        item = self.value.encode_expression(block, local)
        if item == local:
            return variable
        items = f"{{{key}: {item} for {key}, {local} in {variable}.items()}}"
        otherwise = f"{block.constant(self.encode)}({variable})"
        return f"({items} if type({variable}) is dict else {otherwise})"

    def is_special(self, around: frozenset[Shape]) -> bool:
        return self.value.is_special(around)

    def encode(self, value: Any) -> Any:
        if isinstance(value, Mapping):
            return {key: self.value.encode(item) for key, item in value.items()}
        return sound(value)

    def holds(self, value: Any) -> bool:
        return isinstance(value, Mapping) and all(
            self.value.holds(item) for item in islice(value.values(), _SAMPLE)
        )
