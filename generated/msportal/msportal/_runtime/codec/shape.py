"""Base class of shapes, and the generated functions that they decode and encode with."""

from __future__ import annotations

import linecache
import re
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
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
    only.

    Text of a document gets in as a constant or through `repr` only.
    """

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

Likeness: TypeAlias = tuple[int, int]
"""How well a value fits: minus the number of deviations, and the number of known properties."""

NO_LIKENESS: Likeness = (-1, 0)
LIKENESS_DEPTH = 3
"""Depth up to which `Shape.likeness` inspects a value; deeper parts count as matching."""

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

    def exactly(self, value: Any) -> Any:
        """Decode a scalar that can mean nothing else, for unions of scalars.

        Raises:
            ValueError, ArithmeticError, OSError: It may mean something else.
        """
        if type(value) not in self.json_types:
            raise Mismatch
        return value

    def likeness(self, value: Any, depth: int) -> Likeness:
        """Return how well a JSON value fits, to choose among the members of a union."""
        return (0, 0) if type(value) in self.json_types else NO_LIKENESS

    def encode_expression(self, block: Block, variable: str) -> str:
        """Return an expression for the encoded value of a variable; the variable itself if JSON
        libraries write every value of the type."""
        return variable

    def is_special(self, around: frozenset[Shape]) -> bool:
        """Return whether values, or values in them, have another JSON form than their Python type
        has by default; models aside. `around` holds the enclosing shapes, as a type may be
        recursive.

        `around` holds the shapes around this one, for a type may be part of itself.
        """
        return False

    def encode(self, value: Any) -> Any:
        """Encode a value."""
        return value

    def holds(self, value: Any) -> bool:
        """Return whether a Python value is of the type, to choose among the members of a union."""
        return type(value) in self.json_types


# --- discriminators -------------------------------------------------------------------


class Tag:
    """Discriminator: the property that distinguishes objects, and the member for each of its
    values."""

    def __init__(
        self,
        property: str,
        members: Mapping[Any, Shape | str],
        types: Types,
        default: str | None = None,
    ) -> None:
        """Create a discriminator. `members` maps values of the property to members, or to their
        names; `default` names the member for every other string."""
        self.property = property
        self._members = members
        self._types = types
        self._default = default

    def member(self, value: Any) -> Shape | None:
        """Return the member for a value of the property."""
        member: Shape | str | None
        if isinstance(value, str):
            member = self._members.get(value, self._default)
        else:
            try:
                member = self._members.get(value)
            except TypeError:  # an array or an object is no key
                return None
        return self._types.shape(member) if isinstance(member, str) else member

    @property
    def default(self) -> Shape | None:
        """Member for an object without the property; None if the document names none."""
        return None if self._default is None else self._types.shape(self._default)

    def unmapped(self, members: tuple[Shape, ...]) -> tuple[Shape, ...]:
        """Return the members that no value is mapped to, for example if one value stands for
        several."""
        mapped = {self.member(value) for value in self._members}
        return tuple(each for each in members if each not in mapped)

    def knows(self, value: Any) -> bool:
        """Return whether a value is mapped."""
        return value in self._members


class _Decoders(dict[Any, Function]):
    """Decoders by value of a discriminator, each compiled when its first value arrives."""

    def __init__(
        self, tag: Tag, functions: Functions, others: Callable[[], Shape | None]
    ) -> None:
        """Create an empty mapping; `others` returns the members that no value is mapped to."""
        super().__init__()
        self._tag = tag
        self._functions = functions
        self._others = others

    def __missing__(self, value: Any) -> Function:
        member = self._tag.member(value) or self._others()
        if member is None:
            raise Mismatch
        decode = self._functions[member.decoder(self._functions)]
        if self._tag.knows(value):
            self[value] = decode
        return decode


def write_dispatch(
    block: Block,
    variable: str,
    tag: Tag,
    others: Callable[[], Shape | None] = lambda: None,
) -> None:
    decoders = block.constant(_Decoders(tag, block.functions, others))
    block.line(f"{variable} = {decoders}[{variable}[{tag.property!r}]]({variable})")
