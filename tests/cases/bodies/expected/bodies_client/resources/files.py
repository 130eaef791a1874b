"""Files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast as _cast

from .. import models
from .._runtime import JSON, NOTHING, AsyncResource, Operation, RequestOptions, Resource
from .._runtime.bodies.encodings import Encoding
from .._runtime.bodies.files import FileBody, FileInput
from .._runtime.bodies.multipart import MultipartBody

_REPLACE_CONTENT: Operation[None] = Operation(
    "PUT",
    "/files/{id}/content",
    body=FileBody("application/octet-stream", "FileInput"),
    responses={204: NOTHING},
)

_UPLOAD: Operation[models.UploadFilesResponse] = Operation(
    "POST",
    "/files",
    body=MultipartBody(
        "multipart/form-data",
        "UploadFilesRequest",
        encodings=(Encoding("file", content_type="application/pdf"),),
    ),
    responses={201: JSON("UploadFilesResponse")},
)


class Files(Resource):
    """Files."""

    def replace_content(
        self, id: str, *, body: FileInput, options: RequestOptions | None = None
    ) -> None:
        """Replace content.

        `PUT /files/{id}/content`

        Args:
            body: The request body.
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.files.replace_content("id", body=Path("file.pdf"))
        """
        return self._client.request(
            _REPLACE_CONTENT, path={"id": id}, body=body, options=options
        )

    def upload(
        self,
        *,
        file: FileInput,
        purpose: str | None = None,
        metadata: (
            models.UploadFilesRequestMetadata
            | models.UploadFilesRequestMetadataDict
            | None
        ) = None,
        pages: Sequence[FileInput] | None = None,
        options: RequestOptions | None = None,
    ) -> models.UploadFilesResponse:
        """Upload.

        `POST /files`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Returns:
            Stored.

        Example:
            client.files.upload(file=Path("file.pdf"))
        """
        return self._client.request(
            _UPLOAD,
            body=_cast("Any", models.UploadFilesRequest)(
                file=file, purpose=purpose, metadata=metadata, pages=pages
            ),
            options=options,
        )


class AsyncFiles(AsyncResource):
    """Asynchronous version of `Files`."""

    async def replace_content(
        self, id: str, *, body: FileInput, options: RequestOptions | None = None
    ) -> None:
        """Asynchronous version of `Files.replace_content`."""
        return await self._client.request(
            _REPLACE_CONTENT, path={"id": id}, body=body, options=options
        )

    async def upload(
        self,
        *,
        file: FileInput,
        purpose: str | None = None,
        metadata: (
            models.UploadFilesRequestMetadata
            | models.UploadFilesRequestMetadataDict
            | None
        ) = None,
        pages: Sequence[FileInput] | None = None,
        options: RequestOptions | None = None,
    ) -> models.UploadFilesResponse:
        """Asynchronous version of `Files.upload`."""
        return await self._client.request(
            _UPLOAD,
            body=_cast("Any", models.UploadFilesRequest)(
                file=file, purpose=purpose, metadata=metadata, pages=pages
            ),
            options=options,
        )
