"""Models of file."""

from __future__ import annotations

from dataclasses import dataclass

from .._runtime import APIModel
from .._runtime.bodies.files import FileInput


@dataclass(kw_only=True, slots=True)
class UploadFilesRequest(APIModel):
    file: FileInput
    purpose: str | None = None
    metadata: UploadFilesRequestMetadata | None = None
    pages: list[FileInput] | None = None


@dataclass(kw_only=True, slots=True)
class UploadFilesRequestMetadata(APIModel):
    note: str | None = None


@dataclass(kw_only=True, slots=True)
class UploadFilesResponse(APIModel):
    id: str
