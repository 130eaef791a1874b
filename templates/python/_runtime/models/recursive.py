"""Base class of models that may contain each other without an end."""

from __future__ import annotations

from typing import Any, Self

from .. import models
from . import nested


class BareAPIModel(models.BareAPIModel):
    """The base class of models, with functions that do not recurse: a response may nest the models
    deeper than Python's own can follow."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return nested.equal(self, other)

    def __repr__(self) -> str:
        return nested.text(self)

    def __deepcopy__(self, memo: dict[int, Any] | None = None) -> Self:
        copied: Self = nested.deep_copy(self, {} if memo is None else memo)
        return copied

    def _restore(self, name: str, value: Any) -> None:
        setattr(self, name, value)


class APIModel(BareAPIModel, models.APIModel):
    """Such a model with methods for JSON and for changed copies."""

    __slots__ = ()
