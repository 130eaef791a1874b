"""Selects parts of a package's context by name, path or JSONPath."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ..context import CONTEXT_VERSION, Package
from ..contract import GLOBALS, variables
from ..render.context_json import context_value
from ..render.custom import is_shared
from ..render.new_files import PackageNames, new_file
from ..render.problems import did_you_mean
from ..render.units import Unit, header_unit, new_units, units
from .ejecting import builtin_name
from .folder import read_folder

_STEP = re.compile(r"(?P<name>[A-Za-z_]\w*)|\[(?P<item>[^\[\]]*)\]")
_LABELS = ("name", "path", "module", "attribute", "wire_name", "status")
"""Fields by which items of a sequence can be selected."""

_LISTED = 40
"""Maximum number of names in messages."""


class SelectionError(Exception):
    """Nothing can be selected; the message says why, and lists what there is."""


def select(value: Mapping[str, Any], expression: str) -> Any:
    """Return a part of the context.

    Args:
        value: what `clientsmith templates context` prints: `context_version` and `package`.
        expression: `operation=goals.create`, `resource=goals`, `model=Goal`, `module=goals` or
            `webhook=goal_created`; a path such as `package.resources[goals].methods[create]`, in which an
            item is named or counted from 0; or a JSONPath (RFC 9535), which begins with `$` and gives a
            list.

    Raises:
        SelectionError: there is no such part.
    """
    if expression.startswith("$"):
        return _by_json_path(value, expression)
    kind, is_kind, name = expression.partition("=")
    if is_kind:
        if kind not in _KINDS:
            raise SelectionError(f"nothing is selected by `{kind}=`. {did_you_mean(kind, _KINDS)}")
        return _by_name(kind, name, list(_KINDS[kind](value["package"])))
    return _by_path(value, expression)


def _by_json_path(value: Mapping[str, Any], expression: str) -> list[Any]:
    import jsonpath_rfc9535 as jsonpath

    try:
        found = jsonpath.find(expression, dict(value)).values()
    except (jsonpath.JSONPathError, RecursionError) as error:
        raise SelectionError(f"`{expression}` is not a valid JSONPath: {error}") from None
    if not found:
        raise SelectionError(f"`{expression}` selects nothing")
    return list(found)


def _operations(package: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    methods = [
        (resource, method) for resource in package["resources"] for method in resource["methods"]
    ]
    for resource, method in methods:
        yield f"{resource['path']}.{method['name']}", method
    for _, method in methods:
        yield method["docs"]["request_line"], method
        yield method["operation_id"]["text"], method


def _resources(package: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    yield from ((each["path"], each) for each in package["resources"])


def _modules(package: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    yield from ((each["name"], each) for each in package["model_modules"])


def _models(package: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for module in package["model_modules"]:
        for kind in ("models", "enum_classes", "type_names"):
            yield from ((each["name"], each) for each in module[kind])


def _webhooks(package: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    webhooks = package["webhooks"]["webhooks"] if package["webhooks"] else ()
    yield from ((each["name"], each) for each in webhooks)


_KINDS: Mapping[str, Callable[[Mapping[str, Any]], Iterable[tuple[str, Any]]]] = MappingProxyType(
    {
        "model": _models,
        "module": _modules,
        "operation": _operations,
        "resource": _resources,
        "webhook": _webhooks,
    }
)
"""Word before `=` → items of that kind, with their names."""


def _by_name(kind: str, name: str, things: list[tuple[str, Any]]) -> Any:
    """Return the item with a name; several if an operation has several methods."""
    named = {id(thing): thing for known, thing in things if known == name and name}
    found = list(named.values())
    if not found:
        raise SelectionError(f"there is no {kind} `{name}`. {_advice(name, dict(things))}")
    return found[0] if len(found) == 1 else found


def _advice(name: str, known: Iterable[str]) -> str:
    names = sorted(each for each in known if each)
    if len(names) <= _LISTED:
        return did_you_mean(name, names) if names else "There are none."
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.6)
    if close:
        return did_you_mean(name, close)
    return f"There are: {', '.join(names[:_LISTED])} and {len(names) - _LISTED} more."


def _by_path(value: Mapping[str, Any], expression: str) -> Any:
    steps = list(_steps(expression))
    if steps and steps[0] in value["package"]:
        steps.insert(0, "package")
    found: Any = value
    walked = ""
    for step in steps:
        found = _step(found, step, walked or "the context")
        walked += step if step.startswith("[") or not walked else f".{step}"
    return found


def _steps(expression: str) -> Iterator[str]:
    """Yield the names and `[items]` of a path."""
    position = 0
    while position < len(expression):
        start = position + (position > 0 and expression[position] == ".")
        match = _STEP.match(expression, start)
        if match is None or (match["name"] and position > 0 and start == position):
            raise SelectionError(
                f"`{expression}` is neither a path such as `package.resources[goals].methods[create]`, nor a "
                "JSONPath, which begins with `$`, nor of the form `operation=goals.create`"
            )
        yield match.group()
        position = match.end()
    if not expression:
        raise SelectionError("the expression is empty")


def _step(value: Any, step: str, walked: str) -> Any:
    item = step.startswith("[")
    word = step.strip("[]").strip("\"'") if item else step
    if isinstance(value, Mapping):
        if word in value:
            return value[word]
        raise SelectionError(f"{walked} has no `{word}`. {_advice(word, value)}")
    if isinstance(value, list) and item:
        if re.fullmatch(r"-?\d{1,9}", word):
            if -len(value) <= int(word) < len(value):
                return value[int(word)]
            raise SelectionError(f"{walked} has {len(value)} items")
        labels = [(label, each) for each in value for label in _labels(each)]
        for label, each in labels:
            if label == word:
                return each
        raise SelectionError(f"{walked} has no `{word}`. {_advice(word, dict(labels))}")
    if isinstance(value, list):
        raise SelectionError(f"{walked} is a sequence; name one of it, such as {walked}[0]")
    raise SelectionError(f"{walked} has no `{word}`, because it has no parts")


def _labels(item: Any) -> Iterator[str]:
    """Yield the names of an item of a sequence."""
    for field in _LABELS if isinstance(item, Mapping) else ():
        match item.get(field):
            case str() as label:
                yield label
            case {"text": str() as label}:
                yield label


def seen_by(given: str, package: Package, place: Path | None) -> dict[str, Any]:
    """Return the variables of a template, for each file that it generates.

    Args:
        given: the template; its suffix may be left out.
        package: the context.
        place: a user's folder of templates.

    Returns:
        The names of what it sees, and of each file the path and the variables that other files have
        other values of; `package` and the like are the same everywhere.

    Raises:
        SelectionError: there is no such template, or it makes no file.
        TemplateProblem: templates of the folder cannot be read.
    """
    folder = read_folder(place)
    name = given if given in folder.custom else builtin_name(folder, given)
    if name is None and f"{given}.jinja" in folder.custom:
        name = f"{given}.jinja"
    if name is None:
        known = sorted({*folder.custom, *folder.builtin})
        raise SelectionError(f"there is no template `{given}`. {did_you_mean(given, known)}")
    if is_shared(name):
        raise SelectionError(
            f"{name} is only used by other templates, which determine its variables"
        )
    is_new = name not in folder.builtin
    made = new_units(PackageNames(package), [new_file(name)]) if is_new else _builtin_units(package)
    return {
        "context_version": CONTEXT_VERSION,
        "template": name,
        "variables": sorted(variables(name)),
        "files": [
            {
                "path": unit.path,
                "variables": {
                    key: context_value(value)
                    for key, value in unit.variables.items()
                    if key not in GLOBALS
                },
            }
            for unit in made
            if unit.template == name
        ],
    }


def _builtin_units(package: Package) -> Iterator[Unit]:
    yield from units(package)
    yield header_unit(package)
