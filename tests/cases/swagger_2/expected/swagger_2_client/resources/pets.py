"""Pets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from .. import models
from .._runtime import (
    JSON,
    UNSET,
    AsyncResource,
    Body,
    Operation,
    RequestOptions,
    Resource,
)
from .._runtime.bodies.files import FileInput
from .._runtime.bodies.multipart import MultipartBody
from .._runtime.client.incoming import Opening
from .._runtime.downloads import AsyncDownload, Download
from .._runtime.models.maybe import Maybe
from .._runtime.responses.contents import Binary
from .._runtime.styles import Parameter

_ADD: Operation[None] = Operation(
    "POST", "/pets", body=Body("application/json", "PetInput")
)

_FIND: Operation[list[models.Pet]] = Operation(
    "GET",
    "/pets",
    parameters=(Parameter("query", "tags", explode=False),),
    responses={200: JSON("list[Pet]"), "default": JSON("Error")},
)

_UPLOAD_FILE: Operation[bytes] = Operation(
    "POST",
    "/pets/{petId}/image",
    body=MultipartBody("multipart/form-data", "UploadPetFileRequest"),
    responses={200: Binary("application/json")},
)

_UPLOAD_FILE_STREAM: Operation[bytes] = Operation(
    "POST",
    "/pets/{petId}/image",
    body=MultipartBody("multipart/form-data", "UploadPetFileRequest"),
    responses={200: Binary("application/json")},
)


class Pets(Resource):
    """Pets."""

    def add(
        self,
        *,
        name: str,
        nick: Maybe[str] = UNSET,
        options: RequestOptions | None = None,
    ) -> None:
        """Add.

        `POST /pets`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Raises:
            APIStatusError: 405: Invalid.

        Example:
            client.pets.add(name="Rex")
        """
        return self._client.request(
            _ADD, body=models.PetInput(name=name, nick=nick), options=options
        )

    def find(
        self,
        *,
        limit: int | None = None,
        status: Sequence[Literal["available", "sold"]] | None = None,
        tags: Sequence[str] | None = None,
        options: RequestOptions | None = None,
    ) -> list[models.Pet]:
        """Find.

        `GET /pets`

        Args:
            limit: Limit. At most 100.
            options: Per-request options: timeouts, retries, headers and more.

        Raises:
            APIStatusError: Any other status: Trouble.

        Example:
            client.pets.find()
        """
        return self._client.request(
            _FIND,
            query={"limit": limit, "status": status, "tags": tags},
            options=options,
        )

    def upload_file(
        self,
        pet_id: int,
        *,
        file: FileInput,
        note: str | None = None,
        options: RequestOptions | None = None,
    ) -> bytes:
        """Upload file.

        `POST /pets/{petId}/image`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Returns:
            Stored.

        Example:
            client.pets.upload_file(1, file=Path("file.pdf"))
        """
        return self._client.request(
            _UPLOAD_FILE,
            path={"petId": pet_id},
            body=models.UploadPetFileRequest(note=note, file=file),
            options=options,
        )

    def upload_file_stream(
        self,
        pet_id: int,
        *,
        file: FileInput,
        note: str | None = None,
        options: RequestOptions | None = None,
    ) -> Download:
        """Upload file stream.

        `POST /pets/{petId}/image`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Returns:
            The content, to be read piece by piece or saved to a file. A `with` block
            closes the connection.

        Example:
            with client.pets.upload_file_stream(1, file=Path("file.pdf")) as download:
                download.save(Path("file.json"))
        """
        return Download.open(
            self._client,
            _UPLOAD_FILE_STREAM,
            path={"petId": pet_id},
            body=models.UploadPetFileRequest(note=note, file=file),
            options=options,
        )


class AsyncPets(AsyncResource):
    """Asynchronous version of `Pets`."""

    async def add(
        self,
        *,
        name: str,
        nick: Maybe[str] = UNSET,
        options: RequestOptions | None = None,
    ) -> None:
        """Asynchronous version of `Pets.add`."""
        return await self._client.request(
            _ADD, body=models.PetInput(name=name, nick=nick), options=options
        )

    async def find(
        self,
        *,
        limit: int | None = None,
        status: Sequence[Literal["available", "sold"]] | None = None,
        tags: Sequence[str] | None = None,
        options: RequestOptions | None = None,
    ) -> list[models.Pet]:
        """Asynchronous version of `Pets.find`."""
        return await self._client.request(
            _FIND,
            query={"limit": limit, "status": status, "tags": tags},
            options=options,
        )

    async def upload_file(
        self,
        pet_id: int,
        *,
        file: FileInput,
        note: str | None = None,
        options: RequestOptions | None = None,
    ) -> bytes:
        """Asynchronous version of `Pets.upload_file`."""
        return await self._client.request(
            _UPLOAD_FILE,
            path={"petId": pet_id},
            body=models.UploadPetFileRequest(note=note, file=file),
            options=options,
        )

    def upload_file_stream(
        self,
        pet_id: int,
        *,
        file: FileInput,
        note: str | None = None,
        options: RequestOptions | None = None,
    ) -> Opening[AsyncDownload]:
        """Asynchronous version of `Pets.upload_file_stream`."""
        return AsyncDownload.open(
            self._client,
            _UPLOAD_FILE_STREAM,
            path={"petId": pet_id},
            body=models.UploadPetFileRequest(note=note, file=file),
            options=options,
        )
