"""Felling."""

from __future__ import annotations

from .._runtime import NOTHING, AsyncResource, Operation, RequestOptions, Resource

_FELL: Operation[None] = Operation("DELETE", "/trees/{id}", responses={204: NOTHING})


class Felling(Resource):
    """Felling."""

    def fell(self, tree_id: str, *, options: RequestOptions | None = None) -> None:
        """Fell.

        `DELETE /trees/{id}`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.felling.fell("tree_id")
        """
        return self._client.request(_FELL, path={"id": tree_id}, options=options)


class AsyncFelling(AsyncResource):
    """Asynchronous version of `Felling`."""

    async def fell(
        self, tree_id: str, *, options: RequestOptions | None = None
    ) -> None:
        """Asynchronous version of `Felling.fell`."""
        return await self._client.request(_FELL, path={"id": tree_id}, options=options)
