"""Dicts that methods accept in place of models: TypedDicts with the fields of these as keys."""

from __future__ import annotations

from typing import Any, NotRequired, TypedDict

from .. import models as _m


class ChangeDict(TypedDict):
    op: _m.ChangeOp
    path: str
    from_: NotRequired[str]
    value: NotRequired[Any]
