"""Animals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast as _cast

from .. import models
from .._runtime import (
    JSON,
    AsyncResource,
    Body,
    Operation,
    RequestOptions,
    Resource,
    cached_property,
)
from .._runtime.bodies.files import FileInput
from .._runtime.bodies.multipart import MultipartBody
from .._runtime.client.incoming import Opening
from .._runtime.deprecation import deprecated as _deprecated
from .._runtime.downloads import AsyncDownload, Download
from .._runtime.pagination import AsyncPages, PagedOperation, PageNumber, Pages
from .._runtime.responses.contents import Binary

if TYPE_CHECKING:
    from .animals_kinds import AnimalsKinds, AsyncAnimalsKinds

_ADD: Operation[models.Animal] = Operation(
    "POST",
    "/animals",
    body=Body("application/json", "AnimalInput"),
    responses={201: JSON("Animal")},
)

_ADD_MULTIPART: Operation[models.Animal] = Operation(
    "POST",
    "/animals",
    body=MultipartBody("multipart/form-data", "AddAnimalMultipartRequest"),
    responses={201: JSON("Animal")},
)

_DOWNLOAD_PHOTO: Operation[bytes] = Operation(
    "GET", "/animals/{id}/photo", responses={200: Binary("image/png")}
)

_DOWNLOAD_PHOTO_STREAM: Operation[bytes] = Operation(
    "GET", "/animals/{id}/photo", responses={200: Binary("image/png")}
)

_FIND: PagedOperation[models.FindAnimalsResponse] = PagedOperation(
    "GET",
    "/animals",
    responses={200: JSON("FindAnimalsResponse")},
    pagination=PageNumber("page", items=("items",), total_pages=("total_pages",)),
)


class Animals(Resource):
    """Animals."""

    @cached_property
    def kinds(self) -> AnimalsKinds:
        """Animals kinds."""
        from .animals_kinds import AnimalsKinds

        return AnimalsKinds(self._client)

    def add(
        self,
        *,
        name: str,
        toys: Sequence[models.Toy | models.ToyDict] | None = None,
        options: RequestOptions | None = None,
    ) -> models.Animal:
        """Add.

        `POST /animals`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.animals.add(name="Example")
        """
        return self._client.request(
            _ADD,
            body=_cast("Any", models.AnimalInput)(name=name, toys=toys),
            options=options,
        )

    def add_multipart(
        self, *, photo: FileInput, options: RequestOptions | None = None
    ) -> models.Animal:
        """Add multipart.

        `POST /animals`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.animals.add_multipart(photo=Path("file.pdf"))
        """
        return self._client.request(
            _ADD_MULTIPART,
            body=models.AddAnimalMultipartRequest(photo=photo),
            options=options,
        )

    def download_photo(
        self, id: str, *, options: RequestOptions | None = None
    ) -> bytes:
        """Download photo.

        `GET /animals/{id}/photo`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.animals.download_photo("id")
        """
        return self._client.request(_DOWNLOAD_PHOTO, path={"id": id}, options=options)

    def download_photo_stream(
        self, id: str, *, options: RequestOptions | None = None
    ) -> Download:
        """Download photo stream.

        `GET /animals/{id}/photo`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Returns:
            The content, to be read piece by piece or saved to a file. A `with` block
            closes the connection.

        Example:
            with client.animals.download_photo_stream("id") as download:
                download.save(Path("file.png"))
        """
        return Download.open(
            self._client, _DOWNLOAD_PHOTO_STREAM, path={"id": id}, options=options
        )

    def find(
        self,
        *,
        page: int | None = None,
        kinds: Sequence[str] | None = None,
        options: RequestOptions | None = None,
    ) -> Pages[models.Animal, models.FindAnimalsResponse]:
        """Find.

        `GET /animals`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Returns:
            A page of animals.

        Example:
            for item in client.animals.find():
                print(item)
        """
        return Pages(
            self._client, _FIND, query={"page": page, "kinds": kinds}, options=options
        )

    @_deprecated(
        "client.animals.get_photo is called client.animals.download_photo now."
    )
    def get_photo(self, id: str, *, options: RequestOptions | None = None) -> bytes:
        """Deprecated alias of `client.animals.download_photo`."""
        return self.download_photo(id, options=options)

    @_deprecated(
        "client.animals.get_photo_stream is called client.animals.download_photo_stream now."
    )
    def get_photo_stream(
        self, id: str, *, options: RequestOptions | None = None
    ) -> Download:
        """Deprecated alias of `client.animals.download_photo_stream`."""
        return self.download_photo_stream(id, options=options)

    @_deprecated("client.animals.list is called client.animals.find now.")
    def list(
        self,
        *,
        page: int | None = None,
        kinds: Sequence[str] | None = None,
        options: RequestOptions | None = None,
    ) -> Pages[models.Animal, models.FindAnimalsResponse]:
        """Deprecated alias of `client.animals.find`."""
        return self.find(page=page, kinds=kinds, options=options)


class AsyncAnimals(AsyncResource):
    """Asynchronous version of `Animals`."""

    @cached_property
    def kinds(self) -> AsyncAnimalsKinds:
        """Animals kinds."""
        from .animals_kinds import AsyncAnimalsKinds

        return AsyncAnimalsKinds(self._client)

    async def add(
        self,
        *,
        name: str,
        toys: Sequence[models.Toy | models.ToyDict] | None = None,
        options: RequestOptions | None = None,
    ) -> models.Animal:
        """Asynchronous version of `Animals.add`."""
        return await self._client.request(
            _ADD,
            body=_cast("Any", models.AnimalInput)(name=name, toys=toys),
            options=options,
        )

    async def add_multipart(
        self, *, photo: FileInput, options: RequestOptions | None = None
    ) -> models.Animal:
        """Asynchronous version of `Animals.add_multipart`."""
        return await self._client.request(
            _ADD_MULTIPART,
            body=models.AddAnimalMultipartRequest(photo=photo),
            options=options,
        )

    async def download_photo(
        self, id: str, *, options: RequestOptions | None = None
    ) -> bytes:
        """Asynchronous version of `Animals.download_photo`."""
        return await self._client.request(
            _DOWNLOAD_PHOTO, path={"id": id}, options=options
        )

    def download_photo_stream(
        self, id: str, *, options: RequestOptions | None = None
    ) -> Opening[AsyncDownload]:
        """Asynchronous version of `Animals.download_photo_stream`."""
        return AsyncDownload.open(
            self._client, _DOWNLOAD_PHOTO_STREAM, path={"id": id}, options=options
        )

    def find(
        self,
        *,
        page: int | None = None,
        kinds: Sequence[str] | None = None,
        options: RequestOptions | None = None,
    ) -> AsyncPages[models.Animal, models.FindAnimalsResponse]:
        """Asynchronous version of `Animals.find`."""
        return AsyncPages(
            self._client, _FIND, query={"page": page, "kinds": kinds}, options=options
        )

    @_deprecated(
        "client.animals.get_photo is called client.animals.download_photo now."
    )
    async def get_photo(
        self, id: str, *, options: RequestOptions | None = None
    ) -> bytes:
        """Deprecated alias of `client.animals.download_photo`."""
        return await self.download_photo(id, options=options)

    @_deprecated(
        "client.animals.get_photo_stream is called client.animals.download_photo_stream now."
    )
    def get_photo_stream(
        self, id: str, *, options: RequestOptions | None = None
    ) -> Opening[AsyncDownload]:
        """Deprecated alias of `client.animals.download_photo_stream`."""
        return self.download_photo_stream(id, options=options)

    @_deprecated("client.animals.list is called client.animals.find now.")
    def list(
        self,
        *,
        page: int | None = None,
        kinds: Sequence[str] | None = None,
        options: RequestOptions | None = None,
    ) -> AsyncPages[models.Animal, models.FindAnimalsResponse]:
        """Deprecated alias of `client.animals.find`."""
        return self.find(page=page, kinds=kinds, options=options)
