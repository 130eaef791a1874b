"""Base class of models, and `UNSET`, the sentinel for an omitted value."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from enum import Enum
from functools import cache
from reprlib import recursive_repr
from typing import Any, ClassVar, Literal


class APIModel:
    """Base class of models: a dataclass whose fields are the declared properties."""

    __slots__ = ("_extra",)

    _wire: ClassVar[dict[str, str]] = {}
    """Names on the wire of the class's own fields, if they differ from the names of the fields."""

    _extra: dict[str, Any]

    @property
    def extra_fields(self) -> dict[str, Any]:
        """Undeclared properties as received, and optional ones that were null although the API does
        not allow it; they are sent back with the object, and compared.

        `repr` and `dataclasses.replace` consider the declared fields only.
        """
        try:
            return self._extra
        except AttributeError:
            self._extra = {}
            return self._extra

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        # In place of those that `dataclass` would add.
        for name in ("__eq__", "__repr__"):
            if name not in vars(cls):
                setattr(cls, name, getattr(super(cls, cls), name))

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return dict(self._state()) == dict(other._state())

    @recursive_repr()
    def __repr__(self) -> str:
        fields = ", ".join(f"{name}={value!r}" for name, value in self._shown())
        return f"{type(self).__qualname__}({fields})"

    def _state(self) -> Iterator[tuple[str, Any]]:
        for field in _fields_of(type(self)):
            yield field.name, getattr(self, field.name)
        if extra := getattr(self, "_extra", None):
            yield "_extra", extra

    def _shown(self) -> Iterator[tuple[str, Any]]:
        for field in _fields_of(type(self)):
            if field.repr:
                yield field.name, getattr(self, field.name)


_fields_of: Callable[[Any], tuple[dataclasses.Field[Any], ...]] = cache(
    dataclasses.fields
)


class Upload:
    """Marker of types for uploads, whose values are passed through."""

    __slots__ = ()


class Unset(Enum):
    """Type of `UNSET`, its only member."""

    UNSET = (
        ...
    )  # a value that no JSON library writes: it cannot get into a request unseen

    def __repr__(self) -> str:
        return "UNSET"

    def __bool__(self) -> Literal[False]:
        return False


UNSET: Literal[Unset.UNSET] = Unset.UNSET
"""Sentinel for an omitted value; it is falsy, and `is UNSET` narrows types."""
