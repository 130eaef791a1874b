"""Models of settings."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar, TypeAlias, Union

import msgspec

from .._runtime import UNSET, APIModel, Unset

JSONValue: TypeAlias = Union[str, float, list["JSONValue"]]
"""A value without a known shape, which may hold others."""

Nothing: TypeAlias = dict[str, Any]


class Field(APIModel, kw_only=True):
    name: str
    inner: Field | None = None
    width_in_columns: int | None = msgspec.field(name="widthInColumns", default=None)
    """Default: 80."""

    _wire: ClassVar[dict[str, str]] = {"width_in_columns": "widthInColumns"}


class Settings(APIModel, kw_only=True):
    """Its properties have names that classes of some styles need for themselves."""

    class_: str = msgspec.field(name="class")
    copy: int | None = None
    json: JSONValue | None = None
    schema: str | None = None
    model_config: bool | None = None
    model_dump_size: int | None = None
    field: str | None = None
    msgspec_: str | None = msgspec.field(name="msgspec", default=None)
    pydantic: str | None = None
    items: list[str] | None = None
    keys: int | None = None
    nothing: dict[str, Any] | None = None
    layout: Field | None = None
    seen_at: dt.datetime | None | Unset = msgspec.field(name="seenAt", default=UNSET)

    _wire: ClassVar[dict[str, str]] = {
        "class_": "class",
        "msgspec_": "msgspec",
        "seen_at": "seenAt",
    }
