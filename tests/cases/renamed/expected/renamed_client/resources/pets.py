"""Deprecated aliases of operations, behind `client.pets`."""

from __future__ import annotations

from collections.abc import Sequence

from .. import models
from .._runtime import AsyncResource, RequestOptions, Resource
from .._runtime.bodies.files import FileInput
from .._runtime.client.incoming import Opening
from .._runtime.deprecation import deprecated as _deprecated
from .._runtime.streams import AsyncStream, Stream


class Pets(Resource):
    """Deprecated aliases of operations, behind `client.pets`."""

    @_deprecated("client.pets.create is called client.animals.add now.")
    def create(
        self,
        *,
        name: str,
        toys: Sequence[models.Toy | models.ToyDict] | None = None,
        options: RequestOptions | None = None,
    ) -> models.Animal:
        """Deprecated alias of `client.animals.add`."""
        from .animals import Animals

        return Animals(self._client).add(name=name, toys=toys, options=options)

    @_deprecated(
        "client.pets.create_multipart is called client.animals.add_multipart now."
    )
    def create_multipart(
        self, *, photo: FileInput, options: RequestOptions | None = None
    ) -> models.Animal:
        """Deprecated alias of `client.animals.add_multipart`."""
        from .animals import Animals

        return Animals(self._client).add_multipart(photo=photo, options=options)

    @_deprecated("client.pets.watch is called client.events.watch now.")
    def watch(self, *, options: RequestOptions | None = None) -> models.Animal:
        """Deprecated alias of `client.events.watch`."""
        from .events import Events

        return Events(self._client).watch(options=options)

    @_deprecated("client.pets.watch_stream is called client.events.watch_stream now.")
    def watch_stream(
        self, *, options: RequestOptions | None = None
    ) -> Stream[models.Animal]:
        """Deprecated alias of `client.events.watch_stream`."""
        from .events import Events

        return Events(self._client).watch_stream(options=options)


class AsyncPets(AsyncResource):
    """Asynchronous version of `Pets`."""

    @_deprecated("client.pets.create is called client.animals.add now.")
    async def create(
        self,
        *,
        name: str,
        toys: Sequence[models.Toy | models.ToyDict] | None = None,
        options: RequestOptions | None = None,
    ) -> models.Animal:
        """Deprecated alias of `client.animals.add`."""
        from .animals import AsyncAnimals

        return await AsyncAnimals(self._client).add(
            name=name, toys=toys, options=options
        )

    @_deprecated(
        "client.pets.create_multipart is called client.animals.add_multipart now."
    )
    async def create_multipart(
        self, *, photo: FileInput, options: RequestOptions | None = None
    ) -> models.Animal:
        """Deprecated alias of `client.animals.add_multipart`."""
        from .animals import AsyncAnimals

        return await AsyncAnimals(self._client).add_multipart(
            photo=photo, options=options
        )

    @_deprecated("client.pets.watch is called client.events.watch now.")
    async def watch(self, *, options: RequestOptions | None = None) -> models.Animal:
        """Deprecated alias of `client.events.watch`."""
        from .events import AsyncEvents

        return await AsyncEvents(self._client).watch(options=options)

    @_deprecated("client.pets.watch_stream is called client.events.watch_stream now.")
    def watch_stream(
        self, *, options: RequestOptions | None = None
    ) -> Opening[AsyncStream[models.Animal]]:
        """Deprecated alias of `client.events.watch_stream`."""
        from .events import AsyncEvents

        return AsyncEvents(self._client).watch_stream(options=options)
