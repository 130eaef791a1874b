"""Audits."""

from __future__ import annotations

from .._runtime import NOTHING, AsyncResource, Operation, RequestOptions, Resource

_CREATE: Operation[None] = Operation(
    "POST", "/audits", responses={204: NOTHING}, security=(("oauth", "tls"),)
)

_LIST: Operation[None] = Operation(
    "GET", "/audits", responses={204: NOTHING}, security=(("oauth",), ("id",))
)


class Audits(Resource):
    """Audits."""

    def create(self, *, options: RequestOptions | None = None) -> None:
        """Create.

        `POST /audits`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.audits.create()
        """
        return self._client.request(_CREATE, options=options)

    def list(self, *, options: RequestOptions | None = None) -> None:
        """List.

        `GET /audits`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.audits.list()
        """
        return self._client.request(_LIST, options=options)


class AsyncAudits(AsyncResource):
    """Asynchronous version of `Audits`."""

    async def create(self, *, options: RequestOptions | None = None) -> None:
        """Asynchronous version of `Audits.create`."""
        return await self._client.request(_CREATE, options=options)

    async def list(self, *, options: RequestOptions | None = None) -> None:
        """Asynchronous version of `Audits.list`."""
        return await self._client.request(_LIST, options=options)
