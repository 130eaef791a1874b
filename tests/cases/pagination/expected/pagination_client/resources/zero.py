"""Zero."""

from __future__ import annotations

import builtins

from .. import models
from .._runtime import JSON, AsyncResource, RequestOptions, Resource
from .._runtime.pagination import AsyncPages, PagedOperation, PageNumber, Pages

_LIST: PagedOperation[builtins.list[models.Pet]] = PagedOperation(
    "GET",
    "/zero",
    responses={200: JSON("list[Pet]")},
    pagination=PageNumber("page", first=0, size="size"),
)


class Zero(Resource):
    """Zero."""

    def list(
        self,
        *,
        page: int | None = None,
        size: int | None = None,
        options: RequestOptions | None = None,
    ) -> Pages[models.Pet, builtins.list[models.Pet]]:
        """List.

        `GET /zero`

        Args:
            page: Default: 0.
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            for item in client.zero.list():
                print(item)
        """
        return Pages(
            self._client, _LIST, query={"page": page, "size": size}, options=options
        )


class AsyncZero(AsyncResource):
    """Asynchronous version of `Zero`."""

    def list(
        self,
        *,
        page: int | None = None,
        size: int | None = None,
        options: RequestOptions | None = None,
    ) -> AsyncPages[models.Pet, builtins.list[models.Pet]]:
        """Asynchronous version of `Zero.list`."""
        return AsyncPages(
            self._client, _LIST, query={"page": page, "size": size}, options=options
        )
