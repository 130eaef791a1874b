"""What a user's file of hooks offers."""

from __future__ import annotations

import keyword
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from ..context import Package
from ..problem import Problem, quoted
from ..text import Code, Text
from .problems import HookProblem, first_line, hook_problem, line_in, type_of, words_of
from .running import silent

_NAMES = frozenset({"async_class_name", "attribute", "class_name", "constant", "name"})
"""Fields that are names of Python, whatever class has them."""

_NO_NAMES = frozenset({"Server.name", "Setting.name", "SmokeCall.name"})
"""Fields of such a name that are something else."""

_FILES = frozenset({"ModelModule.name", "Package.name", "Resource.module", "ResourceLink.module"})
"""Fields that are names of modules, and so of files."""


@dataclass(frozen=True, slots=True)
class _Mistake:
    field: str
    """Class and name of the field, such as `Method.name`."""

    place: str
    """Where it is, such as `package.resources[0].methods[2].name`."""

    message: str
    hint: str


def mistakes(package: Package, before: Package) -> list[tuple[str, str]]:
    """What is wrong in a package, with advice, once for each field of each class.

    Args:
        package: what is looked into.
        before: a package that is known to be sound; what they have in common is not looked at.
    """
    first: dict[tuple[str, str], _Mistake] = {}
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


def _in_object(value: Any, before: Any, place: str) -> Iterator[_Mistake]:
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


def _in_value(value: Any, before: Any, hint: Any, field: str, place: str) -> Iterator[_Mistake]:
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


def _in_tuple(value: Any, before: Any, hint: Any, field: str, place: str) -> Iterator[_Mistake]:
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


def _in_code(value: Code, field: str, place: str) -> Iterator[_Mistake]:
    is_name = field.partition(".")[2] in _NAMES and field not in _NO_NAMES
    is_name = is_name or field in _FILES
    if is_name and not (value.isidentifier() and not keyword.iskeyword(value)):
        kind = "of a module" if field in _FILES else "in Python"
        message = f"is {quoted(value)}, which cannot be a name {kind}"
        yield _Mistake(field, place, message, "Names have letters, digits and underscores.")


def _ill_typed(value: Any, expected: type, field: str, place: str) -> _Mistake:
    message = f"is {type_of(value)}, not {expected.__name__}"
    if expected is Code and isinstance(value, str):
        hint = "`clientsmith.text.Code(…)` says that a text is safe where it is meant to stand."
    elif expected is Text and isinstance(value, str):
        hint = "`clientsmith.text.Text(…)` carries words that templates encode."
    elif expected is tuple:
        hint = "Make a tuple of it."
    else:
        hint = ""
    return _Mistake(field, place, message, hint)


@cache
def _hints(class_: type) -> dict[str, Any]:
    return get_type_hints(class_)


Filter = Callable[..., object]


@dataclass(frozen=True, slots=True)
class Hooks:
    """A function that changes the context, and filters and tests for templates."""

    file: Path = Path()
    shown: str = ""
    """The file as people know it; empty where there are no hooks."""

    transform: Callable[[Package], Package] | None = None
    """The user's function as it is; `transformed` calls it."""

    filters: Mapping[str, Filter] = field(default_factory=dict)
    """Filters for Jinja's environment, by name."""

    tests: Mapping[str, Filter] = field(default_factory=dict)
    """Tests for Jinja's environment, by name."""

    def transformed(self, package: Package) -> Package:
        """The package as the user wants it.

        Raises:
            HookProblem: the user's function fails, or returns what is no package of the contract.
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
            hook_problem(self.shown, line, f"in what `transform` returned, {mistake}", hint)
            for mistake, hint in mistakes(changed, package)
        ]
        if found:
            raise HookProblem(found)
        return changed

    def blamed(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Problems of what was made of the package; where the user's function has been at it, they say
        so."""
        if self.transform is None:
            return tuple(problems)
        hint = f"Templates print what `transform` of {self.shown} returned: look at that, too."
        return tuple(replace(problem, hint=hint) for problem in problems)

    def _problem(self, message: str, line: int | None, hint: str = "") -> HookProblem:
        return HookProblem([hook_problem(self.shown, line, message, hint)])


NO_HOOKS = Hooks()
