"""Animals kinds."""

from __future__ import annotations

import builtins
from typing import Literal

from .._runtime import JSON, AsyncResource, Operation, RequestOptions, Resource

_LIST: Operation[builtins.list[Literal["cat", "dog"] | str]] = Operation(
    "GET", "/animals/kinds", responses={200: JSON('list[Literal["cat", "dog"] | str]')}
)


class AnimalsKinds(Resource):
    """Animals kinds."""

    def list(
        self, *, options: RequestOptions | None = None
    ) -> builtins.list[Literal["cat", "dog"] | str]:
        """List.

        `GET /animals/kinds`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Returns:
            Every kind.

        Example:
            client.animals.kinds.list()
        """
        return self._client.request(_LIST, options=options)


class AsyncAnimalsKinds(AsyncResource):
    """Asynchronous version of `AnimalsKinds`."""

    async def list(
        self, *, options: RequestOptions | None = None
    ) -> builtins.list[Literal["cat", "dog"] | str]:
        """Asynchronous version of `AnimalsKinds.list`."""
        return await self._client.request(_LIST, options=options)
