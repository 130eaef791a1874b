"""Models without a module for the first word of their names."""

from __future__ import annotations

from dataclasses import dataclass

from .._runtime import APIModel


@dataclass(kw_only=True, slots=True)
class Team(APIModel):
    users: list[User]


@dataclass(kw_only=True, slots=True)
class TeamInput(APIModel):
    users: list[UserInput]


@dataclass(kw_only=True, slots=True)
class User(APIModel):
    id: int
    name: str
    legacy: str | None = None
    """Deprecated.

    No longer used.
    """


@dataclass(kw_only=True, slots=True)
class UserInput(APIModel):
    name: str
    password: str
    legacy: str | None = None
    """Deprecated.

    No longer used.
    """
