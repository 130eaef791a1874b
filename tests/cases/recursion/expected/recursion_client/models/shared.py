"""Models without a module for the first word of their names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias, Union

from .._runtime.models.recursive import APIModel

JsonValue: TypeAlias = Union[
    str,
    float,
    bool,
    list[Union["JsonValue", None]],
    dict[str, Union["JsonValue", None]],
]


@dataclass(kw_only=True, slots=True)
class Branch(APIModel):
    node: Node | None = None


@dataclass(kw_only=True, slots=True)
class Node(APIModel):
    parent: Node | None = None
    children: list[Node]
    index: dict[str, Branch] | None = None
