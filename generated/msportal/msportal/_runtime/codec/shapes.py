"""Shapes of scalars, formats, arrays and maps, their base class, and the generated functions that
they decode and encode with."""

from __future__ import annotations

import datetime as dt
import linecache
import re
from binascii import unhexlify
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from re import Pattern
from threading import RLock
from typing import TYPE_CHECKING, Any, Final, TypeAlias
from uuid import UUID, SafeUUID

from .json_text import Path, Report, expected, finite, write_decimal_number

if TYPE_CHECKING:
    from .annotations import Types

CATCH_ALL: Final = "additional_properties"
"""Name of the field with all undeclared properties, if the document declares a type for them."""

REQUIRED: Final = object()
"""Stands for the default of a required field."""


# --- generated functions --------------------------------------------------------------

Function: TypeAlias = Callable[[Any], Any]
"""A generated function with one argument."""

_NO_IDENTIFIER = re.compile(r"[^A-Za-z0-9_]")


class Mismatch(ValueError):
    """Raised by generated code for a value that does not match its type. It has no details, as the
    value is then read a second time with error reports."""


class Block:
    """Source of one generated function. Text of a document is included as a constant or by `repr`
    only."""

    def __init__(self, functions: Functions, name: str, argument: str) -> None:
        self.functions = functions
        self._lines = [f"def {name}({argument}):"]
        self._depth = 1
        self._locals = 0

    def line(self, text: str) -> None:
        """Add a line."""
        self._lines.append(" " * self._depth + text)

    @contextmanager
    def indented(self, header: str) -> Iterator[None]:
        """Add a line and an indented block; nothing if the block is empty."""
        before = len(self._lines)
        self.line(header)
        self._depth += 1
        yield
        self._depth -= 1
        if len(self._lines) == before + 1:
            self._lines.pop()

    def local(self) -> str:
        """Return the name of a new local variable."""
        self._locals += 1
        return f"v{self._locals}"

    def constant(self, value: object) -> str:
        """Return a global name for a value."""
        return self.functions.constant(value)

    @property
    def source(self) -> str:
        """The whole function."""
        return "\n".join(self._lines) + "\n"


class Functions:
    """Generated functions, which call each other by name.

    A name can be used once it is declared: the function is compiled when it is first called. So
    recursive types end, and a type costs nothing before its first value. Thread-safe.
    """

    def __init__(self, label: str, names: Mapping[str, object]) -> None:
        self._label = label
        self._globals: dict[str, Any] = dict(names)
        self._pending: dict[str, Callable[[], Function]] = {}
        self._lock = RLock()
        self._declared: dict[Hashable, str] = {}
        self._constants: dict[int, str] = {}
        self._count = 0

    def declare(
        self,
        key: Hashable,
        hint: str,
        write: Callable[[Block], None],
        argument: str = "v",
    ) -> str:
        """Return the name of a function, whose body `write` adds to a block when it is first
        needed; the same key has the same function."""
        with self._lock:
            name = self._declared.get(key)
            if name is not None:
                return name
            name = self._declared[key] = self._new_name(hint)

            def compile_now() -> Function:
                return self._compile(name, argument, write)

            self._pending[name] = compile_now
            self._globals[name] = lambda value: compile_now()(value)
        return name

    def __getitem__(self, name: str) -> Function:
        """Return the compiled function with a name."""
        compile_now = self._pending.get(name)
        function: Function = (
            self._globals[name] if compile_now is None else compile_now()
        )
        return function

    def constant(self, value: object) -> str:
        """Return a global name for a value; the same object has the same name."""
        with self._lock:
            name = self._constants.get(id(value))
            if name is None:
                name = self._constants[id(value)] = self._new_name("constant")
                self._globals[name] = value
        return name

    def _new_name(self, hint: str) -> str:
        with self._lock:
            self._count += 1
            return f"{_NO_IDENTIFIER.sub('_', hint)}_{self._count}"

    def _compile(
        self, name: str, argument: str, write: Callable[[Block], None]
    ) -> Function:
        with self._lock:
            if name in self._pending:
                block = Block(self, name, argument)
                write(block)
                source = block.source
                filename = f"<codec of {self._label}: {name}>"
                exec(compile(source, filename, "exec"), self._globals)
                # Tracebacks and debuggers find the source here.
                lines = source.splitlines(keepends=True)
                linecache.cache[filename] = (len(source), None, lines, filename)
                del self._pending[name]
            function: Function = self._globals[name]
        return function


# --- shapes ---------------------------------------------------------------------------

JsonTypes: TypeAlias = frozenset[type]
"""Python types of parsed JSON values."""

EVERY_JSON_TYPE: JsonTypes = frozenset({str, int, float, bool, list, dict, type(None)})


class Shape:
    """Base class of shapes: types prepared for decoding and encoding.

    Decoding has a fast form, generated code that raises an exception for a value that does not
    match, and a careful one, `read`, that reports deviations and continues. Encoding converts a
    value to what a JSON library writes with the help of `Encoder.default`; a value of another type
    is kept, and encoded by its own type.
    """

    name: str
    """Name of the JSON value, for messages: `a string`."""

    json_types: JsonTypes
    only_checks = False
    """True if a decoded value is the JSON value itself."""

    decodes_by_call = False
    """True if `decode_call` is short, and uses the variable once."""

    constants: tuple[Any, ...] = ()
    """The only values, if there are a few constants."""

    has_own_form = False
    """True if values have another JSON form than their Python type has by default."""

    def write_decode(self, block: Block, variable: str) -> None:
        """Add lines that check the value of a variable and replace it with the decoded one."""
        if not self.only_checks:
            block.line(f"{variable} = {self.decode_call(block, variable)}")

    def write_decoder(self, block: Block) -> None:
        """Add the body of a function that decodes its argument `v`."""
        self.write_decode(block, "v")
        block.line("return v")

    def decode_call(self, block: Block, variable: str) -> str:
        """Return an expression for the decoded value of a variable."""
        return f"{self.decoder(block.functions)}({variable})"

    def decoder(self, functions: Functions) -> str:
        """Return the name of a function that decodes."""
        return functions.declare(("decode", self), "decode", self.write_decoder)

    def read(self, value: Any, report: Report, path: Path) -> Any:
        """Decode a value, reporting deviations, which are kept as they are."""
        if type(value) not in self.json_types:
            report.deviation(path, expected(self.name, value))
        return value

    def encode_expression(self, block: Block, variable: str) -> str:
        """Return an expression for the encoded value of a variable; the variable itself if JSON
        libraries write every value of the type."""
        return variable

    def encode(self, value: Any) -> Any:
        """Encode a value."""
        return value


@dataclass(frozen=True, eq=False, repr=False)
class TypeSupport:
    """Types that not every client has. The `models` package of a client names those that its
    annotations use in `_TYPES`."""

    names: Mapping[str, Any]
    """Names in annotations."""

    shape: Callable[[Any, Types], Shape | None]
    """Returns the shape of a type; None if the type is another one."""

    are_dicts: bool = False
    """True if values of the types are dicts, which do not know their type."""


# --- scalars ------------------------------------------------------------------------


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

TEXT = (str, bytes, bytearray, memoryview)
"""Sequences that are no arrays."""

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
        if isinstance(value, Sequence) and not isinstance(value, TEXT):
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
