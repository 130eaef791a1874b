"""Types of requests and responses; modules are imported on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.codec.uploads import UPLOADS as _UPLOADS
from .._runtime.exports import lazy_attributes

if TYPE_CHECKING:
    from .batches import *  # noqa: F403
    from .files import *  # noqa: F403
    from .forms import *  # noqa: F403
else:
    __getattr__, __dir__ = lazy_attributes(
        __name__,
        {
            "batches": """
                CreateBatchRequestItem
            """,
            "files": """
                UploadFilesRequest UploadFilesRequestMetadata UploadFilesResponse
            """,
            "forms": """
                CreateFormRequest CreateFormRequestAddress
            """,
        },
    )

_TYPES = (_UPLOADS,)
