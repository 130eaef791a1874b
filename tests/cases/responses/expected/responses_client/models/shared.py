"""Models without a module for the first word of their names."""

from __future__ import annotations

from dataclasses import dataclass

from .._runtime import APIModel


@dataclass(kw_only=True, slots=True)
class Job(APIModel):
    id: str


@dataclass(kw_only=True, slots=True)
class Problem(APIModel):
    title: str | None = None
    code: int | None = None


@dataclass(kw_only=True, slots=True)
class Ticket(APIModel):
    ticket: str
