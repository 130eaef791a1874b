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
"""Name of the field that holds every undeclared property, where the document gives them a type."""

REQUIRED: Final = object()
"""Stands for the default of a field that has to be given."""


# --- generated functions --------------------------------------------------------------

Function: TypeAlias = Callable[[Any], Any]
"""What is generated: a function of one argument."""

_NO_IDENTIFIER = re.compile(r"[^A-Za-z0-9_]")


class Mismatch(ValueError):
    """What generated code raises for a value that is not of its type; it says nothing more, since
    the value is then read a second time with care."""


class Block:
    """The source of one function while it is written.

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
        """Add a line and what is written inside; nothing where nothing is written inside."""
        before = len(self._lines)
        self.line(header)
        self._depth += 1
        yield
        self._depth -= 1
        if len(self._lines) == before + 1:
            self._lines.pop()

    def local(self) -> str:
        """A variable that the function does not have yet."""
        self._locals += 1
        return f"v{self._locals}"

    def constant(self, value: object) -> str:
        """A global name for a value."""
        return self.functions.constant(value)

    @property
    def source(self) -> str:
        """The whole function."""
        return "\n".join(self._lines) + "\n"


class Functions:
    """Generated functions, which call each other by name.

    A name can be used as soon as it is declared: what stands under it until then compiles the
    function when it is called. So recursive types end, and a type costs nothing before a value of
    it comes. Several threads may call, declare and compile.
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
        """The name of a function, whose body `write` adds to a block when it is first needed; the
        same key has the same function."""
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
        """The compiled function of a name."""
        compile_now = self._pending.get(name)
        function: Function = (
            self._globals[name] if compile_now is None else compile_now()
        )
        return function

    def constant(self, value: object) -> str:
        """A global name for a value; the same object has the same name."""
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
"""How well a value fits: minus the number of things wrong with it, and of properties known."""

NO_LIKENESS: Likeness = (-1, 0)
LIKENESS_DEPTH = 3
"""How far into a value `Shape.likeness` looks; what is below is taken to fit."""

EVERY_JSON_TYPE: JsonTypes = frozenset({str, int, float, bool, list, dict, type(None)})


class Shape:
    """A type, understood.

    Decoding has a fast form, generated code that raises anything for a value that is not of the
    type, and a careful one, `read`, that says what is wrong and goes on. Encoding turns a value
    into what a JSON library writes with the help of `Encoder.default`; a value that is not of
    the type stays, to be encoded by its own type.
    """

    name: str
    """What a value is in JSON, for people: `a string`."""

    json_types: JsonTypes
    only_checks = False
    """Whether a decoded value is the JSON value itself."""

    decodes_by_call = False
    """Whether `decode_call` is short, and uses the variable once."""

    def write_decode(self, block: Block, variable: str) -> None:
        """Add lines that check the value of a variable and replace it by the decoded one."""
        if not self.only_checks:
            block.line(f"{variable} = {self.decode_call(block, variable)}")

    def write_decoder(self, block: Block) -> None:
        """Add the body of a function that decodes its argument `v`."""
        self.write_decode(block, "v")
        block.line("return v")

    def decode_call(self, block: Block, variable: str) -> str:
        """An expression that is the decoded value of a variable."""
        return f"{self.decoder(block.functions)}({variable})"

    def decoder(self, functions: Functions) -> str:
        """The name of a function that decodes."""
        return functions.declare(("decode", self), "decode", self.write_decoder)

    def read(self, value: Any, report: Report, path: Path) -> Any:
        """Decode with care: what deviates is reported and stays as it is."""
        if type(value) not in self.json_types:
            report.deviation(path, expected(self.name, value))
        return value

    def exactly(self, value: Any) -> Any:
        """Decode a single value of which nothing else can be meant, for unions of such.

        Raises:
            ValueError, ArithmeticError, OSError: something else is meant.
        """
        if type(value) not in self.json_types:
            raise Mismatch
        return value

    def likeness(self, value: Any, depth: int) -> Likeness:
        """How well a JSON value fits, to choose among the members of a union."""
        return (0, 0) if type(value) in self.json_types else NO_LIKENESS

    def encode_expression(self, block: Block, variable: str) -> str:
        """An expression that is the encoded value of a variable, whatever that is; the variable
        itself where JSON libraries write every value of the type."""
        return variable

    def is_special(self, around: frozenset[Shape]) -> bool:
        """Whether values, or values in them, have another JSON form than their Python type has
        elsewhere; models aside, which know that themselves.

        `around` holds the shapes around this one, for a type may be part of itself.
        """
        return False

    def encode(self, value: Any) -> Any:
        """The same for a value at hand."""
        return value

    def holds(self, value: Any) -> bool:
        """Whether a Python value is one of the type, to choose among the members of a union."""
        return type(value) in self.json_types


# --- discriminators -------------------------------------------------------------------


class Tag:
    """The property that tells objects apart, and the member that each of its values means."""

    def __init__(
        self,
        property: str,
        members: Mapping[Any, Shape | str],
        types: Types,
        default: str | None = None,
    ) -> None:
        """`members` maps values of the property to members, or to their names; `default` names
        the member that every other string means."""
        self.property = property
        self._members = members
        self._types = types
        self._default = default

    def member(self, value: Any) -> Shape | None:
        """The member that a value of the property means."""
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
        """What an object is that says nothing; None where the document does not tell."""
        return None if self._default is None else self._types.shape(self._default)

    def unmapped(self, members: tuple[Shape, ...]) -> tuple[Shape, ...]:
        """Those of the members that no value is mapped to, as where one value means several."""
        mapped = {self.member(value) for value in self._members}
        return tuple(each for each in members if each not in mapped)

    def knows(self, value: Any) -> bool:
        """Whether a value is mapped itself."""
        return value in self._members


class _Decoders(dict[Any, Function]):
    """Decoders by value of a tag, each compiled when its first value comes."""

    def __init__(
        self, tag: Tag, functions: Functions, others: Callable[[], Shape | None]
    ) -> None:
        """`others` gives the members that no value of the tag is mapped to."""
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
