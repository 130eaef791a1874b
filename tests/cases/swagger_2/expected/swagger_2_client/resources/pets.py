"""Pets."""

from __future__ import annotations

import builtins
from typing import Literal

from .. import models
from .._runtime import (
    JSON,
    UNSET,
    AsyncResource,
    Body,
    Operation,
    Parameter,
    RequestOptions,
    Resource,
    Unset,
)
from .._runtime.contents import Binary
from .._runtime.downloads import AsyncDownload, Download
from .._runtime.files import FileInput
from .._runtime.multipart import MultipartBody

_CREATE: Operation[None] = Operation(
    "POST", "/pets", body=Body("application/json", "PetInput")
)

_IMAGE: Operation[bytes] = Operation(
    "POST",
    "/pets/{petId}/image",
    body=MultipartBody("multipart/form-data", "PetImageRequest"),
    responses={200: Binary("application/json")},
)

_IMAGE_STREAM: Operation[bytes] = Operation(
    "POST",
    "/pets/{petId}/image",
    body=MultipartBody("multipart/form-data", "PetImageRequest"),
    responses={200: Binary("application/json")},
)

_LIST: Operation[builtins.list[models.Pet]] = Operation(
    "GET",
    "/pets",
    parameters=(Parameter("query", "tags", explode=False),),
    responses={200: JSON("list[Pet]"), "default": JSON("Error")},
)


class Pets(Resource):
    """Pets."""

    def create(
        self,
        *,
        name: str,
        nick: str | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> None:
        """Create.

        `POST /pets`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Raises:
            APIStatusError: 405: Invalid.

        Example:
            client.pets.create(name="Rex")
        """
        return self._client.request(
            _CREATE, body=models.PetInput(name=name, nick=nick), options=options
        )

    def image(
        self,
        pet_id: int,
        *,
        file: FileInput,
        note: str | None = None,
        options: RequestOptions | None = None,
    ) -> bytes:
        """Image.

        `POST /pets/{petId}/image`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Returns:
            Stored.

        Example:
            client.pets.image(1, file=Path("file.pdf"))
        """
        return self._client.request(
            _IMAGE,
            path={"petId": pet_id},
            body=models.PetImageRequest(note=note, file=file),
            options=options,
        )

    def image_stream(
        self,
        pet_id: int,
        *,
        file: FileInput,
        note: str | None = None,
        options: RequestOptions | None = None,
    ) -> Download:
        """Image stream.

        `POST /pets/{petId}/image`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Returns:
            The content, to be read piece by piece or saved to a file. A `with` block
            closes the connection.

        Example:
            with client.pets.image_stream(1, file=Path("file.pdf")) as download:
                download.save(Path("file.json"))
        """
        return Download.open(
            self._client,
            _IMAGE_STREAM,
            path={"petId": pet_id},
            body=models.PetImageRequest(note=note, file=file),
            options=options,
        )

    def list(
        self,
        *,
        limit: int | None = None,
        status: builtins.list[Literal["available", "sold"]] | None = None,
        tags: builtins.list[str] | None = None,
        options: RequestOptions | None = None,
    ) -> builtins.list[models.Pet]:
        """List.

        `GET /pets`

        Args:
            limit: At most 100.
            options: Per-request options: timeouts, retries, headers and more.

        Raises:
            APIStatusError: Any other status: Trouble.

        Example:
            client.pets.list()
        """
        return self._client.request(
            _LIST,
            query={"limit": limit, "status": status, "tags": tags},
            options=options,
        )


class AsyncPets(AsyncResource):
    """Asynchronous version of `Pets`."""

    async def create(
        self,
        *,
        name: str,
        nick: str | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> None:
        """Asynchronous version of `Pets.create`."""
        return await self._client.request(
            _CREATE, body=models.PetInput(name=name, nick=nick), options=options
        )

    async def image(
        self,
        pet_id: int,
        *,
        file: FileInput,
        note: str | None = None,
        options: RequestOptions | None = None,
    ) -> bytes:
        """Asynchronous version of `Pets.image`."""
        return await self._client.request(
            _IMAGE,
            path={"petId": pet_id},
            body=models.PetImageRequest(note=note, file=file),
            options=options,
        )

    async def image_stream(
        self,
        pet_id: int,
        *,
        file: FileInput,
        note: str | None = None,
        options: RequestOptions | None = None,
    ) -> AsyncDownload:
        """Asynchronous version of `Pets.image_stream`."""
        return await AsyncDownload.open(
            self._client,
            _IMAGE_STREAM,
            path={"petId": pet_id},
            body=models.PetImageRequest(note=note, file=file),
            options=options,
        )

    async def list(
        self,
        *,
        limit: int | None = None,
        status: builtins.list[Literal["available", "sold"]] | None = None,
        tags: builtins.list[str] | None = None,
        options: RequestOptions | None = None,
    ) -> builtins.list[models.Pet]:
        """Asynchronous version of `Pets.list`."""
        return await self._client.request(
            _LIST,
            query={"limit": limit, "status": status, "tags": tags},
            options=options,
        )
