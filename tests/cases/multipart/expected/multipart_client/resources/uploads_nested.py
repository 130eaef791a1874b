"""Uploads nested."""

from __future__ import annotations

from .. import models
from .._runtime import NOTHING, AsyncResource, Operation, RequestOptions, Resource
from .._runtime.forms import Encoding
from .._runtime.multipart import MultipartBody

_CREATE: Operation[None] = Operation(
    "POST",
    "/uploads/nested",
    body=MultipartBody(
        "multipart/form-data",
        "CreateUploadsNestedRequest",
        encodings=(
            Encoding(
                "letters",
                content_type="multipart/mixed",
                item_encoding=Encoding("", content_type="text/plain"),
            ),
        ),
    ),
    responses={204: NOTHING},
)


class UploadsNested(Resource):
    """Uploads nested."""

    def create(
        self, *, letters: list[str] | None = None, options: RequestOptions | None = None
    ) -> None:
        """Upload parts that have parts.

        `POST /uploads/nested`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.uploads.nested.create(letters=["…"])
        """
        return self._client.request(
            _CREATE,
            body=models.CreateUploadsNestedRequest(letters=letters),
            options=options,
        )


class AsyncUploadsNested(AsyncResource):
    """Asynchronous version of `UploadsNested`."""

    async def create(
        self, *, letters: list[str] | None = None, options: RequestOptions | None = None
    ) -> None:
        """Asynchronous version of `UploadsNested.create`."""
        return await self._client.request(
            _CREATE,
            body=models.CreateUploadsNestedRequest(letters=letters),
            options=options,
        )
