"""Loads a user's hooks file and applies it: `transform`, filters and tests."""

from __future__ import annotations

import difflib
import hashlib
import inspect
import keyword
import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from types import ModuleType, NoneType
from typing import Any, get_args, get_origin, get_type_hints

from ..context import Package
from ..problem import Problem, UnusableSource, quoted
from ..text import Code, Text
from .calls import (
    as_filter,
    as_test,
    first_line,
    hook_problem,
    line_in,
    silent,
    type_of,
    words_of,
)

_NAMES = frozenset({"async_class_name", "attribute", "class_name", "constant", "name"})
"""Fields that hold Python names, in any class."""

_NO_NAMES = frozenset({"Server.name", "Setting.name", "SmokeCall.name"})
"""Exceptions to `_NAMES`."""

_FILES = frozenset({"ModelModule.name", "Package.name", "Resource.module", "ResourceLink.module"})
"""Fields that hold names of modules, and so of files."""


@dataclass(frozen=True, slots=True)
class _InvalidField:
    field: str
    """Class and name of the field, such as `Method.name`."""

    place: str
    """Where it is, such as `package.resources[0].methods[2].name`."""

    message: str
    hint: str


def mistakes(package: Package, before: Package) -> list[tuple[str, str]]:
    """Return messages and hints about invalid fields of a package, one for each field of each
    class.

    Args:
        package: what is looked into.
        before: a package that is known to be sound; what they have in common is not looked at.
    """
    first: dict[tuple[str, str], _InvalidField] = {}
    further: dict[tuple[str, str], int] = {}
    for mistake in _in_object(package, before, "package"):
        key = mistake.field, mistake.hint
        if key in first:
            further[key] = further.get(key, 0) + 1
        else:
            first[key] = mistake
    return [
        (
            f"`{mistake.place}` {mistake.message}"
            + (f" (as in {further[key]} more places)" if key in further else ""),
            mistake.hint,
        )
        for key, mistake in first.items()
    ]


def _in_object(value: Any, before: Any, place: str) -> Iterator[_InvalidField]:
    class_: type = type(value)
    known = before if type(before) is class_ else None
    hints = _hints(class_)
    for name in (each.name for each in fields(class_)):
        field = f"{class_.__name__}.{name}"
        item = getattr(value, name)
        was = None if known is None else getattr(known, name)
        if known is not None and item is was:
            continue
        yield from _in_value(item, was, hints[name], field, f"{place}.{name}")


def _in_value(
    value: Any, before: Any, hint: Any, field: str, place: str
) -> Iterator[_InvalidField]:
    expected = hint
    if get_origin(hint) is not tuple and (options := get_args(hint)):
        if value is None and NoneType in options:
            return
        (expected,) = (option for option in options if option is not NoneType)
    if get_origin(expected) is tuple:
        yield from _in_tuple(value, before, expected, field, place)
    elif type(value) is not expected:
        yield _ill_typed(value, expected, field, place)
    elif isinstance(value, Code):
        yield from _in_code(value, field, place)
    elif is_dataclass(expected):
        yield from _in_object(value, before, place)


def _in_tuple(
    value: Any, before: Any, hint: Any, field: str, place: str
) -> Iterator[_InvalidField]:
    if type(value) is not tuple:
        yield _ill_typed(value, tuple, field, place)
        return
    item_hint = get_args(hint)[0]
    olds = before if type(before) is tuple else ()
    known = set(map(id, olds))
    for index, item in enumerate(value):
        if id(item) not in known:
            old = olds[index] if index < len(olds) else None
            yield from _in_value(item, old, item_hint, field, f"{place}[{index}]")


def _in_code(value: Code, field: str, place: str) -> Iterator[_InvalidField]:
    is_name = field.partition(".")[2] in _NAMES and field not in _NO_NAMES
    is_name = is_name or field in _FILES
    if is_name and not (value.isidentifier() and not keyword.iskeyword(value)):
        kind = "of a module" if field in _FILES else "in Python"
        message = f"is {quoted(value)}, which cannot be a name {kind}"
        yield _InvalidField(field, place, message, "Names have letters, digits and underscores.")


def _ill_typed(value: Any, expected: type, field: str, place: str) -> _InvalidField:
    message = f"is {type_of(value)}, not {expected.__name__}"
    if expected is Code and isinstance(value, str):
        hint = "`clientsmith.text.Code(…)` marks text as safe code."
    elif expected is Text and isinstance(value, str):
        hint = "`clientsmith.text.Text(…)` is for untrusted text, which templates encode."
    elif expected is tuple:
        hint = "Make a tuple of it."
    else:
        hint = ""
    return _InvalidField(field, place, message, hint)


@cache
def _hints(class_: type) -> dict[str, Any]:
    return get_type_hints(class_)


Filter = Callable[..., object]


@dataclass(frozen=True, slots=True)
class Hooks:
    """The hooks of a client: a function that transforms the context, filters and tests."""

    file: Path = Path()
    shown: str = ""
    """Path of the file for messages; empty if there are no hooks."""

    transform: Callable[[Package], Package] | None = None
    """The user's function; `transformed` calls it."""

    filters: Mapping[str, Filter] = field(default_factory=dict)
    """Filters for Jinja's environment, by name."""

    tests: Mapping[str, Filter] = field(default_factory=dict)
    """Tests for Jinja's environment, by name."""

    def transformed(self, package: Package) -> Package:
        """Apply the user's `transform` to a package.

        Raises:
            UnusableSource: the user's function fails, or returns what is no package of the contract.
        """
        if self.transform is None:
            return package
        try:
            with silent():
                changed = self.transform(package)
        except (Exception, SystemExit) as error:
            message = f"`transform` raised {words_of(error)}"
            raise self._problem(message, line_in(self.file, error)) from None
        line = first_line(self.file, self.transform)
        if type(changed) is not Package:
            message = f"`transform` returned {type_of(changed)}, not a Package"
            hint = "It takes a Package and returns one: `return dataclasses.replace(package, …)`."
            raise self._problem(message, line, hint)
        found = [
            hook_problem(self.shown, line, f"in the result of `transform`, {mistake}", hint)
            for mistake, hint in mistakes(changed, package)
        ]
        if found:
            raise UnusableSource(found)
        return changed

    def blamed(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Add a hint that `transform` may be the cause to problems of the generated files."""
        if self.transform is None:
            return tuple(problems)
        hint = f"Templates print what `transform` of {self.shown} returned; check it as well."
        return tuple(replace(problem, hint=hint) for problem in problems)

    def _problem(self, message: str, line: int | None, hint: str = "") -> UnusableSource:
        return UnusableSource([hook_problem(self.shown, line, message, hint)])


NO_HOOKS = Hooks()


_OFFERS = ("transform", "filters", "tests")


def load_hooks(
    file: Path, shown: str, *, filters: Collection[str] = (), tests: Collection[str] = ()
) -> Hooks:
    """Load a hooks file: the function `transform`, and the dicts `filters` and `tests`.

    The file is run under a name of its own; nothing beside it can be imported for being there.

    Args:
        file: the file.
        shown: the file as people know it.
        filters: names of filters that templates have without it.
        tests: names of tests that templates have without it.

    Raises:
        UnusableSource: it cannot be read or run, or offers something unusable; all that is wrong.
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
        raise UnusableSource(found)
    return Hooks(
        file,
        shown,
        transform,
        {name: as_filter(name, each, file, shown) for name, each in tables["filters"].items()},
        {name: as_test(name, each, file, shown) for name, each in tables["tests"].items()},
    )


def _module(file: Path, shown: str) -> ModuleType:
    """Run the file as a module.

    Raises:
        UnusableSource: it cannot be read or run.
    """
    try:
        source = file.read_bytes()
    except OSError as error:
        why = "there is no such file" if isinstance(error, FileNotFoundError) else error.strerror
        raise UnusableSource(
            [hook_problem(shown, None, f"the file cannot be read: {why}")]
        ) from None
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
        raise UnusableSource([problem]) from None
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
    """Return the signature of a function; None if it is unknown, as for some built-in ones."""
    try:
        return inspect.signature(function)
    except (TypeError, ValueError):
        return None


def _mistakes_of(name: object, function: Any, taken: Collection[str]) -> Iterator[str]:
    if not isinstance(name, str) or not name.isidentifier():
        yield "has a name that is not an identifier"
    elif name in taken:
        yield "has the name of a built-in one"
    if not callable(function):
        yield f"is {type_of(function)}, not a function"
    elif hasattr(function, "jinja_pass_arg"):
        yield "uses Jinja's context; pass all that it needs as arguments"
    elif inspect.iscoroutinefunction(function):
        yield "is a coroutine function"
