"""Lazy loading of the types of dicts that methods accept in place of models."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any


def dict_types(package: str) -> Callable[[str], Any]:
    """Return a function that loads a type by its name from the module `_dicts` of a `models`
    package, and raises AttributeError for other names."""

    def load(name: str) -> Any:
        if "Dict" in name and name != "TypedDict":
            dicts = vars(import_module("._dicts", package))
            if name in dicts:
                return dicts[name]
        raise AttributeError(f"module {package!r} has no attribute {name!r}")

    return load
