"""Basic."""

from __future__ import annotations

from .._runtime import NOTHING, AsyncResource, Operation, RequestOptions, Resource

_GET_ALL: Operation[None] = Operation("GET", "/basic", responses={204: NOTHING})


class BasicResource(Resource):
    """Basic."""

    def get_all(self, *, options: RequestOptions | None = None) -> None:
        """All things.

        Those of *all* people, one page of 100 at a time.

        `GET /basic`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.basic.get_all()
        """
        return self._client.request(_GET_ALL, options=options)


class AsyncBasicResource(AsyncResource):
    """Asynchronous version of `BasicResource`."""

    async def get_all(self, *, options: RequestOptions | None = None) -> None:
        """Asynchronous version of `BasicResource.get_all`."""
        return await self._client.request(_GET_ALL, options=options)
