"""Lazy loading of the types of dicts that methods accept in place of models."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any


def or_dicts(lazy: Callable[[str], Any], package: str) -> Callable[[str], Any]:
    """Return the `__getattr__` of a `models` package whose module `_dicts` has the types of dicts;
    `lazy` loads all other names."""

    def __getattr__(name: str) -> Any:
        try:
            return lazy(name)
        except AttributeError:
            if "Dict" in name:
                dicts = vars(import_module("._dicts", package))
                if name in dicts and name != "TypedDict":
                    return dicts[name]
            raise

    return __getattr__
