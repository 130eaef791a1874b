"""Secrets."""

from __future__ import annotations

from .._runtime import NOTHING, AsyncResource, Operation, RequestOptions, Resource

_LIST: Operation[None] = Operation("GET", "/secrets", responses={204: NOTHING})


class Secrets(Resource):
    """Secrets."""

    def list(self, *, options: RequestOptions | None = None) -> None:
        """List.

        `GET /secrets`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.secrets.list()
        """
        return self._client.request(_LIST, options=options)


class AsyncSecrets(AsyncResource):
    """Asynchronous version of `Secrets`."""

    async def list(self, *, options: RequestOptions | None = None) -> None:
        """Asynchronous version of `Secrets.list`."""
        return await self._client.request(_LIST, options=options)
