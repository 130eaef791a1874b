"""Settings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from .. import models
from .._runtime import (
    JSON,
    UNSET,
    AsyncResource,
    Body,
    Operation,
    RequestOptions,
    Resource,
)
from .._runtime.codec.make import make as _make
from .._runtime.models.maybe import Maybe

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
        class_: str,
        copy: int | None = None,
        json: models.JSONValue | None = None,
        schema: str | None = None,
        model_config: bool | None = None,
        model_dump_size: int | None = None,
        field: str | None = None,
        msgspec: str | None = None,
        pydantic: str | None = None,
        items: Sequence[str] | None = None,
        keys: int | None = None,
        nothing: Mapping[str, Any] | None = None,
        layout: models.Field | None = None,
        seen_at: Maybe[dt.datetime] = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Settings:
        """Replace.

        `PUT /settings`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.settings.replace(class_="class")
        """
        return self._client.request(
            _REPLACE,
            body=_make(
                models.Settings,
                class_=class_,
                copy=copy,
                json=json,
                schema=schema,
                model_config=model_config,
                model_dump_size=model_dump_size,
                field=field,
                msgspec=msgspec,
                pydantic=pydantic,
                items=items,
                keys=keys,
                nothing=nothing,
                layout=layout,
                seen_at=seen_at,
            ),
            options=options,
        )


class AsyncSettings(AsyncResource):
    """Asynchronous version of `Settings`."""

    async def replace(
        self,
        *,
        class_: str,
        copy: int | None = None,
        json: models.JSONValue | None = None,
        schema: str | None = None,
        model_config: bool | None = None,
        model_dump_size: int | None = None,
        field: str | None = None,
        msgspec: str | None = None,
        pydantic: str | None = None,
        items: Sequence[str] | None = None,
        keys: int | None = None,
        nothing: Mapping[str, Any] | None = None,
        layout: models.Field | None = None,
        seen_at: Maybe[dt.datetime] = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Settings:
        """Asynchronous version of `Settings.replace`."""
        return await self._client.request(
            _REPLACE,
            body=_make(
                models.Settings,
                class_=class_,
                copy=copy,
                json=json,
                schema=schema,
                model_config=model_config,
                model_dump_size=model_dump_size,
                field=field,
                msgspec=msgspec,
                pydantic=pydantic,
                items=items,
                keys=keys,
                nothing=nothing,
                layout=layout,
                seen_at=seen_at,
            ),
            options=options,
        )
