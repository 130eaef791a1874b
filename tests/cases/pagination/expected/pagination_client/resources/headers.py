"""Headers."""

from __future__ import annotations

import builtins

from .. import models
from .._runtime import JSON, AsyncResource, RequestOptions, Resource
from .._runtime.pagination import AsyncPages, Cursor, PagedOperation, Pages

_LIST: PagedOperation[builtins.list[models.Pet]] = PagedOperation(
    "GET",
    "/headers",
    responses={200: JSON("list[Pet]")},
    pagination=Cursor(
        "x-ms-continuation", location="header", header="x-ms-continuation"
    ),
)


class Headers(Resource):
    """Headers."""

    def list(
        self,
        *,
        x_ms_continuation: str | None = None,
        options: RequestOptions | None = None,
    ) -> Pages[models.Pet, builtins.list[models.Pet]]:
        """List.

        `GET /headers`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            for header in client.headers.list():
                print(header)
        """
        return Pages(
            self._client,
            _LIST,
            headers={"x-ms-continuation": x_ms_continuation},
            options=options,
        )


class AsyncHeaders(AsyncResource):
    """Asynchronous version of `Headers`."""

    def list(
        self,
        *,
        x_ms_continuation: str | None = None,
        options: RequestOptions | None = None,
    ) -> AsyncPages[models.Pet, builtins.list[models.Pet]]:
        """Asynchronous version of `Headers.list`."""
        return AsyncPages(
            self._client,
            _LIST,
            headers={"x-ms-continuation": x_ms_continuation},
            options=options,
        )
