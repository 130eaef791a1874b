"""Types of requests and responses; modules are imported on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.exports import lazy_attributes

if TYPE_CHECKING:
    from .pets import Error as Error
    from .pets import Pet as Pet
    from .pets import PetInput as PetInput
    from .pets import UploadPetFileRequest as UploadPetFileRequest
else:
    __getattr__, __dir__ = lazy_attributes(
        __name__,
        {
            "pets": ("Error", "Pet", "PetInput", "UploadPetFileRequest"),
        },
    )
