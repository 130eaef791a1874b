"""Models without a module for the first word of their names."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias, Union

from clientsmith_runtime.models.recursive import APIModel
from clientsmith_runtime.validation import Constraints as _Constraints

if TYPE_CHECKING:
    from ._unknown_variant import UnknownVariant

Pet: TypeAlias = Union["Cat", "Dog", "UnknownVariant"]


@dataclass(kw_only=True, slots=True)
class Cat(APIModel):
    kind: Literal["cat"] = "cat"
    name: str
    """Name. At least 1 character."""
    born: dt.datetime | None = None
    parents: list[Pet] | None = None

    _constraints: ClassVar[dict[str, _Constraints]] = {
        "name": _Constraints(min_length=1)
    }


@dataclass(kw_only=True, slots=True)
class Dog(APIModel):
    kind: Literal["dog"] = "dog"
    size: Literal["small", "large"] | str

    _constraints: ClassVar[dict[str, _Constraints]] = {
        "size": _Constraints(closed=True)
    }


@dataclass(kw_only=True, slots=True)
class Filter(APIModel):
    kinds: list[str] | None = None
