"""Models without a module for the first word of their names."""

from __future__ import annotations

from dataclasses import dataclass

from .._runtime import APIModel
from .._runtime.bodies.files import FileInput


@dataclass(kw_only=True, slots=True)
class CreateUploadRequest(APIModel):
    cover: FileInput
    """The picture in front."""
    pages: list[FileInput] | None = None
    """Pages. Each item: media type: `image/png`."""
    anything: FileInput | None = None
    author: Person | None = None
    readers: list[Person] | None = None
    title: str | None = None
    labels: list[str] | None = None
    weights: list[float] | None = None


@dataclass(kw_only=True, slots=True)
class Person(APIModel):
    name: str


@dataclass(kw_only=True, slots=True)
class UploadsNestRequest(APIModel):
    letters: list[str] | None = None
