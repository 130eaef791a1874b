"""Models of completion."""

from __future__ import annotations

from dataclasses import dataclass

from .._runtime import UNSET, APIModel, Unset
from .._runtime.bodies.files import FileInput


@dataclass(kw_only=True, slots=True)
class Completion(APIModel):
    text: str


@dataclass(kw_only=True, slots=True)
class CompletionChunk(APIModel):
    delta: str


@dataclass(kw_only=True, slots=True)
class CreateCompletionRequest(APIModel):
    prompt: str
    stream: bool | None | Unset = UNSET
    """Whether to stream. Default: False."""
    seed: int | None = None


@dataclass(kw_only=True, slots=True)
class CreateCompletionsAnswerMultipartRequest(APIModel):
    recording: FileInput
    stream: bool
