"""Subscriptions."""

from __future__ import annotations

from .. import models
from .._runtime import NOTHING, AsyncResource, Body, Operation, RequestOptions, Resource

_CREATE: Operation[None] = Operation(
    "POST",
    "/subscriptions",
    body=Body("application/json", "CreateSubscriptionRequest"),
    responses={204: NOTHING},
)


class Subscriptions(Resource):
    """Subscriptions."""

    def create(self, *, url: str, options: RequestOptions | None = None) -> None:
        """Create.

        `POST /subscriptions`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.subscriptions.create(url="https://example.com")
        """
        return self._client.request(
            _CREATE, body=models.CreateSubscriptionRequest(url=url), options=options
        )


class AsyncSubscriptions(AsyncResource):
    """Asynchronous version of `Subscriptions`."""

    async def create(self, *, url: str, options: RequestOptions | None = None) -> None:
        """Asynchronous version of `Subscriptions.create`."""
        return await self._client.request(
            _CREATE, body=models.CreateSubscriptionRequest(url=url), options=options
        )
