"""Picture."""

from __future__ import annotations

from typing import Literal

from .._runtime import NOTHING, AsyncResource, Operation, RequestOptions, Resource
from .._runtime.contents import Binary, ContentByType
from .._runtime.downloads import AsyncDownload, Download
from .._runtime.files import FileBody, FileInput

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


class Picture(Resource):
    """Picture."""

    def get(
        self, *, accept: str | None = None, options: RequestOptions | None = None
    ) -> bytes:
        """Get the picture.

        `GET /picture`

        Args:
            accept: Media type to ask for; by default any of them.
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.picture.get()
        """
        return self._client.request(_GET, accept=accept, options=options)

    def get_stream(
        self, *, accept: str | None = None, options: RequestOptions | None = None
    ) -> Download:
        """Get the picture.

        `GET /picture`

        Args:
            accept: Media type to ask for; by default any of them.
            options: Per-request options: timeouts, retries, headers and more.

        Returns:
            The content, to be read piece by piece or saved to a file. A `with` block
            closes the connection.

        Example:
            with client.picture.get_stream() as download:
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
            client.picture.replace(body=Path("file.png"))
        """
        return self._client.request(
            _REPLACE, body=body, content_type=content_type, options=options
        )


class AsyncPicture(AsyncResource):
    """Asynchronous version of `Picture`."""

    async def get(
        self, *, accept: str | None = None, options: RequestOptions | None = None
    ) -> bytes:
        """Asynchronous version of `Picture.get`."""
        return await self._client.request(_GET, accept=accept, options=options)

    async def get_stream(
        self, *, accept: str | None = None, options: RequestOptions | None = None
    ) -> AsyncDownload:
        """Asynchronous version of `Picture.get_stream`."""
        return await AsyncDownload.open(
            self._client, _GET_STREAM, accept=accept, options=options
        )

    async def replace(
        self,
        *,
        body: FileInput,
        content_type: Literal["image/png", "image/jpeg"] | None = None,
        options: RequestOptions | None = None,
    ) -> None:
        """Asynchronous version of `Picture.replace`."""
        return await self._client.request(
            _REPLACE, body=body, content_type=content_type, options=options
        )
