"""Pages."""

from __future__ import annotations

import builtins

from .. import models
from .._runtime import JSON, NOTHING, AsyncResource, Operation, RequestOptions, Resource
from .._runtime.pagination import AsyncPages, PagedOperation, PageNumber, Pages

_BEST: Operation[list[models.Pet]] = Operation(
    "GET", "/best", responses={200: JSON("list[Pet]")}
)

_LIST: PagedOperation[list[str | models.Pet] | None] = PagedOperation(
    "GET",
    "/pages",
    responses={200: JSON("list[str | Pet]"), 204: NOTHING},
    pagination=PageNumber("page", size="per_page"),
)


class PagesResource(Resource):
    """Pages."""

    def best(
        self, *, limit: int | None = None, options: RequestOptions | None = None
    ) -> builtins.list[models.Pet]:
        """Best.

        `GET /best`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.pages.best()
        """
        return self._client.request(_BEST, query={"limit": limit}, options=options)

    def list(
        self,
        *,
        page: int | None = None,
        per_page: int | None = None,
        options: RequestOptions | None = None,
    ) -> Pages[str | models.Pet, builtins.list[str | models.Pet] | None]:
        """List pages of the catalogue.

        `GET /pages`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            for page in client.pages.list():
                print(page)
        """
        return Pages(
            self._client,
            _LIST,
            query={"page": page, "per_page": per_page},
            options=options,
        )


class AsyncPagesResource(AsyncResource):
    """Asynchronous version of `PagesResource`."""

    async def best(
        self, *, limit: int | None = None, options: RequestOptions | None = None
    ) -> builtins.list[models.Pet]:
        """Asynchronous version of `PagesResource.best`."""
        return await self._client.request(
            _BEST, query={"limit": limit}, options=options
        )

    def list(
        self,
        *,
        page: int | None = None,
        per_page: int | None = None,
        options: RequestOptions | None = None,
    ) -> AsyncPages[str | models.Pet, builtins.list[str | models.Pet] | None]:
        """Asynchronous version of `PagesResource.list`."""
        return AsyncPages(
            self._client,
            _LIST,
            query={"page": page, "per_page": per_page},
            options=options,
        )
