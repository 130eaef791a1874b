"""Lamps."""

from __future__ import annotations

import builtins
from collections.abc import Sequence
from typing import Any, Literal, cast as _cast

from .. import models
from .._runtime import JSON, AsyncResource, Body, Operation, RequestOptions, Resource

_CREATE: Operation[models.Lamp] = Operation(
    "POST",
    "/lamps",
    body=Body("application/json", "NewLamp"),
    responses={201: JSON("Lamp")},
)

_LIST: Operation[list[models.Lamp]] = Operation(
    "GET", "/lamps", responses={200: JSON("list[Lamp]")}
)


class Lamps(Resource):
    """Lamps."""

    def create(
        self,
        *,
        color: models.Color,
        level: models.Level | None = None,
        shades: Sequence[models.Color] | None = None,
        options: RequestOptions | None = None,
    ) -> models.Lamp:
        """Create.

        `POST /lamps`

        Args:
            color: Colour of the light.
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.lamps.create(color="red")
        """
        return self._client.request(
            _CREATE,
            body=_cast("Any", models.NewLamp)(color=color, level=level, shades=shades),
            options=options,
        )

    def list(
        self,
        *,
        color: models.Color | None = None,
        direction: Literal["asc", "desc"] | None = None,
        colors: Sequence[models.Color] | None = None,
        options: RequestOptions | None = None,
    ) -> builtins.list[models.Lamp]:
        """List.

        `GET /lamps`

        Args:
            color: Colour of the light.
            direction: Default: "asc".
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.lamps.list()
        """
        return self._client.request(
            _LIST,
            query={"color": color, "direction": direction, "colors": colors},
            options=options,
        )


class AsyncLamps(AsyncResource):
    """Asynchronous version of `Lamps`."""

    async def create(
        self,
        *,
        color: models.Color,
        level: models.Level | None = None,
        shades: Sequence[models.Color] | None = None,
        options: RequestOptions | None = None,
    ) -> models.Lamp:
        """Asynchronous version of `Lamps.create`."""
        return await self._client.request(
            _CREATE,
            body=_cast("Any", models.NewLamp)(color=color, level=level, shades=shades),
            options=options,
        )

    async def list(
        self,
        *,
        color: models.Color | None = None,
        direction: Literal["asc", "desc"] | None = None,
        colors: Sequence[models.Color] | None = None,
        options: RequestOptions | None = None,
    ) -> builtins.list[models.Lamp]:
        """Asynchronous version of `Lamps.list`."""
        return await self._client.request(
            _LIST,
            query={"color": color, "direction": direction, "colors": colors},
            options=options,
        )
