"""Dicts that methods accept in place of models: TypedDicts with the fields of these as keys."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Literal, NotRequired, TypeAlias, TypedDict, Union

from .. import models as _m

PetDict: TypeAlias = Union["CatDict", "DogDict"]


class CatDict(TypedDict):
    kind: Literal["cat"]
    name: str
    born: NotRequired[dt.datetime]
    parents: NotRequired[Sequence[_m.Pet | PetDict]]


class DogDict(TypedDict):
    kind: Literal["dog"]
    size: Literal["small", "large"]


class FilterDict(TypedDict):
    kinds: NotRequired[Sequence[str]]
