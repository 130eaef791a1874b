"""Dicts that methods accept in place of models: TypedDicts with the fields of these as keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias, Union

from .. import models as _m

JsonValueDict: TypeAlias = Union[
    Sequence[Union["_m.JsonValue", "JsonValueDict", None]],
    Mapping[str, Union["_m.JsonValue", "JsonValueDict", None]],
]
