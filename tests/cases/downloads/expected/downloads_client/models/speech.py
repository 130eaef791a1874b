"""Models of speech."""

from __future__ import annotations

from dataclasses import dataclass

from .._runtime import APIModel


@dataclass(kw_only=True, slots=True)
class CreateSpeechRequest(APIModel):
    text: str


@dataclass(kw_only=True, slots=True)
class Syllable(APIModel):
    text: str
