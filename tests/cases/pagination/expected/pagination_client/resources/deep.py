"""Deep."""

from __future__ import annotations

from .. import models
from .._runtime import JSON, AsyncResource, Parameter, RequestOptions, Resource
from .._runtime.pagination import AsyncPages, Cursor, PagedOperation, Pages
from .._runtime.styles import ParameterStyle

_LIST: PagedOperation[models.ListDeepsResponse] = PagedOperation(
    "GET",
    "/deep",
    parameters=(Parameter("query", "page", style=ParameterStyle("deepObject")),),
    responses={200: JSON("ListDeepsResponse")},
    pagination=Cursor(
        "page",
        within=("after",),
        next=("cursors", "after"),
        items=("data",),
        before="before",
        previous=("cursors", "before"),
    ),
)


class Deep(Resource):
    """Deep."""

    def list(
        self,
        *,
        page: models.ListDeepsPage | None = None,
        options: RequestOptions | None = None,
    ) -> Pages[models.Pet, models.ListDeepsResponse]:
        """List.

        `GET /deep`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            for item in client.deep.list():
                print(item)
        """
        return Pages(self._client, _LIST, query={"page": page}, options=options)


class AsyncDeep(AsyncResource):
    """Asynchronous version of `Deep`."""

    def list(
        self,
        *,
        page: models.ListDeepsPage | None = None,
        options: RequestOptions | None = None,
    ) -> AsyncPages[models.Pet, models.ListDeepsResponse]:
        """Asynchronous version of `Deep.list`."""
        return AsyncPages(self._client, _LIST, query={"page": page}, options=options)
