"""Models without a module for the first word of their names."""

from __future__ import annotations

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
    list_: list[str] | None = None
    str_: str | None = None
    date: dt.date | None = None
    from_: str | None = None
    type: str | None = None
    ref: str | None = None
    none: str | None = None
    class_: str | None = None
    extra_fields_: str | None = None
    copy: str | None = None
    to_json: str | None = None
    a_b: str | None = None
    a_dot_b: str | None = None
    field_1st: str | None = None

    _wire: ClassVar[dict[str, str]] = {
        "list_": "list",
        "str_": "str",
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
