"""Models without a module for the first word of their names."""

from __future__ import annotations

import builtins
import builtins as _builtins
import datetime as _dt
from dataclasses import dataclass, field as _field
from typing import Any, ClassVar, Literal
from uuid import UUID

from .._runtime import UNSET, APIModel, Unset


@dataclass(kw_only=True, slots=True)
class NewWord(APIModel):
    models: builtins.list[Word]
    bytes: builtins.bytes
    self: str
    class_: str | None = None
    list: builtins.list[str] | None = None
    field: str | None = None
    additional_properties: dict[str, builtins.list[int]] = _field(default_factory=dict)
    """Properties without a field of their own."""

    _wire: ClassVar[dict[str, str]] = {"class_": "class"}


@dataclass(kw_only=True, slots=True)
class Word(APIModel):
    id: UUID
    list: builtins.list[builtins.int]
    more: builtins.list[builtins.str] | None = None
    type: builtins.str | None = None
    str: builtins.str | None = None
    dict: builtins.dict[builtins.str, builtins.str] | None = None
    int: builtins.int | None = None
    float: builtins.float | None = None
    bool: builtins.bool | None | Unset = UNSET
    bytes: builtins.bytes | None = None
    tuple: builtins.tuple[builtins.str, builtins.int] | None = None
    """Tuple. Exactly 2 items."""
    frozenset: builtins.list[builtins.str] | None = None
    """Frozenset. No item twice."""
    dt: _dt.datetime | None = None
    date: _dt.date | None = None
    datetime: _dt.datetime | None = None
    any: Any = UNSET
    literal: Literal["a", "b"] | builtins.str | None = None
    dataclass: builtins.str | None = None
    dataclasses: builtins.str | None = None
    pydantic: builtins.str | None = None
    msgspec: builtins.str | None = None
    self: builtins.str | None = None
    cls: builtins.str | None = None
    from_date: _dt.date | None = None

    _wire: ClassVar[builtins.dict[builtins.str, builtins.str]] = {
        "from_date": "fromDate"
    }


@dataclass(kw_only=True, slots=True)
class Wrapped(APIModel):
    builtins: Word | None = None
    str: _builtins.str | None = None
    word_list: list[Word] | None = None
    field: _builtins.str | None | Unset = UNSET
    additional_properties: dict[_builtins.str, _builtins.str] = _field(
        default_factory=dict
    )
    """Properties without a field of their own."""

    _wire: ClassVar[_builtins.dict[_builtins.str, _builtins.str]] = {
        "word_list": "wordList"
    }
