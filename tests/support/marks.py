"""Marks of tests by what they reach: a type checker, a server, a whole public client.

Functions are followed by the names in their code, through helpers and fixtures, so that a test
cannot lack its mark. Fixtures of a module or a session and cached functions serve many tests: the
clients that they make count for none of them.
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
        "support.checks.black_errors",
        "support.checks.import_everything",
        "support.checks.smoke_test_failures",
        "support.command.clientsmith",
        "subprocess.run",
        "subprocess.Popen",
        "venv.create",
    },
}
"""Mark → functions and classes that a test with it reaches."""

OWN_CLIENT = {"clientsmith.pipeline.generate_client", "clientsmith.pipeline.render_client"}
"""Functions that make a client; a test that does for itself alone is marked `client`."""

_MARKS = {sign: mark for mark, signs in SIGNS.items() for sign in signs}
_MARKS |= dict.fromkeys(OWN_CLIENT, "own client")


def marks_of(item: pytest.Function) -> frozenset[str]:
    """Return the marks that a test has for what it and its fixtures reach."""
    marks = _marks_of_function(item)
    for value in item.callspec.params.values() if hasattr(item, "callspec") else ():
        if isinstance(value, FunctionType):
            marks |= reached_marks(value)
    if "spec" in item.fixturenames and type(_parameter(item, "spec")).__name__ == "PublicSpec":
        marks |= {"client"}
    return marks


def _marks_of_function(item: pytest.Function) -> frozenset[str]:
    fixtures = item._fixtureinfo  # one object for all parameters of a function
    known = _of_fixtures.get(id(fixtures))
    if known is not None and known[0] is fixtures:
        return known[1]
    marks = reached_marks(item.function)
    for definitions in fixtures.name2fixturedefs.values():
        for each in definitions:
            marks |= reached_marks(each.func, is_shared=each.scope != "function")
    if is_hypothesis_test(item.obj):
        marks |= {"property"}
    _of_fixtures[id(fixtures)] = fixtures, marks
    return marks


_of_fixtures: dict[int, tuple[Any, frozenset[str]]] = {}


def _parameter(item: pytest.Function, name: str) -> Any:
    return item.callspec.params.get(name) if hasattr(item, "callspec") else None


_known: dict[Any, frozenset[str]] = {}


def reached_marks(function: Any, *, is_shared: bool = False) -> frozenset[str]:
    """Return the marks for what a function reaches.

    Args:
        function: of a test or of a fixture.
        is_shared: whether its result serves many tests.
    """
    known = _known.get(function)
    if known is None:
        known = _known[function] = frozenset(_found(function))
    if "own client" not in known:
        return known
    return known - {"own client"} if is_shared else known - {"own client"} | {"client"}


def _found(start: Any) -> Iterator[str]:
    seen = {id(start)}
    stack = [start]
    while stack:
        current = stack.pop()
        name = f"{getattr(current, '__module__', '')}.{getattr(current, '__qualname__', '')}"
        if name in _MARKS:
            yield _MARKS[name]
        elif current is start or _is_of_tests(current):
            for reached in _reached(current):
                if id(reached) not in seen:
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
