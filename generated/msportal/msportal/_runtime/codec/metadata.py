"""Metadata of models in class attributes."""

from __future__ import annotations

from typing import Any


def metadata_table(cls: type, name: str) -> dict[str, Any]:
    """Return a table of a model's fields such as `_wire`, including inherited entries."""
    found: dict[str, Any] = {}
    for base in reversed(cls.__mro__):
        found.update(base.__dict__.get(name, ()))
    return found


def metadata_of(cls: type, name: str, default: Any) -> Any:
    """Return an attribute of a model such as `_limits`, possibly inherited."""
    return getattr(cls, name, default)


def own_metadata_of(cls: type, name: str, default: Any) -> Any:
    """Return an attribute that a model defines itself; a hand-written subclass of a generated class
    has the same name."""
    for base in cls.__mro__:
        if base.__name__ == cls.__name__ and name in base.__dict__:
            return base.__dict__[name]
    return default
