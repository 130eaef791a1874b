"""Packages whose modules are loaded when one of their names is first used (PEP 562)."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import Any


def lazy_attributes(
    package: str,
    modules: Mapping[str, Iterable[str]],
    synonyms: Mapping[str, str] | None = None,
) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """Make the `__getattr__` and `__dir__` of a package.

    `modules` maps each module of the package to the names that the package takes from it,
    `synonyms` a further name to one of these. What was looked up once is found in the globals of
    the package from then on. Several threads may look up the same name at once.
    """
    homes = {name: module for module, names in modules.items() for name in names}
    targets = dict(synonyms or {})

    def __getattr__(name: str) -> Any:
        target = targets.get(name, name)
        module = homes.get(target)
        if module is None:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value = getattr(import_module(f"{package}.{module}"), target)
        vars(sys.modules[package])[name] = value
        return value

    def __dir__() -> list[str]:
        return sorted({*vars(sys.modules[package]), *homes, *targets})

    return __getattr__, __dir__
