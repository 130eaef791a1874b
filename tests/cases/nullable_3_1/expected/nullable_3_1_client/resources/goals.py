"""Goals."""

from __future__ import annotations

import builtins

from .. import models
from .._runtime import JSON, AsyncResource, Operation, RequestOptions, Resource

_LIST: Operation[list[models.Goal] | None] = Operation(
    "GET", "/goals", responses={200: JSON("list[Goal] | None")}
)


class Goals(Resource):
    """Goals."""

    def list(
        self, *, options: RequestOptions | None = None
    ) -> builtins.list[models.Goal] | None:
        """List.

        `GET /goals`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Returns:
            Goals, or nothing.

        Example:
            client.goals.list()
        """
        return self._client.request(_LIST, options=options)


class AsyncGoals(AsyncResource):
    """Asynchronous version of `Goals`."""

    async def list(
        self, *, options: RequestOptions | None = None
    ) -> builtins.list[models.Goal] | None:
        """Asynchronous version of `Goals.list`."""
        return await self._client.request(_LIST, options=options)
