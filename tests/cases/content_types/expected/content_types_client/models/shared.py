"""Models without a module for the first word of their names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Literal, TypeAlias

from .._runtime import UNSET, APIModel

ChangeOp: TypeAlias = Literal["add", "remove", "replace", "move", "copy", "test"]


@dataclass(kw_only=True, slots=True)
class Change(APIModel):
    op: ChangeOp
    path: str
    from_: str | None = None
    value: Any = UNSET

    _wire: ClassVar[dict[str, str]] = {"from_": "from"}


@dataclass(kw_only=True, slots=True)
class Note(APIModel):
    title: str
    labels: list[str] | None = None


@dataclass(kw_only=True, slots=True)
class NoteChanges(APIModel):
    heading: str | None = None
