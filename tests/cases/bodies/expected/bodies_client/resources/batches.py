"""Batches."""

from __future__ import annotations

from collections.abc import Sequence

from .. import models
from .._runtime import NOTHING, AsyncResource, Body, Operation, RequestOptions, Resource

_CREATE: Operation[None] = Operation(
    "POST",
    "/batches",
    body=Body("application/json", "list[CreateBatchRequestItem]"),
    responses={204: NOTHING},
)


class Batches(Resource):
    """Batches."""

    def create(
        self,
        *,
        body: Sequence[
            models.CreateBatchRequestItem | models.CreateBatchRequestItemDict
        ],
        options: RequestOptions | None = None,
    ) -> None:
        """Create.

        `POST /batches`

        Args:
            body: The request body.
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.batches.create(body=[models.CreateBatchRequestItem(n=1)])
        """
        return self._client.request(_CREATE, body=body, options=options)


class AsyncBatches(AsyncResource):
    """Asynchronous version of `Batches`."""

    async def create(
        self,
        *,
        body: Sequence[
            models.CreateBatchRequestItem | models.CreateBatchRequestItemDict
        ],
        options: RequestOptions | None = None,
    ) -> None:
        """Asynchronous version of `Batches.create`."""
        return await self._client.request(_CREATE, body=body, options=options)
