"""Marks of tests by what they reach: a type checker, a server, a whole public client.

Functions are followed by the names in their code, through helpers and fixtures, so that a test
cannot lack its mark.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

import pytest
from hypothesis import is_hypothesis_test

TESTS = str(Path(__file__).resolve().parents[1])

SIGNS = {
    "types": {"support.checks.mypy_errors", "support.checks.pyright_errors"},
    "server": {
        "support.raw_server.RawServer",
        "http.server.BaseHTTPRequestHandler",
        "http.server.SimpleHTTPRequestHandler",
        "http.server.HTTPServer",
        "http.server.ThreadingHTTPServer",
        "socket.socket",
        "socket.create_server",
        "socketserver.TCPServer",
        "asyncio.start_server",
    },
    "client": {
        "support.public.config_of",
        "support.public.each_public_spec",
        "support.public.planned",
        "support.public.public_specs",
        "support.checks.import_everything",
        "support.checks.smoke_test_failures",
        "support.command.clientsmith",
        "subprocess.run",
        "subprocess.Popen",
        "venv.create",
    },
}
"""Mark → functions and classes that a test with it reaches."""

_MARKS = {sign: mark for mark, signs in SIGNS.items() for sign in signs}


def marks_of(item: pytest.Function) -> frozenset[str]:
    """Return the marks that a test has for what it and its fixtures reach."""
    functions = [item.function]
    for definitions in item._fixtureinfo.name2fixturedefs.values():
        functions += [definition.func for definition in definitions]
    marks = set().union(*map(reached_marks, functions))
    if is_hypothesis_test(item.obj):
        marks.add("property")
    if "spec" in item.fixturenames and type(_parameter(item, "spec")).__name__ == "PublicSpec":
        marks.add("client")
    return frozenset(marks)


def _parameter(item: pytest.Function, name: str) -> Any:
    return item.callspec.params.get(name) if hasattr(item, "callspec") else None


_known: dict[Any, frozenset[str]] = {}


def reached_marks(function: Any) -> frozenset[str]:
    """Return the marks for what a function reaches."""
    known = _known.get(function)
    if known is None:
        known = _known[function] = frozenset(_found(function))
    return known


def _found(start: Any) -> Iterator[str]:
    seen = {id(start)}
    stack = [start]
    while stack:
        current = stack.pop()
        for reached in _reached(current):
            name = f"{getattr(reached, '__module__', '')}.{getattr(reached, '__qualname__', '')}"
            if name in _MARKS:
                yield _MARKS[name]
            elif id(reached) not in seen and _is_of_tests(reached):
                seen.add(id(reached))
                stack.append(reached)


def _is_of_tests(value: Any) -> bool:
    module = sys.modules.get(getattr(value, "__module__", None) or "")
    return (getattr(module, "__file__", None) or "").startswith(TESTS)


def _reached(value: Any) -> Iterator[Any]:
    """Functions and classes that a function or a class names."""
    value = getattr(value, "hypothesis", value)
    value = getattr(value, "inner_test", value)
    value = getattr(value, "__wrapped__", value)
    if isinstance(value, type):
        for member in (*vars(value).values(), *value.__bases__):
            member = getattr(member, "fget", None) or getattr(member, "__func__", member)
            if isinstance(member, FunctionType | type):
                yield member
    elif isinstance(value, FunctionType):
        for code in _codes(value.__code__):
            for name in code.co_names:
                yield from _named(value.__globals__.get(name), code)


def _named(value: Any, code: CodeType) -> Iterator[Any]:
    """A global value; of a module all that the code may mean by `module.name`."""
    if isinstance(value, ModuleType):
        for name in code.co_names:
            member = vars(value).get(name)
            if isinstance(member, FunctionType | type):
                yield member
    elif isinstance(value, FunctionType | type):
        yield value
    elif isinstance(value, dict | list | tuple):
        for each in value.values() if isinstance(value, dict) else value:
            if isinstance(each, FunctionType | type):
                yield each


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)
