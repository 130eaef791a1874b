"""Dicts that methods accept in place of models: TypedDicts with the fields of these as keys."""

from __future__ import annotations

import builtins
import datetime as _dt
from collections.abc import Mapping, Sequence
from typing import Any, Literal, NotRequired, TypedDict
from uuid import UUID


class WordDict(TypedDict):
    id: UUID
    list: Sequence[builtins.int]
    more: NotRequired[Sequence[builtins.str]]
    type: NotRequired[builtins.str]
    str: NotRequired[builtins.str]
    dict: NotRequired[Mapping[builtins.str, builtins.str]]
    int: NotRequired[builtins.int]
    float: NotRequired[builtins.float]
    bool: NotRequired[builtins.bool | None]
    bytes: NotRequired[builtins.bytes]
    tuple: NotRequired[builtins.tuple[builtins.str, builtins.int]]
    frozenset: NotRequired[Sequence[builtins.str]]
    dt: NotRequired[_dt.datetime]
    date: NotRequired[_dt.date]
    datetime: NotRequired[_dt.datetime]
    any: NotRequired[Any]
    literal: NotRequired[Literal["a", "b"]]
    dataclass: NotRequired[builtins.str]
    dataclasses: NotRequired[builtins.str]
    pydantic: NotRequired[builtins.str]
    msgspec: NotRequired[builtins.str]
    self: NotRequired[builtins.str]
    cls: NotRequired[builtins.str]
    from_date: NotRequired[_dt.date]
