"""Animals kinds."""

from __future__ import annotations

from typing import Literal

from .._runtime import JSON, AsyncResource, Operation, RequestOptions, Resource

_ALL: Operation[list[Literal["cat", "dog"] | str]] = Operation(
    "GET", "/animals/kinds", responses={200: JSON('list[Literal["cat", "dog"] | str]')}
)


class AnimalsKinds(Resource):
    """Animals kinds."""

    def all(
        self, *, options: RequestOptions | None = None
    ) -> list[Literal["cat", "dog"] | str]:
        """All.

        `GET /animals/kinds`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Returns:
            Every kind.

        Example:
            client.animals.kinds.all()
        """
        return self._client.request(_ALL, options=options)


class AsyncAnimalsKinds(AsyncResource):
    """Asynchronous version of `AnimalsKinds`."""

    async def all(
        self, *, options: RequestOptions | None = None
    ) -> list[Literal["cat", "dog"] | str]:
        """Asynchronous version of `AnimalsKinds.all`."""
        return await self._client.request(_ALL, options=options)
