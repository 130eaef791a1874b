"""Models of file."""

from __future__ import annotations

from dataclasses import dataclass

from .._runtime import APIModel
from .._runtime.files import FileInput


@dataclass(kw_only=True, slots=True)
class CreateFileRequest(APIModel):
    file: FileInput
    purpose: str | None = None
    metadata: CreateFileRequestMetadata | None = None
    pages: list[FileInput] | None = None


@dataclass(kw_only=True, slots=True)
class CreateFileRequestMetadata(APIModel):
    note: str | None = None


@dataclass(kw_only=True, slots=True)
class CreateFileResponse(APIModel):
    id: str
