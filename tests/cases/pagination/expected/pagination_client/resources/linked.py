"""Linked."""

from __future__ import annotations

import builtins

from .. import models
from .._runtime import JSON, AsyncResource, RequestOptions, Resource
from .._runtime.pagination import AsyncPages, LinkHeader, PagedOperation, Pages

_LIST: PagedOperation[builtins.list[models.Pet]] = PagedOperation(
    "GET",
    "/linked/{shelf}",
    responses={200: JSON("list[Pet]")},
    pagination=LinkHeader(),
)


class Linked(Resource):
    """Linked."""

    def list(
        self,
        shelf: str,
        *,
        per_page: int | None = None,
        x_tenant: str | None = None,
        options: RequestOptions | None = None,
    ) -> Pages[models.Pet, builtins.list[models.Pet]]:
        """List.

        `GET /linked/{shelf}`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            for item in client.linked.list("shelf"):
                print(item)
        """
        return Pages(
            self._client,
            _LIST,
            path={"shelf": shelf},
            query={"per_page": per_page},
            headers={"X-Tenant": x_tenant},
            options=options,
        )


class AsyncLinked(AsyncResource):
    """Asynchronous version of `Linked`."""

    def list(
        self,
        shelf: str,
        *,
        per_page: int | None = None,
        x_tenant: str | None = None,
        options: RequestOptions | None = None,
    ) -> AsyncPages[models.Pet, builtins.list[models.Pet]]:
        """Asynchronous version of `Linked.list`."""
        return AsyncPages(
            self._client,
            _LIST,
            path={"shelf": shelf},
            query={"per_page": per_page},
            headers={"X-Tenant": x_tenant},
            options=options,
        )
