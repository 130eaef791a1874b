"""Exports."""

from __future__ import annotations

from .. import models
from .._runtime import JSON, NOTHING, AsyncResource, Operation, RequestOptions, Resource

_CREATE: Operation[None] = Operation("POST", "/exports", responses={202: NOTHING})

_GET: Operation[models.Export] = Operation(
    "GET", "/exports/{id}", responses={200: JSON("Export")}
)


class Exports(Resource):
    """Exports."""

    def create(self, *, options: RequestOptions | None = None) -> None:
        """Create.

        `POST /exports`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.exports.create()
        """
        return self._client.request(_CREATE, options=options)

    def get(self, id: str, *, options: RequestOptions | None = None) -> models.Export:
        """Get.

        `GET /exports/{id}`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.exports.get("id")
        """
        return self._client.request(_GET, path={"id": id}, options=options)


class AsyncExports(AsyncResource):
    """Asynchronous version of `Exports`."""

    async def create(self, *, options: RequestOptions | None = None) -> None:
        """Asynchronous version of `Exports.create`."""
        return await self._client.request(_CREATE, options=options)

    async def get(
        self, id: str, *, options: RequestOptions | None = None
    ) -> models.Export:
        """Asynchronous version of `Exports.get`."""
        return await self._client.request(_GET, path={"id": id}, options=options)
