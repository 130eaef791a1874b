"""Deprecated aliases of operations, behind `client.pets`."""

from __future__ import annotations

import builtins

from .. import models
from .._runtime import AsyncResource, RequestOptions, Resource
from .._runtime.deprecation import deprecated as _deprecated
from .._runtime.files import FileInput
from .._runtime.streams import AsyncStream, Stream


class Pets(Resource):
    """Deprecated aliases of operations, behind `client.pets`."""

    @_deprecated("client.pets.create is called client.animals.create now.")
    def create(
        self,
        *,
        name: str,
        toys: builtins.list[models.Toy] | None = None,
        options: RequestOptions | None = None,
    ) -> models.Animal:
        """Deprecated alias of `client.animals.create`."""
        from .animals import Animals

        return Animals(self._client).create(name=name, toys=toys, options=options)

    @_deprecated(
        "client.pets.create_multipart is called client.animals.create_multipart now."
    )
    def create_multipart(
        self, *, photo: FileInput, options: RequestOptions | None = None
    ) -> models.Animal:
        """Deprecated alias of `client.animals.create_multipart`."""
        from .animals import Animals

        return Animals(self._client).create_multipart(photo=photo, options=options)

    @_deprecated("client.pets.watch is called client.events.get now.")
    def watch(self, *, options: RequestOptions | None = None) -> models.Animal:
        """Deprecated alias of `client.events.get`."""
        from .events import Events

        return Events(self._client).get(options=options)

    @_deprecated("client.pets.watch_stream is called client.events.get_stream now.")
    def watch_stream(
        self, *, options: RequestOptions | None = None
    ) -> Stream[models.Animal]:
        """Deprecated alias of `client.events.get_stream`."""
        from .events import Events

        return Events(self._client).get_stream(options=options)


class AsyncPets(AsyncResource):
    """Asynchronous version of `Pets`."""

    @_deprecated("client.pets.create is called client.animals.create now.")
    async def create(
        self,
        *,
        name: str,
        toys: builtins.list[models.Toy] | None = None,
        options: RequestOptions | None = None,
    ) -> models.Animal:
        """Deprecated alias of `client.animals.create`."""
        from .animals import AsyncAnimals

        return await AsyncAnimals(self._client).create(
            name=name, toys=toys, options=options
        )

    @_deprecated(
        "client.pets.create_multipart is called client.animals.create_multipart now."
    )
    async def create_multipart(
        self, *, photo: FileInput, options: RequestOptions | None = None
    ) -> models.Animal:
        """Deprecated alias of `client.animals.create_multipart`."""
        from .animals import AsyncAnimals

        return await AsyncAnimals(self._client).create_multipart(
            photo=photo, options=options
        )

    @_deprecated("client.pets.watch is called client.events.get now.")
    async def watch(self, *, options: RequestOptions | None = None) -> models.Animal:
        """Deprecated alias of `client.events.get`."""
        from .events import AsyncEvents

        return await AsyncEvents(self._client).get(options=options)

    @_deprecated("client.pets.watch_stream is called client.events.get_stream now.")
    async def watch_stream(
        self, *, options: RequestOptions | None = None
    ) -> AsyncStream[models.Animal]:
        """Deprecated alias of `client.events.get_stream`."""
        from .events import AsyncEvents

        return await AsyncEvents(self._client).get_stream(options=options)
