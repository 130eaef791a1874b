"""Models of settings."""

from __future__ import annotations

import datetime as dt
from typing import Any, NotRequired, TypeAlias, TypedDict, Union

JSONValue: TypeAlias = Union[str, float, list["JSONValue"]]
"""A value without a known shape, which may hold others."""

Nothing: TypeAlias = dict[str, Any]


class Field(TypedDict):
    name: str
    inner: NotRequired[Field]
    width_in_columns: NotRequired[int]
    """Default: 80."""


class Settings(TypedDict):
    """Its properties have names that classes of some styles need for themselves."""

    class_: str
    copy: NotRequired[int]
    json: NotRequired[JSONValue]
    schema: NotRequired[str]
    model_config: NotRequired[bool]
    model_dump_size: NotRequired[int]
    field: NotRequired[str]
    msgspec: NotRequired[str]
    pydantic: NotRequired[str]
    items: NotRequired[list[str]]
    keys: NotRequired[int]
    nothing: NotRequired[dict[str, Any]]
    layout: NotRequired[Field]
    seen_at: NotRequired[dt.datetime | None]


_typed_dicts: dict[str, dict[str, Any]] = {
    "Field": {
        "_wire": {"width_in_columns": "widthInColumns"},
    },
    "Settings": {
        "_wire": {"class_": "class", "seen_at": "seenAt"},
    },
}
"""Metadata of the TypedDicts, such as wire names."""
