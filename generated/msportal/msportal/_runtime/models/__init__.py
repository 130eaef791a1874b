"""Base class of models, and `UNSET`, the sentinel for an omitted value."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from enum import Enum
from functools import cache
from reprlib import recursive_repr
from typing import Any, ClassVar, Literal, Self


class BareAPIModel:
    """Base class of models with a property that has the name of a method of `APIModel`, and of all
    models: a dataclass whose fields are the declared properties."""

    __slots__ = ("_extra",)

    _wire: ClassVar[dict[str, str]] = {}
    """Names on the wire of the class's own fields, if they differ from the names of the fields."""

    _extra: dict[str, Any]

    @property
    def extra_fields(self) -> dict[str, Any]:
        """Undeclared properties as received, and optional ones that were null although the API does
        not allow it; they are sent back with the object, and compared.

        `dataclasses.replace` considers the declared fields only; `copy` keeps them.
        """
        try:
            return self._extra
        except AttributeError:
            self._extra = {}
            return self._extra

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        # In place of those that `dataclass` would add.
        for name in ("__eq__", "__repr__", "__replace__"):
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

    def __replace__(self, /, **changes: Any) -> Self:
        from ..conversions import replace

        return replace(self, **changes)

    def _state(self) -> Iterator[tuple[str, Any]]:
        for field in _fields_of(type(self)):
            yield field.name, getattr(self, field.name)
        if extra := getattr(self, "_extra", None):
            yield "_extra", extra

    def _shown(self) -> Iterator[tuple[str, Any]]:
        for field in _fields_of(type(self)):
            value = getattr(self, field.name)
            is_absent = value is field.default and (value is None or value is UNSET)
            if field.repr and not is_absent:
                yield field.name, value
        if extra := getattr(self, "_extra", None):
            yield "extra_fields", extra


class APIModel(BareAPIModel):
    """Base class of models: a dataclass with methods for JSON and for changed copies, which are the
    functions of the package that have these names."""

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the object as parsed JSON of the API, with everything that was received."""
        from ..conversions import to_dict

        data: dict[str, Any] = to_dict(self)
        return data

    def to_json(self) -> str:
        """Return the object as a JSON document of the API, with everything that was received."""
        from ..conversions import to_json

        return to_json(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> Self:
        """Create an object from parsed JSON of the API; see `from_json`."""
        from ..conversions import from_dict

        return from_dict(cls, data, strict=strict)

    @classmethod
    def from_json(cls, text: str | bytes, *, strict: bool = False) -> Self:
        """Create an object from a JSON document of the API; if `strict`, a deviation from the API
        description is a `DecodeError`, otherwise it is kept and logged, as in a response.
        """
        from ..conversions import from_json

        return from_json(cls, text, strict=strict)

    def copy(self, /, **changes: Any) -> Self:
        """Return a copy with other values in some fields; undeclared properties are kept."""
        return self.__replace__(**changes)


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
