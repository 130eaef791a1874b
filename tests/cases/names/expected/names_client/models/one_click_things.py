"""Models of one click things."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from .._runtime import APIModel


@dataclass(kw_only=True, slots=True)
class Exception_(APIModel):
    list_: list[str] | None = None
    str_: str | None = None
    date: dt.date | None = None
    from_: str | None = None
    type: str | None = None
    ref: str | None = None
    none: str | None = None
    class_: str | None = None
    extra_fields_: str | None = None
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
        "a_b": "a b",
        "a_dot_b": "a.b",
        "field_1st": "1st",
    }
