"""Pictures."""

from __future__ import annotations

from typing import Literal

from .._runtime import (
    NOTHING,
    AsyncResource,
    Operation,
    RequestOptions,
    Resource,
    TextBody,
)
from .._runtime.bodies.files import FileBody, FileInput
from .._runtime.client.incoming import Opening
from .._runtime.downloads import AsyncDownload, Download
from .._runtime.responses.contents import Binary
from .._runtime.responses.labelled_contents import ContentByType

_GET: Operation[bytes] = Operation(
    "GET",
    "/picture",
    responses={200: ContentByType((Binary("image/png"), Binary("image/*")))},
)

_GET_STREAM: Operation[bytes] = Operation(
    "GET",
    "/picture",
    responses={200: ContentByType((Binary("image/png"), Binary("image/*")))},
)

_REPLACE: Operation[None] = Operation(
    "PUT",
    "/picture",
    body=(FileBody("image/png", "FileInput"), FileBody("image/jpeg", "FileInput")),
    responses={204: NOTHING},
)

_REPLACE_CAPTION: Operation[None] = Operation(
    "PUT",
    "/caption",
    body=TextBody("text/*", "str", required=False),
    responses={204: NOTHING},
)


class Pictures(Resource):
    """Pictures."""

    def get(
        self, *, accept: str | None = None, options: RequestOptions | None = None
    ) -> bytes:
        """Get the picture.

        `GET /picture`

        Args:
            accept: Media type to ask for; by default any of them, preferably the first.
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.pictures.get()
        """
        return self._client.request(_GET, accept=accept, options=options)

    def get_stream(
        self, *, accept: str | None = None, options: RequestOptions | None = None
    ) -> Download:
        """Get the picture.

        `GET /picture`

        Args:
            accept: Media type to ask for; by default any of them, preferably the first.
            options: Per-request options: timeouts, retries, headers and more.

        Returns:
            The content, to be read piece by piece or saved to a file. A `with` block
            closes the connection.

        Example:
            with client.pictures.get_stream() as download:
                download.save(Path("file.png"))
        """
        return Download.open(self._client, _GET_STREAM, accept=accept, options=options)

    def replace(
        self,
        *,
        body: FileInput,
        content_type: Literal["image/png", "image/jpeg"] | None = None,
        options: RequestOptions | None = None,
    ) -> None:
        """Replace the picture.

        `PUT /picture`

        Args:
            body: The request body.
            content_type: Media type of the body; by default what the file says, else
                `image/png`.
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.pictures.replace(body=Path("file.png"))
        """
        return self._client.request(
            _REPLACE, body=body, content_type=content_type, options=options
        )

    def replace_caption(
        self,
        *,
        body: str | None = None,
        content_type: str = "text/plain",
        options: RequestOptions | None = None,
    ) -> None:
        """Replace the caption.

        `PUT /caption`

        Args:
            body: The request body.
            content_type: Media type that the body is sent as.
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.pictures.replace_caption(body="text")
        """
        return self._client.request(
            _REPLACE_CAPTION, body=body, content_type=content_type, options=options
        )


class AsyncPictures(AsyncResource):
    """Asynchronous version of `Pictures`."""

    async def get(
        self, *, accept: str | None = None, options: RequestOptions | None = None
    ) -> bytes:
        """Asynchronous version of `Pictures.get`."""
        return await self._client.request(_GET, accept=accept, options=options)

    def get_stream(
        self, *, accept: str | None = None, options: RequestOptions | None = None
    ) -> Opening[AsyncDownload]:
        """Asynchronous version of `Pictures.get_stream`."""
        return AsyncDownload.open(
            self._client, _GET_STREAM, accept=accept, options=options
        )

    async def replace(
        self,
        *,
        body: FileInput,
        content_type: Literal["image/png", "image/jpeg"] | None = None,
        options: RequestOptions | None = None,
    ) -> None:
        """Asynchronous version of `Pictures.replace`."""
        return await self._client.request(
            _REPLACE, body=body, content_type=content_type, options=options
        )

    async def replace_caption(
        self,
        *,
        body: str | None = None,
        content_type: str = "text/plain",
        options: RequestOptions | None = None,
    ) -> None:
        """Asynchronous version of `Pictures.replace_caption`."""
        return await self._client.request(
            _REPLACE_CAPTION, body=body, content_type=content_type, options=options
        )
