"""Animals."""

from __future__ import annotations

import builtins
from functools import cached_property
from typing import TYPE_CHECKING

from .. import models
from .._runtime import JSON, AsyncResource, Body, Operation, RequestOptions, Resource
from .._runtime.contents import Binary
from .._runtime.deprecation import deprecated as _deprecated
from .._runtime.downloads import AsyncDownload, Download
from .._runtime.files import FileInput
from .._runtime.multipart import MultipartBody
from .._runtime.pagination import AsyncPages, PagedOperation, PageNumber, Pages

if TYPE_CHECKING:
    from .animals_kinds import AnimalsKinds, AsyncAnimalsKinds

_CREATE: Operation[models.Animal] = Operation(
    "POST",
    "/animals",
    body=Body("application/json", "AnimalInput"),
    responses={201: JSON("Animal")},
)

_CREATE_MULTIPART: Operation[models.Animal] = Operation(
    "POST",
    "/animals",
    body=MultipartBody("multipart/form-data", "CreateAnimalMultipartRequest"),
    responses={201: JSON("Animal")},
)

_LIST: PagedOperation[models.ListAnimalsResponse] = PagedOperation(
    "GET",
    "/animals",
    responses={200: JSON("ListAnimalsResponse")},
    pagination=PageNumber("page", items=("items",), total_pages=("total_pages",)),
)

_PHOTO: Operation[bytes] = Operation(
    "GET", "/animals/{id}/photo", responses={200: Binary("image/png")}
)

_PHOTO_STREAM: Operation[bytes] = Operation(
    "GET", "/animals/{id}/photo", responses={200: Binary("image/png")}
)


class Animals(Resource):
    """Animals."""

    @cached_property
    def kinds(self) -> AnimalsKinds:
        """Animals kinds."""
        from .animals_kinds import AnimalsKinds

        return AnimalsKinds(self._client)

    def create(
        self,
        *,
        name: str,
        toys: builtins.list[models.Toy] | None = None,
        options: RequestOptions | None = None,
    ) -> models.Animal:
        """Create.

        `POST /animals`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.animals.create(name="…")
        """
        return self._client.request(
            _CREATE, body=models.AnimalInput(name=name, toys=toys), options=options
        )

    def create_multipart(
        self, *, photo: FileInput, options: RequestOptions | None = None
    ) -> models.Animal:
        """Create multipart.

        `POST /animals`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.animals.create_multipart(photo=Path("file.pdf"))
        """
        return self._client.request(
            _CREATE_MULTIPART,
            body=models.CreateAnimalMultipartRequest(photo=photo),
            options=options,
        )

    def list(
        self,
        *,
        page: int | None = None,
        kinds: builtins.list[str] | None = None,
        options: RequestOptions | None = None,
    ) -> Pages[models.Animal, models.ListAnimalsResponse]:
        """List.

        `GET /animals`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Returns:
            A page of animals.

        Example:
            for animal in client.animals.list():
                print(animal)
        """
        return Pages(
            self._client, _LIST, query={"page": page, "kinds": kinds}, options=options
        )

    def photo(self, id: str, *, options: RequestOptions | None = None) -> bytes:
        """Photo.

        `GET /animals/{id}/photo`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.animals.photo("id")
        """
        return self._client.request(_PHOTO, path={"id": id}, options=options)

    def photo_stream(
        self, id: str, *, options: RequestOptions | None = None
    ) -> Download:
        """Photo stream.

        `GET /animals/{id}/photo`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Returns:
            The content, to be read piece by piece or saved to a file. A `with` block
            closes the connection.

        Example:
            with client.animals.photo_stream("id") as download:
                download.save(Path("file.png"))
        """
        return Download.open(
            self._client, _PHOTO_STREAM, path={"id": id}, options=options
        )

    @_deprecated("client.animals.get_photo is called client.animals.photo now.")
    def get_photo(self, id: str, *, options: RequestOptions | None = None) -> bytes:
        """Deprecated alias of `client.animals.photo`."""
        return self.photo(id, options=options)

    @_deprecated(
        "client.animals.get_photo_stream is called client.animals.photo_stream now."
    )
    def get_photo_stream(
        self, id: str, *, options: RequestOptions | None = None
    ) -> Download:
        """Deprecated alias of `client.animals.photo_stream`."""
        return self.photo_stream(id, options=options)


class AsyncAnimals(AsyncResource):
    """Asynchronous version of `Animals`."""

    @cached_property
    def kinds(self) -> AsyncAnimalsKinds:
        """Animals kinds."""
        from .animals_kinds import AsyncAnimalsKinds

        return AsyncAnimalsKinds(self._client)

    async def create(
        self,
        *,
        name: str,
        toys: builtins.list[models.Toy] | None = None,
        options: RequestOptions | None = None,
    ) -> models.Animal:
        """Asynchronous version of `Animals.create`."""
        return await self._client.request(
            _CREATE, body=models.AnimalInput(name=name, toys=toys), options=options
        )

    async def create_multipart(
        self, *, photo: FileInput, options: RequestOptions | None = None
    ) -> models.Animal:
        """Asynchronous version of `Animals.create_multipart`."""
        return await self._client.request(
            _CREATE_MULTIPART,
            body=models.CreateAnimalMultipartRequest(photo=photo),
            options=options,
        )

    def list(
        self,
        *,
        page: int | None = None,
        kinds: builtins.list[str] | None = None,
        options: RequestOptions | None = None,
    ) -> AsyncPages[models.Animal, models.ListAnimalsResponse]:
        """Asynchronous version of `Animals.list`."""
        return AsyncPages(
            self._client, _LIST, query={"page": page, "kinds": kinds}, options=options
        )

    async def photo(self, id: str, *, options: RequestOptions | None = None) -> bytes:
        """Asynchronous version of `Animals.photo`."""
        return await self._client.request(_PHOTO, path={"id": id}, options=options)

    async def photo_stream(
        self, id: str, *, options: RequestOptions | None = None
    ) -> AsyncDownload:
        """Asynchronous version of `Animals.photo_stream`."""
        return await AsyncDownload.open(
            self._client, _PHOTO_STREAM, path={"id": id}, options=options
        )

    @_deprecated("client.animals.get_photo is called client.animals.photo now.")
    async def get_photo(
        self, id: str, *, options: RequestOptions | None = None
    ) -> bytes:
        """Deprecated alias of `client.animals.photo`."""
        return await self.photo(id, options=options)

    @_deprecated(
        "client.animals.get_photo_stream is called client.animals.photo_stream now."
    )
    async def get_photo_stream(
        self, id: str, *, options: RequestOptions | None = None
    ) -> AsyncDownload:
        """Deprecated alias of `client.animals.photo_stream`."""
        return await self.photo_stream(id, options=options)
