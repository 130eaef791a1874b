"""Health."""

from __future__ import annotations

from .._runtime import NOTHING, AsyncResource, Operation, RequestOptions, Resource

_PING: Operation[None] = Operation("GET", "/health", responses={204: NOTHING})


class Health(Resource):
    """Health."""

    def ping(self, *, options: RequestOptions | None = None) -> None:
        """Ping.

        `GET /health`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.health.ping()
        """
        return self._client.request(_PING, options=options)


class AsyncHealth(AsyncResource):
    """Asynchronous version of `Health`."""

    async def ping(self, *, options: RequestOptions | None = None) -> None:
        """Asynchronous version of `Health.ping`."""
        return await self._client.request(_PING, options=options)
