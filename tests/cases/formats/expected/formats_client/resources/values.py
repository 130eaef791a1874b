"""Values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, cast as _cast
from uuid import UUID

from .. import models
from .._runtime import JSON, AsyncResource, Body, Operation, RequestOptions, Resource
from .._runtime.client.incoming import Opening
from .._runtime.downloads import AsyncDownload, Download
from .._runtime.models.wire_types import (
    Base64Url,
    DecimalNumber,
    IntegerString,
    UnixTime,
)
from .._runtime.responses.contents import Binary
from .._runtime.styles import Parameter

_CREATE: Operation[models.Values] = Operation(
    "POST",
    "/values",
    body=Body("application/json", "Values"),
    responses={200: JSON("Values")},
)

_LIST: Operation[bytes] = Operation(
    "GET",
    "/values",
    parameters=(Parameter("query", "since", type="UnixTime"),),
    responses={200: Binary("application/octet-stream")},
)

_LIST_STREAM: Operation[bytes] = Operation(
    "GET",
    "/values",
    parameters=(Parameter("query", "since", type="UnixTime"),),
    responses={200: Binary("application/octet-stream")},
)


class Values(Resource):
    """Values."""

    def create(
        self,
        *,
        date_time: dt.datetime | None = None,
        date: dt.date | None = None,
        time: dt.time | None = None,
        duration: dt.timedelta | None = None,
        uuid: UUID | None = None,
        byte: bytes | None = None,
        base64url: Base64Url | None = None,
        decimal: Decimal | None = None,
        decimal_number: DecimalNumber | None = None,
        int64: int | None = None,
        int64_string: IntegerString | None = None,
        float: float | None = None,
        unix_time: UnixTime | None = None,
        email: str | None = None,
        dates: Sequence[dt.date] | None = None,
        options: RequestOptions | None = None,
    ) -> models.Values:
        """Create.

        `POST /values`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Returns:
            The same.

        Example:
            client.values.create(email="name@example.com")
        """
        return self._client.request(
            _CREATE,
            body=_cast("Any", models.Values)(
                date_time=date_time,
                date=date,
                time=time,
                duration=duration,
                uuid=uuid,
                byte=byte,
                base64url=base64url,
                decimal=decimal,
                decimal_number=decimal_number,
                int64=int64,
                int64_string=int64_string,
                float=float,
                unix_time=unix_time,
                email=email,
                dates=dates,
            ),
            options=options,
        )

    def list(
        self,
        *,
        since: UnixTime | None = None,
        day: dt.date | None = None,
        at: dt.datetime | None = None,
        options: RequestOptions | None = None,
    ) -> bytes:
        """List.

        `GET /values`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Returns:
            Raw.

        Example:
            client.values.list()
        """
        return self._client.request(
            _LIST, query={"since": since, "day": day, "at": at}, options=options
        )

    def list_stream(
        self,
        *,
        since: UnixTime | None = None,
        day: dt.date | None = None,
        at: dt.datetime | None = None,
        options: RequestOptions | None = None,
    ) -> Download:
        """List stream.

        `GET /values`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Returns:
            The content, to be read piece by piece or saved to a file. A `with` block
            closes the connection.

        Example:
            with client.values.list_stream() as download:
                download.save(Path("file"))
        """
        return Download.open(
            self._client,
            _LIST_STREAM,
            query={"since": since, "day": day, "at": at},
            options=options,
        )


class AsyncValues(AsyncResource):
    """Asynchronous version of `Values`."""

    async def create(
        self,
        *,
        date_time: dt.datetime | None = None,
        date: dt.date | None = None,
        time: dt.time | None = None,
        duration: dt.timedelta | None = None,
        uuid: UUID | None = None,
        byte: bytes | None = None,
        base64url: Base64Url | None = None,
        decimal: Decimal | None = None,
        decimal_number: DecimalNumber | None = None,
        int64: int | None = None,
        int64_string: IntegerString | None = None,
        float: float | None = None,
        unix_time: UnixTime | None = None,
        email: str | None = None,
        dates: Sequence[dt.date] | None = None,
        options: RequestOptions | None = None,
    ) -> models.Values:
        """Asynchronous version of `Values.create`."""
        return await self._client.request(
            _CREATE,
            body=_cast("Any", models.Values)(
                date_time=date_time,
                date=date,
                time=time,
                duration=duration,
                uuid=uuid,
                byte=byte,
                base64url=base64url,
                decimal=decimal,
                decimal_number=decimal_number,
                int64=int64,
                int64_string=int64_string,
                float=float,
                unix_time=unix_time,
                email=email,
                dates=dates,
            ),
            options=options,
        )

    async def list(
        self,
        *,
        since: UnixTime | None = None,
        day: dt.date | None = None,
        at: dt.datetime | None = None,
        options: RequestOptions | None = None,
    ) -> bytes:
        """Asynchronous version of `Values.list`."""
        return await self._client.request(
            _LIST, query={"since": since, "day": day, "at": at}, options=options
        )

    def list_stream(
        self,
        *,
        since: UnixTime | None = None,
        day: dt.date | None = None,
        at: dt.datetime | None = None,
        options: RequestOptions | None = None,
    ) -> Opening[AsyncDownload]:
        """Asynchronous version of `Values.list_stream`."""
        return AsyncDownload.open(
            self._client,
            _LIST_STREAM,
            query={"since": since, "day": day, "at": at},
            options=options,
        )
