"""End of `models` in the runtime that clients share, where the codec supports all types."""

from importlib import import_module
from typing import Any

_MODULES = ("clients", "constants", "formats", "tuples", "unions", "uploads")
"""Modules of the codec that support types beside the usual ones."""


def __getattr__(name: str) -> Any:
    """Load all types that the codec supports when they are first needed; their modules import this
    package."""
    if name != "_TYPES":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    modules = (import_module(f"..codec.{module}", __name__) for module in _MODULES)
    return tuple(
        getattr(module, each.upper())
        for module, each in zip(modules, _MODULES, strict=True)
    )
