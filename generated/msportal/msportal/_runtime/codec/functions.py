"""Functions made from generated source when they are first called."""

from __future__ import annotations

import linecache
import re
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from threading import RLock
from typing import Any, TypeAlias

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
