"""Search."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from uuid import UUID

from .. import models
from .._runtime import JSON, AsyncResource, Operation, RequestOptions, Resource
from .._runtime.styles import Parameter, ParameterContent, ParameterStyle

_SEARCH: Operation[list[str]] = Operation(
    "GET",
    "/search/{category}/{from}...{to}",
    parameters=(
        Parameter("query", "ids", style=ParameterStyle("pipeDelimited")),
        Parameter("query", "tags", explode=False),
        Parameter(
            "query", "filter", style=ParameterStyle("deepObject"), type="SearchFilter"
        ),
        Parameter(
            "query",
            "where",
            style=ParameterContent("application/json"),
            type="dict[str, str]",
        ),
    ),
    responses={200: JSON("list[str]")},
)


class Search(Resource):
    """Search."""

    def search(
        self,
        category: str,
        from_: dt.date,
        to: dt.date,
        *,
        q: str,
        limit: int | None = None,
        ids: Sequence[int] | None = None,
        tags: Sequence[str] | None = None,
        filter: models.SearchFilter | models.SearchFilterDict | None = None,
        where: Mapping[str, str] | None = None,
        x_request_id: UUID | None = None,
        session: str | None = None,
        options: str | None = None,
        class_: str | None = None,
        request_options: RequestOptions | None = None,
    ) -> list[str]:
        """Search.

        `GET /search/{category}/{from}...{to}`

        Args:
            q: What to look for.
            limit: Limit. 1 to 100. Default: 20.
            class_: Deprecated.
            request_options: Per-request options: timeouts, retries, headers and more.

        Returns:
            Hits.

        Example:
            client.search.search(
                "category",
                date(2026, 1, 31),
                date(2026, 1, 31),
                q="example",
            )
        """
        return self._client.request(
            _SEARCH,
            path={"category": category, "from": from_, "to": to},
            query={
                "q": q,
                "limit": limit,
                "ids": ids,
                "tags": tags,
                "filter": filter,
                "where": where,
                "options": options,
                "class": class_,
            },
            headers={"X-Request-Id": x_request_id},
            cookies={"session": session},
            options=request_options,
        )


class AsyncSearch(AsyncResource):
    """Asynchronous version of `Search`."""

    async def search(
        self,
        category: str,
        from_: dt.date,
        to: dt.date,
        *,
        q: str,
        limit: int | None = None,
        ids: Sequence[int] | None = None,
        tags: Sequence[str] | None = None,
        filter: models.SearchFilter | models.SearchFilterDict | None = None,
        where: Mapping[str, str] | None = None,
        x_request_id: UUID | None = None,
        session: str | None = None,
        options: str | None = None,
        class_: str | None = None,
        request_options: RequestOptions | None = None,
    ) -> list[str]:
        """Asynchronous version of `Search.search`."""
        return await self._client.request(
            _SEARCH,
            path={"category": category, "from": from_, "to": to},
            query={
                "q": q,
                "limit": limit,
                "ids": ids,
                "tags": tags,
                "filter": filter,
                "where": where,
                "options": options,
                "class": class_,
            },
            headers={"X-Request-Id": x_request_id},
            cookies={"session": session},
            options=request_options,
        )
