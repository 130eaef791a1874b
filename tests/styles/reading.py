"""Fields of models, whatever their style."""

from __future__ import annotations

from typing import Any


def read(model: Any, name: str) -> Any:
    """The value of a field; None where it was left out."""
    value = model.get(name) if isinstance(model, dict) else getattr(model, name)
    return None if repr(value) == "UNSET" else value


def values(model: Any, class_: type) -> dict[str, Any]:
    """The fields of a model of a class that are there."""
    found = {name: read(model, name) for name in declared(class_)}
    return {name: value for name, value in found.items() if value is not None}


def declared(cls: type) -> list[str]:
    """The names of the fields that a class declares itself."""
    return [name for name, hint in cls.__annotations__.items() if "ClassVar" not in str(hint)]
