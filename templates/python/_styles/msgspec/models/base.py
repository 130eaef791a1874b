"""Base class of models."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

import msgspec

M = TypeVar("M", bound="APIModel")


class APIModel(msgspec.Struct, kw_only=True, dict=True):
    """Base class of models: a Struct whose fields are the declared properties.

    Responses are decoded by the client's own codec, without validation.
    """

    _wire: ClassVar[dict[str, str]] = {}
    """Names on the wire of the class's own fields, if they differ from the names of the fields."""

    @property
    def extra_fields(self) -> dict[str, Any]:
        """Undeclared properties as received; they are sent back with the object.

        Comparison, `repr` and `msgspec.structs.replace` consider the declared fields only.
        """
        extra: dict[str, Any] = vars(self).setdefault("_extra", {})
        return extra

    def __copy__(self: M) -> M:
        return _restored(type(self), _fields(self), vars(self))

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return _restored, (type(self), _fields(self), vars(self))


def _fields(instance: APIModel) -> dict[str, Any]:
    return {name: getattr(instance, name) for name in instance.__struct_fields__}


def _restored(cls: type[M], fields: dict[str, Any], further: dict[str, Any]) -> M:
    instance = cls(**fields)
    vars(instance).update(further)
    return instance
