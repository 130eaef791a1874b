"""Models without a module for the first word of their names."""

from __future__ import annotations

from dataclasses import dataclass

from .._runtime import APIModel


@dataclass(kw_only=True, slots=True)
class CreateSpeechRequest(APIModel):
    text: str


@dataclass(kw_only=True, slots=True)
class Export(APIModel):
    id: str
    size: int | None = None


@dataclass(kw_only=True, slots=True)
class Picture(APIModel):
    width: int


@dataclass(kw_only=True, slots=True)
class Problem(APIModel):
    message: str


@dataclass(kw_only=True, slots=True)
class Syllable(APIModel):
    text: str
