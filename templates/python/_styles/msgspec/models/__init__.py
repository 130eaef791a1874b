"""Base class of models, and `UNSET`, the sentinel for an omitted value."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, ClassVar, TypeAlias, TypeVar

import msgspec

from . import nested

M = TypeVar("M", bound="APIModel")


class APIModel(msgspec.Struct, kw_only=True, dict=True):
    """Base class of models: a Struct whose fields are the declared properties.

    Responses are decoded by the client's own codec, without validation.
    """

    _wire: ClassVar[dict[str, str]] = {}
    """Names on the wire of the class's own fields, if they differ from the names of the fields."""

    @property
    def extra_fields(self) -> dict[str, Any]:
        """Undeclared properties as received, and optional ones that were null although the API does
        not allow it; they are sent back with the object, and compared.

        `msgspec.structs.replace` considers the declared fields only; the package's `replace` keeps
        them.
        """
        extra: dict[str, Any] = vars(self).setdefault("_extra", {})
        return extra

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return nested.equal(self, other)

    def __repr__(self) -> str:
        return nested.text(self)

    def __deepcopy__(self: M, memo: dict[int, Any]) -> M:
        copied: M = nested.deep_copy(self, memo)
        return copied

    def _state(self) -> Iterator[tuple[str, Any]]:
        yield from self._fields()
        for name, value in vars(self).items():
            if name != "_extra" or value:
                yield name, value

    def _restore(self, name: str, value: Any) -> None:
        setattr(self, name, value)

    def _shown(self) -> Iterator[tuple[str, Any]]:
        names, defaults = self.__struct_fields__, self.__struct_defaults__
        default_of = dict(
            zip(names[len(names) - len(defaults) :], defaults, strict=True)
        )
        for name, value in self._fields():
            is_absent = value is UNSET or value is None
            if not is_absent or value is not default_of.get(name, self):
                yield name, value
        if extra := vars(self).get("_extra"):
            yield "extra_fields", extra

    def _fields(self) -> Iterator[tuple[str, Any]]:
        for name in self.__struct_fields__:
            yield name, getattr(self, name)

    def __copy__(self: M) -> M:
        return _restored(type(self), dict(self._fields()), vars(self))

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return _restored, (type(self), dict(self._fields()), vars(self))


def _restored(cls: type[M], fields: dict[str, Any], further: dict[str, Any]) -> M:
    instance = cls(**fields)
    vars(instance).update(further)
    return instance


BareAPIModel = APIModel


class Upload:
    """Marker of types for uploads, whose values are passed through."""

    __slots__ = ()


Unset: TypeAlias = msgspec.UnsetType
"""Type of `UNSET`, its only value."""

UNSET = msgspec.UNSET
"""Sentinel for an omitted value; it is falsy, and `is UNSET` narrows types."""
