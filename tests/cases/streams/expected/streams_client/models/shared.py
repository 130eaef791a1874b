"""Models without a module for the first word of their names."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from .._runtime import APIModel


@dataclass(kw_only=True, slots=True)
class Message(APIModel):
    text: str
    at: dt.datetime


@dataclass(kw_only=True, slots=True)
class Person(APIModel):
    name: str


@dataclass(kw_only=True, slots=True)
class Problem(APIModel):
    message: str


@dataclass(kw_only=True, slots=True)
class Question(APIModel):
    text: str
    stream: bool | None = None
    """Default: True."""


@dataclass(kw_only=True, slots=True)
class Reading(APIModel):
    sensor: UUID
    value: float


@dataclass(kw_only=True, slots=True)
class ReplaceReadingsPlacesRequestItem(APIModel):
    type: str
