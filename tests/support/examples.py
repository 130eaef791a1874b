"""What a package shows to its users, as modules for type checkers: the examples of its docstrings,
the snippets of its README, and its smoke tests."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator, Mapping
from pathlib import Path

from clientsmith.context import Example, Method, Package, Resource
from support.pages import fenced

_IMPORTS = """\
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID
"""


def usage_modules(package: Package, files: Mapping[str, str], folder: Path) -> list[Path]:
    """Write a module with all examples of a package, one for each snippet of its README, and its
    smoke tests.

    Args:
        package: The package.
        files: The project around it, by path.
        folder: Where it is, and where the modules go.

    Returns:
        Names of the modules.
    """
    client = package.client.class_name
    given = f"from {package.name} import {client}\n\nclient: {client} = ...  # type: ignore\n\n"
    modules = {
        f"{package.name}_snippet_{number}": given + snippet
        for number, snippet in enumerate(fenced(files["README.md"], "python"))
    }
    modules[f"{package.name}_examples"] = examples_module(package)
    modules[f"{package.name}_smoke"] = files["tests/test_smoke.py"]
    for name, text in modules.items():
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    return [Path(f"{name}.py") for name in modules]


def methods_of(package: Package) -> Iterator[tuple[Resource, Method]]:
    """Every method of a package and the resource that it belongs to."""
    for resource in package.resources:
        for method in resource.methods:
            yield resource, method


def examples_module(package: Package) -> str:
    """A module with a function for each example, synchronous and asynchronous."""
    client = package.client
    lines = [_IMPORTS, f"from {package.name} import {client.async_class_name}, {client.class_name}"]
    lines.append(f"from {package.name} import models")
    for number, (_, method) in enumerate(methods_of(package)):
        example = method.docs.example
        if example is not None:
            lines += _function(f"def sync_{number}", client.class_name, example.lines)
            lines += _function(
                f"async def async_{number}", client.async_class_name, example.async_lines
            )
    return "\n".join(lines) + "\n"


def _function(start: str, client: str, lines: tuple[str, ...]) -> Iterator[str]:
    yield f"\n\n{start}(client: {client}) -> None:"
    yield from (f"    {line}" for line in lines)


def is_self_contained(example: Example) -> bool:
    """Whether an example runs with what it says that it needs, given `client`."""
    names: set[str] = {"client"}
    for statement in example.imports:
        names.update(statement.names)
    if example.uses_models:
        names.add("models")
    return _free_names(example) <= names


def _free_names(example: Example) -> set[str]:
    tree = ast.parse("\n".join(example.lines))
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    loaded = {node.id for node in names if isinstance(node.ctx, ast.Load)}
    stored = {node.id for node in names if isinstance(node.ctx, ast.Store)}
    return loaded - stored - set(dir(builtins))
