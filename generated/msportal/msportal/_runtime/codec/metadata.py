"""What models tell of themselves beside their fields, in attributes of their classes."""

from __future__ import annotations

from typing import Any


def table_of(cls: type, name: str) -> dict[str, Any]:
    """What a model tells of its fields under a name such as `_wire`, inherited entries included."""
    found: dict[str, Any] = {}
    for base in reversed(cls.__mro__):
        found.update(base.__dict__.get(name, ()))
    return found


def told_of(cls: type, name: str, default: Any) -> Any:
    """What a model, or one that it extends, tells of itself under a name such as `_limits`."""
    return getattr(cls, name, default)


def told_by_itself(cls: type, name: str, default: Any) -> Any:
    """What a model tells of itself; a hand-written class that stands for a generated one has its
    name."""
    for base in cls.__mro__:
        if base.__name__ == cls.__name__ and name in base.__dict__:
            return base.__dict__[name]
    return default
