"""Settings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast as _cast

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
        name: str,
        extra_fields_: str | None = None,
        additional_properties_: str | None = None,
        additional_properties: Mapping[str, int] | None = None,
        options: RequestOptions | None = None,
    ) -> models.Settings:
        """Replace.

        `PUT /settings`

        Args:
            additional_properties: Properties without a field of their own.
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.settings.replace(name="Example")
        """
        return self._client.request(
            _REPLACE,
            body=_cast("Any", models.Settings)(
                name=name,
                extra_fields_=extra_fields_,
                additional_properties_=additional_properties_,
                additional_properties=additional_properties or {},
            ),
            options=options,
        )


class AsyncSettings(AsyncResource):
    """Asynchronous version of `Settings`."""

    async def replace(
        self,
        *,
        name: str,
        extra_fields_: str | None = None,
        additional_properties_: str | None = None,
        additional_properties: Mapping[str, int] | None = None,
        options: RequestOptions | None = None,
    ) -> models.Settings:
        """Asynchronous version of `Settings.replace`."""
        return await self._client.request(
            _REPLACE,
            body=_cast("Any", models.Settings)(
                name=name,
                extra_fields_=extra_fields_,
                additional_properties_=additional_properties_,
                additional_properties=additional_properties or {},
            ),
            options=options,
        )
