"""Models without a module for the first word of their names."""

from __future__ import annotations

import builtins
import datetime as dt
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from .._runtime import APIModel, BareAPIModel


@dataclass(kw_only=True, slots=True)
class Any_(APIModel):
    uuid: UUID_ | None = None


@dataclass(kw_only=True, slots=True)
class Con(APIModel):
    x: Model | None = None


@dataclass(kw_only=True, slots=True)
class ConObject(APIModel):
    api_key: str | None = None
    oauth2_token: str | None = None

    _wire: ClassVar[dict[str, str]] = {
        "api_key": "APIKey",
        "oauth2_token": "OAuth2Token",
    }


@dataclass(kw_only=True, slots=True)
class Exception_(BareAPIModel):
    list: builtins.list[builtins.str] | None = None
    str: builtins.str | None = None
    date: dt.date | None = None
    from_: builtins.str | None = None
    type: builtins.str | None = None
    ref: builtins.str | None = None
    none: builtins.str | None = None
    class_: builtins.str | None = None
    extra_fields_: builtins.str | None = None
    copy: builtins.str | None = None
    to_json: builtins.str | None = None
    a_b: builtins.str | None = None
    a_dot_b: builtins.str | None = None
    field_1st: builtins.str | None = None

    _wire: ClassVar[builtins.dict[builtins.str, builtins.str]] = {
        "from_": "from",
        "type": "@type",
        "ref": "$ref",
        "none": "None",
        "class_": "__class__",
        "extra_fields_": "extra_fields",
        "to_json": "toJSON",
        "a_b": "a b",
        "a_dot_b": "a.b",
        "field_1st": "1st",
    }


@dataclass(kw_only=True, slots=True)
class Model(APIModel):
    any: Any_ | None = None


@dataclass(kw_only=True, slots=True)
class UUID_(APIModel):
    id: UUID | None = None


@dataclass(kw_only=True, slots=True)
class WeirdNameWithSpaces(APIModel):
    a: str | None = None
