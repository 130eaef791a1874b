"""Uploads related."""

from __future__ import annotations

from .. import models
from .._runtime import NOTHING, AsyncResource, Operation, RequestOptions, Resource
from .._runtime.forms import Encoding
from .._runtime.multipart import MultipartBody

_CREATE: Operation[None] = Operation(
    "POST",
    "/uploads/related",
    body=MultipartBody(
        "multipart/related",
        "list[Person]",
        item_encoding=Encoding("", content_type="application/vnd.person+json"),
    ),
    responses={204: NOTHING},
)


class UploadsRelated(Resource):
    """Uploads related."""

    def create(
        self, *, body: list[models.Person], options: RequestOptions | None = None
    ) -> None:
        """Upload people that belong together.

        `POST /uploads/related`

        Args:
            body: The request body.
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.uploads.related.create(body=[models.Person(name="…")])
        """
        return self._client.request(_CREATE, body=body, options=options)


class AsyncUploadsRelated(AsyncResource):
    """Asynchronous version of `UploadsRelated`."""

    async def create(
        self, *, body: list[models.Person], options: RequestOptions | None = None
    ) -> None:
        """Asynchronous version of `UploadsRelated.create`."""
        return await self._client.request(_CREATE, body=body, options=options)
