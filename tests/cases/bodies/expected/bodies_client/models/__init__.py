"""Types of requests and responses; modules are imported on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.exports import lazy_attributes

if TYPE_CHECKING:
    from .batches import CreateBatchRequestItem as CreateBatchRequestItem
    from .files import UploadFilesRequest as UploadFilesRequest
    from .files import UploadFilesRequestMetadata as UploadFilesRequestMetadata
    from .files import UploadFilesResponse as UploadFilesResponse
    from .forms import CreateFormRequest as CreateFormRequest
    from .forms import CreateFormRequestAddress as CreateFormRequestAddress
else:
    __getattr__, __dir__ = lazy_attributes(
        __name__,
        {
            "batches": ("CreateBatchRequestItem",),
            "files": (
                "UploadFilesRequest",
                "UploadFilesRequestMetadata",
                "UploadFilesResponse",
            ),
            "forms": ("CreateFormRequest", "CreateFormRequestAddress"),
        },
    )
