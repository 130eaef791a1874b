"""Base class of shapes, and the generated functions that they decode and encode with."""

from __future__ import annotations

import linecache
import re
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from threading import RLock
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from .report import Path, Report, expected

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


@dataclass(frozen=True)
class TypeSupport:
    """Types that not every client has. The `models` package of a client names those that its
    annotations use in `_TYPES`."""

    names: Mapping[str, Any]
    """Names in annotations."""

    shape: Callable[[Any, Types], Shape | None]
    """Returns the shape of a type; None if the type is another one."""
