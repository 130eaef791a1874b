"""Readings."""

from __future__ import annotations

from typing import Literal

from .. import models
from .._runtime import NOTHING, AsyncResource, Operation, RequestOptions, Resource
from .._runtime.client.incoming import Opening
from .._runtime.responses.labelled_contents import ContentByType
from .._runtime.streams import AsyncStream, JSONLines, JSONSequence, Stream
from .._runtime.streams.items import ItemsBody, ItemSource

_ADD: Operation[None] = Operation(
    "POST",
    "/readings",
    body=ItemsBody("application/jsonl", "Reading"),
    responses={204: NOTHING},
)

_LIST: Operation[models.Reading] = Operation(
    "GET",
    "/readings",
    responses={
        200: ContentByType((JSONLines("Reading"), JSONSequence("Reading"))),
        204: NOTHING,
    },
)

_REPLACE_PLACES: Operation[None] = Operation(
    "PUT",
    "/places",
    body=ItemsBody(
        "application/geo+json-seq", "ReplaceReadingsPlacesRequestItem", required=False
    ),
    responses={204: NOTHING},
)


class Readings(Resource):
    """Readings."""

    def add(
        self,
        *,
        body: ItemSource[models.Reading | models.ReadingDict],
        options: RequestOptions | None = None,
    ) -> None:
        """Add readings.

        `POST /readings`

        Args:
            body: The request body.
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.readings.add(
                body=[
                    models.Reading(
                        sensor=UUID("6f9619ff-8b86-4d01-b42d-00cf4fc964ff"),
                        value=1.0,
                    ),
                ],
            )
        """
        return self._client.request(_ADD, body=body, options=options)

    def list(
        self,
        *,
        accept: Literal["application/jsonl", "application/json-seq"] | None = None,
        options: RequestOptions | None = None,
    ) -> Stream[models.Reading]:
        """All readings.

        `GET /readings`

        Args:
            accept: Media type to ask for; by default any of them, preferably the first.
            options: Per-request options: timeouts, retries, headers and more.

        Returns:
            Readings, one after the other.

        Example:
            with client.readings.list() as stream:
                for reading in stream:
                    print(reading)
        """
        return Stream.open(self._client, _LIST, accept=accept, options=options)

    def replace_places(
        self,
        *,
        body: (
            ItemSource[
                models.ReplaceReadingsPlacesRequestItem
                | models.ReplaceReadingsPlacesRequestItemDict
            ]
            | None
        ) = None,
        options: RequestOptions | None = None,
    ) -> None:
        """Replace the places of readings.

        `PUT /places`

        Args:
            body: The request body.
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.readings.replace_places()
        """
        return self._client.request(_REPLACE_PLACES, body=body, options=options)


class AsyncReadings(AsyncResource):
    """Asynchronous version of `Readings`."""

    async def add(
        self,
        *,
        body: ItemSource[models.Reading | models.ReadingDict],
        options: RequestOptions | None = None,
    ) -> None:
        """Asynchronous version of `Readings.add`."""
        return await self._client.request(_ADD, body=body, options=options)

    def list(
        self,
        *,
        accept: Literal["application/jsonl", "application/json-seq"] | None = None,
        options: RequestOptions | None = None,
    ) -> Opening[AsyncStream[models.Reading]]:
        """Asynchronous version of `Readings.list`."""
        return AsyncStream.open(self._client, _LIST, accept=accept, options=options)

    async def replace_places(
        self,
        *,
        body: (
            ItemSource[
                models.ReplaceReadingsPlacesRequestItem
                | models.ReplaceReadingsPlacesRequestItemDict
            ]
            | None
        ) = None,
        options: RequestOptions | None = None,
    ) -> None:
        """Asynchronous version of `Readings.replace_places`."""
        return await self._client.request(_REPLACE_PLACES, body=body, options=options)
