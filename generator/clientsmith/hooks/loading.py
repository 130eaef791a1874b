"""Reads a user's file of hooks."""

from __future__ import annotations

import difflib
import hashlib
import inspect
import os
import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from ..problem import Problem
from .hooks import Hooks
from .problems import HookProblem, first_line, hook_problem, line_in, type_of, words_of
from .running import as_filter, as_test, silent

_OFFERS = ("transform", "filters", "tests")


def load_hooks(
    file: Path, shown: str, *, filters: Collection[str] = (), tests: Collection[str] = ()
) -> Hooks:
    """What a file of hooks offers: the function `transform`, the tables `filters` and `tests`.

    The file is run under a name of its own; nothing beside it can be imported for being there.

    Args:
        file: the file.
        shown: the file as people know it.
        filters: names of filters that templates have without it.
        tests: names of tests that templates have without it.

    Raises:
        HookProblem: it cannot be read or run, or offers something unusable; all that is wrong.
    """
    module = _module(file, shown)
    names = vars(module)
    found: list[Problem] = []

    def report(message: str, hint: str = "", line: int | None = None) -> None:
        found.append(hook_problem(shown, line, message, hint))

    if not any(name in names for name in _OFFERS):
        close = [
            f"`{name}` is near `{offer}`."
            for offer in _OFFERS
            for name in difflib.get_close_matches(offer, names, n=1, cutoff=0.7)
        ]
        report("it has neither `transform` nor `filters` nor `tests`", " ".join(close))
    transform = names.get("transform")
    for mistake in _mistakes_of_transform(transform) if "transform" in names else ():
        line = first_line(file, transform)
        report(f"`transform` {mistake}", "It takes a Package and returns one.", line)
    tables = {}
    for kind, taken in (("filters", filters), ("tests", tests)):
        tables[kind] = table = names.get(kind, {})
        if not isinstance(table, Mapping):
            report(f"`{kind}` is {type_of(table)}, not a dict of functions by name")
            continue
        for name, function in table.items():
            for mistake in _mistakes_of(name, function, taken):
                report(f"{kind}[{name!r}] {mistake}", line=first_line(file, function))
    if found:
        raise HookProblem(found)
    return Hooks(
        file,
        shown,
        transform,
        {name: as_filter(name, each, file, shown) for name, each in tables["filters"].items()},
        {name: as_test(name, each, file, shown) for name, each in tables["tests"].items()},
    )


def _module(file: Path, shown: str) -> ModuleType:
    """The file as a module.

    Raises:
        HookProblem: it cannot be read or run.
    """
    try:
        source = file.read_bytes()
    except OSError as error:
        why = "there is no such file" if isinstance(error, FileNotFoundError) else error.strerror
        raise HookProblem([hook_problem(shown, None, f"the file cannot be read: {why}")]) from None
    name = f"_clientsmith_hooks_{hashlib.sha256(os.fsencode(file.resolve())).hexdigest()[:16]}"
    module = ModuleType(name)
    module.__file__ = str(file)
    sys.modules[name] = module  # where dataclasses look for what their annotations name
    path = sys.path.copy()
    sys.path[:] = (each for each in path if Path(each).resolve() != file.resolve().parent)
    try:
        with silent():
            exec(compile(source, str(file), "exec", dont_inherit=True), vars(module))
    except (Exception, SystemExit) as error:
        del sys.modules[name]
        hint = ""
        if isinstance(error, ModuleNotFoundError):
            hint = (
                "Hooks are one file, and find no modules beside it; they may import the standard "
                "library, clientsmith, and what is installed where it runs."
            )
        problem = hook_problem(shown, line_in(file, error), words_of(error), hint)
        raise HookProblem([problem]) from None
    finally:
        sys.path[:] = path
    return module


def _mistakes_of_transform(function: Any) -> Iterator[str]:
    if not callable(function):
        yield f"is {type_of(function)}, not a function"
    elif inspect.iscoroutinefunction(function):
        yield "is a coroutine function"
    elif not _takes_one(function):
        yield f"cannot be called with a package alone: it is `transform{_signature(function)}`"


def _takes_one(function: Callable[..., object]) -> bool:
    signature = _signature(function)
    try:
        return signature is None or signature.bind(None) is not None
    except TypeError:
        return False


def _signature(function: Callable[..., object]) -> inspect.Signature | None:
    """How a function is called; None where nobody knows, as for some built-in ones."""
    try:
        return inspect.signature(function)
    except (TypeError, ValueError):
        return None


def _mistakes_of(name: object, function: Any, taken: Collection[str]) -> Iterator[str]:
    if not isinstance(name, str) or not name.isidentifier():
        yield "has a name that no template can write"
    elif name in taken:
        yield "has the name of a built-in one, which templates of clientsmith rely on"
    if not callable(function):
        yield f"is {type_of(function)}, not a function"
    elif hasattr(function, "jinja_pass_arg"):
        yield "asks Jinja for its context; what it works with has to be among its arguments"
    elif inspect.iscoroutinefunction(function):
        yield "is a coroutine function"
