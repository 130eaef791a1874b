"""Shapes of scalars, constants, formats, arrays and maps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from ipaddress import IPv4Address, IPv6Address
from itertools import islice
from re import Pattern
from typing import Any
from uuid import UUID

from ..models.wire_types import WireFormat
from . import text_forms as forms
from .encoding import UnfinishedFile, finite
from .json_text import integer_text, unsure
from .report import Path, Report, expected, json_type_names
from .shape import (
    EVERY_JSON_TYPE,
    NO_LIKENESS,
    Block,
    JsonTypes,
    Likeness,
    Mismatch,
    Shape,
)


class Scalar(Shape):
    """Scalar JSON type."""

    only_checks = True

    def __init__(self, name: str, type_: type, refused: str) -> None:
        """Create a scalar; `refused` is the condition on `{}` under which a value is of another
        type."""
        self.name = name
        self.json_types = frozenset({type_})
        self._refused = refused

    def write_decode(self, block: Block, variable: str) -> None:
        block.line(f"if {self._refused.format(variable)}: raise Mismatch")


class Integer(Scalar):
    """JSON number without a fraction; `3.0` is one, too (JSON Schema, 6.1.1)."""

    def __init__(self) -> None:
        super().__init__("an integer", int, "type({}) is not int")

    def read(self, value: Any, report: Report, path: Path) -> Any:
        if type(value) is float and value.is_integer():
            return int(value)
        return super().read(value, report, path)

    def encode_expression(self, block: Block, variable: str) -> str:
        encode = block.constant(self.encode)
        return f"({variable} if type({variable}) is int else {encode}({variable}))"

    def encode(self, value: Any) -> Any:
        return finite(number(value))


class Number(Shape):
    """JSON number, which is read as written: `1` is an int."""

    name = "a number"
    json_types: JsonTypes = frozenset({int, float})
    only_checks = True

    def write_decode(self, block: Block, variable: str) -> None:
        block.line(
            f"if type({variable}) is not int and not ("
            f"type({variable}) is float and -LARGEST < {variable} < LARGEST): raise Mismatch"
        )

    def read(self, value: Any, report: Report, path: Path) -> Any:
        if type(value) is float and value - value != 0.0:  # `NaN`, or `1e999`
            report.deviation(path, expected("a finite number", value))
            return value
        return super().read(value, report, path)

    def encode_expression(self, block: Block, variable: str) -> str:
        encode = block.constant(self.encode)
        return (
            f"({variable} if type({variable}) is int or type({variable}) is float"
            f" and {variable} - {variable} == 0.0 else {encode}({variable}))"
        )

    def encode(self, value: Any) -> Any:
        return finite(number(value))


def number(value: Any) -> Any:
    """Convert a decimal to a JSON number, as the type of the property is one; any other value is
    returned as it is."""
    return forms.write_decimal_number(value) if isinstance(value, Decimal) else value


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
        return f"finite({variable})"

    def encode(self, value: Any) -> Any:
        return finite(value)

    def holds(self, value: Any) -> bool:
        return True


class FileShape(Anything):
    """Content of a file, which `encode` keeps and JSON cannot represent."""

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
FILE = FileShape()


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
    """Member of an enumeration class; an unknown value is kept."""

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
    """Return the message for an unknown constant."""
    if type(value) not in shape.json_types:
        return expected(shape.name, value)
    return "the value is not one of the listed ones"


# --- formats --------------------------------------------------------------------------

FAILURES = (ValueError, ArithmeticError, OSError)
"""Exceptions of reading a value of the right JSON type."""
_TEXT: JsonTypes = frozenset({str})
_NUMBER: JsonTypes = frozenset({int, float})


@dataclass(eq=False)
class Format(Shape):
    """String or number that stands for another Python type."""

    name: str
    python_type: type
    read_fast: Callable[[Any], Any]
    """Raises any exception for invalid values."""

    read_carefully: Callable[[Any], Any] | None = None
    """Accepts further spellings; None if there are none."""

    pattern: Pattern[str] | None = None
    """Pattern of strings that can mean nothing else."""

    write: Callable[[Any], Any] | None = None
    """None if the JSON form is the default one of the Python type."""

    json_types: JsonTypes = _TEXT
    decodes_by_call = True

    def decode_call(self, block: Block, variable: str) -> str:
        return f"{block.constant(self.read_fast)}({variable})"

    def read(self, value: Any, report: Report, path: Path) -> Any:
        if type(value) not in self.json_types:
            report.deviation(path, expected(self.name, value))
            return value
        for read in (self.read_fast, self.read_carefully):
            if read is not None:
                try:
                    return read(value)
                except FAILURES:
                    pass
        report.deviation(path, f"expected {self.name}, got another {_kind(value)}")
        return value

    def exactly(self, value: Any) -> Any:
        if self.pattern is not None and not self.pattern.fullmatch(value):
            raise Mismatch
        return (self.read_carefully or self.read_fast)(value)

    def likeness(self, value: Any, depth: int) -> Likeness:
        if type(value) not in self.json_types:
            return NO_LIKENESS
        try:
            self.exactly(value)
        except FAILURES:
            return NO_LIKENESS
        return (0, 0)

    def encode_expression(self, block: Block, variable: str) -> str:
        if self.write is None:
            return variable
        return f"{block.constant(self.encode)}({variable})"

    def is_special(self, around: frozenset[Shape]) -> bool:
        return self.write is not None

    def encode(self, value: Any) -> Any:
        if self.write is not None and self.holds(value):
            value = self.write(value)
        return finite(value)

    def holds(self, value: Any) -> bool:
        return isinstance(value, self.python_type) and not isinstance(value, bool)


def _kind(value: object) -> str:
    return "string" if isinstance(value, str) else "number"


FORMATS: dict[type, Format] = {
    dt.datetime: Format(
        "a date-time",
        dt.datetime,
        forms.read_datetime,
        forms.read_datetime_with_care,
        forms.DATETIME,
    ),
    dt.date: Format("a date", dt.date, forms.read_date, pattern=forms.DATE),
    dt.time: Format(
        "a time", dt.time, forms.read_time, forms.read_time_with_care, forms.TIME
    ),
    dt.timedelta: Format(
        "a duration of fixed length", dt.timedelta, forms.read_duration
    ),
    UUID: Format("a UUID", UUID, forms.read_uuid, UUID, forms.UUID_TEXT),
    IPv4Address: Format("an IPv4 address", IPv4Address, forms.read_ipv4),
    IPv6Address: Format("an IPv6 address", IPv6Address, forms.read_ipv6),
    Decimal: Format(
        "a decimal number as a string",
        Decimal,
        forms.read_decimal,
        pattern=forms.PLAIN_DECIMAL,
    ),
    bytes: Format(
        "base64",
        bytes,
        forms.read_base64,
        forms.read_base64_with_care,
        forms.BASE64,
    ),
}
"""Formats by annotation."""

WIRE_FORMATS: dict[WireFormat, Format] = {
    WireFormat.BASE64URL: Format(
        "URL-safe base64",
        bytes,
        forms.read_base64url,
        pattern=forms.BASE64URL,
        write=forms.write_base64url,
    ),
    WireFormat.UNIX_TIME: Format(
        "seconds since 1970",
        dt.datetime,
        forms.read_unix_time,
        write=forms.write_unix_time,
        json_types=_NUMBER,
    ),
    WireFormat.HTTP_DATE: Format(
        "an HTTP date", dt.datetime, forms.read_http_date, write=forms.write_http_date
    ),
    WireFormat.DECIMAL_NUMBER: Format(
        "a finite number",
        Decimal,
        forms.read_decimal_number,
        write=forms.write_decimal_number,
        json_types=_NUMBER | {Decimal},
    ),
    WireFormat.INTEGER_STRING: Format(
        "an integer as a string",
        int,
        forms.read_integer_string,
        pattern=forms.PLAIN_INTEGER,
        write=integer_text,
    ),
}
"""Formats by marker in the annotation."""


# --- arrays and maps ------------------------------------------------------------------

_ARRAY: JsonTypes = frozenset({list})
_OBJECT: JsonTypes = frozenset({dict})
_SAMPLE = 3
"""Number of items of a container that `likeness` inspects."""


class Nullable(Shape):
    """Type that may be null."""

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
    """JSON array of items of one type: a list, or a tuple of any length."""

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
        return finite(value)

    def holds(self, value: Any) -> bool:
        return isinstance(value, (list, tuple)) and all(
            self.item.holds(item) for item in islice(value, _SAMPLE)
        )


class Tuple(Shape):
    """JSON array with a type for each leading position, and one for further items.

    An array may be shorter: required positions are not a matter of types.
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
        """Decode an array that is shorter than the positions with their own types."""
        report = Report(strict=True)
        return tuple(
            shape.read(item, report, (index,))
            for index, (shape, item) in enumerate(zip(self._items, value, strict=False))
        )

    def shape_at(self, index: int) -> Shape | None:
        """Return the shape of an item; None if none is allowed."""
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
            return finite(value)
        items = []
        for index, item in enumerate(value):
            shape = self.shape_at(index)
            items.append(shape.encode(item) if shape else finite(item))
        return items

    def holds(self, value: Any) -> bool:
        return isinstance(value, (list, tuple)) and all(
            shape.holds(item) for shape, item in zip(self._items, value, strict=False)
        )


class Map(Shape):
    """JSON object with arbitrary keys and values of one type."""

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
        return finite(value)

    def holds(self, value: Any) -> bool:
        return isinstance(value, Mapping) and all(
            self.value.holds(item) for item in islice(value.values(), _SAMPLE)
        )
