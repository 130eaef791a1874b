"""Uploads mixed."""

from __future__ import annotations

from .. import models
from .._runtime import NOTHING, AsyncResource, Operation, RequestOptions, Resource
from .._runtime.files import FileInput
from .._runtime.forms import Encoding
from .._runtime.multipart import MultipartBody

_CREATE: Operation[None] = Operation(
    "POST",
    "/uploads/mixed",
    body=MultipartBody(
        "multipart/mixed",
        "tuple[Person, *tuple[FileInput, ...]]",
        prefix_encodings=(Encoding("", content_type="application/json"),),
        item_encoding=Encoding(
            "", content_type="image/*", headers={"Content-Disposition": "inline"}
        ),
    ),
    responses={204: NOTHING},
)


class UploadsMixed(Resource):
    """Uploads mixed."""

    def create(
        self,
        *,
        body: tuple[models.Person, *tuple[FileInput, ...]],
        options: RequestOptions | None = None,
    ) -> None:
        """Upload a description and its pictures.

        `POST /uploads/mixed`

        Args:
            body: The request body.
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.uploads.mixed.create(body=(models.Person(name="…"),))
        """
        return self._client.request(_CREATE, body=body, options=options)


class AsyncUploadsMixed(AsyncResource):
    """Asynchronous version of `UploadsMixed`."""

    async def create(
        self,
        *,
        body: tuple[models.Person, *tuple[FileInput, ...]],
        options: RequestOptions | None = None,
    ) -> None:
        """Asynchronous version of `UploadsMixed.create`."""
        return await self._client.request(_CREATE, body=body, options=options)
