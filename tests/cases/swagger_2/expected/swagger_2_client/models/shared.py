"""Models without a module for the first word of their names."""

from __future__ import annotations

from dataclasses import dataclass

from .._runtime import UNSET, APIModel, Unset
from .._runtime.bodies.files import FileInput


@dataclass(kw_only=True, slots=True)
class Error(APIModel):
    message: str


@dataclass(kw_only=True, slots=True)
class Pet(APIModel):
    id: int | None = None
    name: str
    nick: str | None | Unset = UNSET


@dataclass(kw_only=True, slots=True)
class PetInput(APIModel):
    name: str
    nick: str | None | Unset = UNSET


@dataclass(kw_only=True, slots=True)
class UploadPetFileRequest(APIModel):
    note: str | None = None
    file: FileInput
