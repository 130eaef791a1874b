"""Watches."""

from __future__ import annotations

from .. import models
from .._runtime import JSON, AsyncResource, Operation, RequestOptions, Resource

_CREATE: Operation[models.Pet] = Operation(
    "POST",
    "/watches",
    responses={200: JSON("Pet")},
)


class Watches(Resource):
    """Watches."""

    def create(self, *, options: RequestOptions | None = None) -> models.Pet:
        """Create.

        `POST /watches`

        Args:
            options: What this call does differently: timeouts, retries, headers and more.

        Example:
            client.watches.create()
        """
        return self._client.request(_CREATE, options=options)


class AsyncWatches(AsyncResource):
    """The asynchronous twin of `Watches`."""

    async def create(self, *, options: RequestOptions | None = None) -> models.Pet:
        """Create.

        `POST /watches`

        Args:
            options: What this call does differently: timeouts, retries, headers and more.

        Example:
            await client.watches.create()
        """
        return await self._client.request(_CREATE, options=options)
