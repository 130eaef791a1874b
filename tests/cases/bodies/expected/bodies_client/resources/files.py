"""Files."""

from __future__ import annotations

from .. import models
from .._runtime import JSON, NOTHING, AsyncResource, Operation, RequestOptions, Resource
from .._runtime.files import FileBody, FileInput
from .._runtime.forms import Encoding
from .._runtime.multipart import MultipartBody

_CREATE: Operation[models.CreateFileResponse] = Operation(
    "POST",
    "/files",
    body=MultipartBody(
        "multipart/form-data",
        "CreateFileRequest",
        encodings=(Encoding("file", content_type="application/pdf"),),
    ),
    responses={201: JSON("CreateFileResponse")},
)

_UPDATE_CONTENT: Operation[None] = Operation(
    "PUT",
    "/files/{id}/content",
    body=FileBody("application/octet-stream", "FileInput"),
    responses={204: NOTHING},
)


class Files(Resource):
    """Files."""

    def create(
        self,
        *,
        file: FileInput,
        purpose: str | None = None,
        metadata: models.CreateFileRequestMetadata | None = None,
        pages: list[FileInput] | None = None,
        options: RequestOptions | None = None,
    ) -> models.CreateFileResponse:
        """Create.

        `POST /files`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Returns:
            Stored.

        Example:
            client.files.create(file=Path("file.pdf"))
        """
        return self._client.request(
            _CREATE,
            body=models.CreateFileRequest(
                file=file, purpose=purpose, metadata=metadata, pages=pages
            ),
            options=options,
        )

    def update_content(
        self, id: str, *, body: FileInput, options: RequestOptions | None = None
    ) -> None:
        """Update content.

        `PUT /files/{id}/content`

        Args:
            body: The request body.
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.files.update_content("id", body=Path("file.pdf"))
        """
        return self._client.request(
            _UPDATE_CONTENT, path={"id": id}, body=body, options=options
        )


class AsyncFiles(AsyncResource):
    """Asynchronous version of `Files`."""

    async def create(
        self,
        *,
        file: FileInput,
        purpose: str | None = None,
        metadata: models.CreateFileRequestMetadata | None = None,
        pages: list[FileInput] | None = None,
        options: RequestOptions | None = None,
    ) -> models.CreateFileResponse:
        """Asynchronous version of `Files.create`."""
        return await self._client.request(
            _CREATE,
            body=models.CreateFileRequest(
                file=file, purpose=purpose, metadata=metadata, pages=pages
            ),
            options=options,
        )

    async def update_content(
        self, id: str, *, body: FileInput, options: RequestOptions | None = None
    ) -> None:
        """Asynchronous version of `Files.update_content`."""
        return await self._client.request(
            _UPDATE_CONTENT, path={"id": id}, body=body, options=options
        )
