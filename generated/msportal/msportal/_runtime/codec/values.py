"""Shapes of scalars, formats, arrays and maps."""

from __future__ import annotations

import datetime as dt
import re
from binascii import unhexlify
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from re import Pattern
from typing import Any
from uuid import UUID, SafeUUID

from .encoding import finite, write_decimal_number
from .report import Path, Report, expected
from .shape import EVERY_JSON_TYPE, Block, JsonTypes, Shape


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
    return write_decimal_number(value) if isinstance(value, Decimal) else value


class Anything(Shape):
    """Any JSON value."""

    name = "any value"
    json_types = EVERY_JSON_TYPE
    only_checks = True

    def write_decode(self, block: Block, variable: str) -> None:
        block.line(f"if type({variable}) in UNSURE: unsure.met = True")

    def read(self, value: Any, report: Report, path: Path) -> Any:
        return value

    def encode_expression(self, block: Block, variable: str) -> str:
        return f"finite({variable})"

    def encode(self, value: Any) -> Any:
        return finite(value)


STRING = Scalar("a string", str, "type({}) is not str")
INTEGER = Integer()
NUMBER = Number()
BOOLEAN = Scalar("a boolean", bool, "{0} is not True and {0} is not False")
NULL = Scalar("null", type(None), "{} is not None")
ANYTHING = Anything()


# --- formats --------------------------------------------------------------------------

FAILURES = (ValueError, ArithmeticError, OSError)
"""Exceptions of reading a value of the right JSON type."""
_TEXT: JsonTypes = frozenset({str})
NUMBERS: JsonTypes = frozenset({int, float})


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

    def encode_expression(self, block: Block, variable: str) -> str:
        if self.write is None:
            return variable
        return f"{block.constant(self.encode)}({variable})"

    def encode(self, value: Any) -> Any:
        if self.write is not None and self.holds(value):
            value = self.write(value)
        return finite(value)

    def holds(self, value: Any) -> bool:
        """Return whether a Python value is of the type."""
        return isinstance(value, self.python_type) and not isinstance(value, bool)


def _kind(value: object) -> str:
    return "string" if isinstance(value, str) else "number"


_UUID_TEXT = re.compile(r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")

_new = object.__new__
_set_int = vars(UUID)["int"].__set__
_set_is_safe = vars(UUID)["is_safe"].__set__
_unknown = SafeUUID.unknown
_from_bytes = int.from_bytes


def _read_uuid(text: str) -> UUID:
    """Parse a UUID (RFC 9562), in half the time of its constructor."""
    octets = unhexlify(text.replace("-", ""))
    if len(octets) != 16:
        raise ValueError("not a UUID")
    uuid = _new(UUID)
    _set_int(uuid, _from_bytes(octets))
    _set_is_safe(uuid, _unknown)
    return uuid


_DATETIME = re.compile(
    r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:?\d\d)?", re.ASCII
)
"""RFC 3339, with or without an offset."""

_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def _read_datetime_with_care(text: str) -> dt.datetime:
    """Parse a datetime with letters in any case."""
    return dt.datetime.fromisoformat(text.upper())


FORMATS: dict[Any, Shape] = {
    dt.datetime: Format(
        "a date-time",
        dt.datetime,
        dt.datetime.fromisoformat,
        _read_datetime_with_care,
        _DATETIME,
    ),
    dt.date: Format("a date", dt.date, dt.date.fromisoformat, pattern=_DATE),
    UUID: Format("a UUID", UUID, _read_uuid, UUID, _UUID_TEXT),
}
"""Formats by annotation."""


# --- arrays and maps ------------------------------------------------------------------

_ARRAY: JsonTypes = frozenset({list})
_OBJECT: JsonTypes = frozenset({dict})


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

    def encode_expression(self, block: Block, variable: str) -> str:
        return self.inner.encode_expression(block, variable)

    def encode(self, value: Any) -> Any:
        return None if value is None else self.inner.encode(value)


class Array(Shape):
    """JSON array of items of one type."""

    name = "an array"
    json_types = _ARRAY

    def __init__(self, item: Shape) -> None:
        self.item = item
        self.only_checks = item.only_checks

    def write_decode(self, block: Block, variable: str) -> None:
        block.line(f"if type({variable}) is not list: raise Mismatch")
        item = block.local()
        if isinstance(self.item, Anything):
            block.line(f"if {variable}: unsure.met = True")
        elif self.item.only_checks:
            with block.indented(f"for {item} in {variable}:"):
                self.item.write_decode(block, item)
        else:
            call = self.item.decode_call(block, item)
            block.line(f"{variable} = [{call} for {item} in {variable}]")

    def read(self, value: Any, report: Report, path: Path) -> Any:
        if type(value) is not list:
            report.deviation(path, expected(self.name, value))
            return value
        return [
            self.item.read(item, report, (*path, index))
            for index, item in enumerate(value)
        ]

    def encode_expression(self, block: Block, variable: str) -> str:
        local = block.local()
        item = self.item.encode_expression(block, local)
        if item == local:
            return variable
        otherwise = f"{block.constant(self.encode)}({variable})"
        return f"([{item} for {local} in {variable}] if type({variable}) is list else {otherwise})"

    def encode(self, value: Any) -> Any:
        if isinstance(value, (list, tuple)):
            return [self.item.encode(item) for item in value]
        return finite(value)


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

    def encode_expression(self, block: Block, variable: str) -> str:
        key, local = block.local(), block.local()
        item = self.value.encode_expression(block, local)
        if item == local:
            return variable
        items = f"{{{key}: {item} for {key}, {local} in {variable}.items()}}"
        otherwise = f"{block.constant(self.encode)}({variable})"
        return f"({items} if type({variable}) is dict else {otherwise})"

    def encode(self, value: Any) -> Any:
        if isinstance(value, Mapping):
            return {key: self.value.encode(item) for key, item in value.items()}
        return finite(value)
