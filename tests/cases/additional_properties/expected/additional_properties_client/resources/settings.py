"""Settings."""

from __future__ import annotations

from .. import models
from .._runtime import JSON, AsyncResource, Body, Operation, RequestOptions, Resource

_REPLACE: Operation[models.Settings] = Operation(
    "PUT",
    "/settings",
    body=Body("application/json", "Settings"),
    responses={200: JSON("Settings")},
)


class Settings(Resource):
    """Settings."""

    def replace(
        self,
        *,
        body: models.Settings,
        options: RequestOptions | None = None,
    ) -> models.Settings:
        """Replace.

        `PUT /settings`

        Args:
            body: The request body.
            options: What this call does differently: headers, query, timeout.

        Example:
            client.settings.replace(body=body)
        """
        return self._client.request(
            _REPLACE,
            body=body,
            options=options,
        )


class AsyncSettings(AsyncResource):
    """The asynchronous twin of `Settings`."""

    async def replace(
        self,
        *,
        body: models.Settings,
        options: RequestOptions | None = None,
    ) -> models.Settings:
        """Replace.

        `PUT /settings`

        Args:
            body: The request body.
            options: What this call does differently: headers, query, timeout.

        Example:
            await client.settings.replace(body=body)
        """
        return await self._client.request(
            _REPLACE,
            body=body,
            options=options,
        )
