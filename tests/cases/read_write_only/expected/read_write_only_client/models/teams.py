"""Models of teams."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .._runtime import APIModel

if TYPE_CHECKING:
    from .shared import User, UserInput


@dataclass(kw_only=True, slots=True)
class Team(APIModel):
    users: list[User]


@dataclass(kw_only=True, slots=True)
class TeamInput(APIModel):
    users: list[UserInput]
