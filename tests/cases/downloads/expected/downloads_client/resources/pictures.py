"""Pictures."""

from __future__ import annotations

from typing import Literal, overload as _overload

from .. import models
from .._runtime import JSON, NOTHING, AsyncResource, Operation, RequestOptions, Resource
from .._runtime.client.incoming import Opening
from .._runtime.downloads import AsyncDownload, Download
from .._runtime.responses.contents import Binary
from .._runtime.responses.labelled_contents import ContentByType

_CHECK: Operation[None] = Operation("HEAD", "/pictures/{id}", responses={200: NOTHING})

_GET: Operation[models.Picture | bytes] = Operation(
    "GET",
    "/pictures/{id}",
    responses={
        200: ContentByType((JSON("Picture"), Binary("image/png"), Binary("image/jpeg")))
    },
)

_GET_STREAM: Operation[bytes] = Operation(
    "GET",
    "/pictures/{id}",
    responses={200: ContentByType((Binary("image/png"), Binary("image/jpeg")))},
)


class Pictures(Resource):
    """Pictures."""

    def check(
        self,
        id: str,
        *,
        width: int | None = None,
        options: RequestOptions | None = None,
    ) -> None:
        """Check.

        `HEAD /pictures/{id}`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Returns:
            There is such a picture.

        Example:
            client.pictures.check("id")
        """
        return self._client.request(
            _CHECK, path={"id": id}, query={"width": width}, options=options
        )

    @_overload
    def get(
        self,
        id: str,
        *,
        width: int | None = None,
        accept: Literal["application/json"] | None = None,
        options: RequestOptions | None = None,
    ) -> models.Picture: ...

    @_overload
    def get(
        self,
        id: str,
        *,
        width: int | None = None,
        accept: Literal["image/png", "image/jpeg"],
        options: RequestOptions | None = None,
    ) -> bytes: ...

    def get(
        self,
        id: str,
        *,
        width: int | None = None,
        accept: Literal["application/json", "image/png", "image/jpeg"] | None = None,
        options: RequestOptions | None = None,
    ) -> models.Picture | bytes:
        """Get.

        `GET /pictures/{id}`

        Args:
            accept: Media type to ask for; by default any of them, preferably the first.
            options: Per-request options: timeouts, retries, headers and more.

        Returns:
            The picture, or what is known of it.

        Example:
            client.pictures.get("id")
        """
        return self._client.request(
            _GET,
            path={"id": id},
            query={"width": width},
            accept=accept,
            options=options,
        )

    def get_stream(
        self,
        id: str,
        *,
        width: int | None = None,
        accept: Literal["image/png", "image/jpeg"] | None = None,
        options: RequestOptions | None = None,
    ) -> Download:
        """Get stream.

        `GET /pictures/{id}`

        Args:
            accept: Media type to ask for; by default any of them, preferably the first.
            options: Per-request options: timeouts, retries, headers and more.

        Returns:
            The content, to be read piece by piece or saved to a file. A `with` block
            closes the connection.

        Example:
            with client.pictures.get_stream("id") as download:
                download.save(Path("file.png"))
        """
        return Download.open(
            self._client,
            _GET_STREAM,
            path={"id": id},
            query={"width": width},
            accept=accept,
            options=options,
        )


class AsyncPictures(AsyncResource):
    """Asynchronous version of `Pictures`."""

    async def check(
        self,
        id: str,
        *,
        width: int | None = None,
        options: RequestOptions | None = None,
    ) -> None:
        """Asynchronous version of `Pictures.check`."""
        return await self._client.request(
            _CHECK, path={"id": id}, query={"width": width}, options=options
        )

    @_overload
    async def get(
        self,
        id: str,
        *,
        width: int | None = None,
        accept: Literal["application/json"] | None = None,
        options: RequestOptions | None = None,
    ) -> models.Picture: ...

    @_overload
    async def get(
        self,
        id: str,
        *,
        width: int | None = None,
        accept: Literal["image/png", "image/jpeg"],
        options: RequestOptions | None = None,
    ) -> bytes: ...

    async def get(
        self,
        id: str,
        *,
        width: int | None = None,
        accept: Literal["application/json", "image/png", "image/jpeg"] | None = None,
        options: RequestOptions | None = None,
    ) -> models.Picture | bytes:
        """Asynchronous version of `Pictures.get`."""
        return await self._client.request(
            _GET,
            path={"id": id},
            query={"width": width},
            accept=accept,
            options=options,
        )

    def get_stream(
        self,
        id: str,
        *,
        width: int | None = None,
        accept: Literal["image/png", "image/jpeg"] | None = None,
        options: RequestOptions | None = None,
    ) -> Opening[AsyncDownload]:
        """Asynchronous version of `Pictures.get_stream`."""
        return AsyncDownload.open(
            self._client,
            _GET_STREAM,
            path={"id": id},
            query={"width": width},
            accept=accept,
            options=options,
        )
