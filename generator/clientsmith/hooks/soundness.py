"""Whether a package that a user's function changed still is what templates rely on."""

from __future__ import annotations

import keyword
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from ..context import Package
from ..problem import quoted
from ..text import Code, Text
from .problems import type_of

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
