"""Search."""

from __future__ import annotations

import builtins
import datetime as dt
from uuid import UUID

from .. import models
from .._runtime import (
    JSON,
    AsyncResource,
    Operation,
    Parameter,
    RequestOptions,
    Resource,
)
from .._runtime.styles import ParameterContent, ParameterStyle

_LIST: Operation[builtins.list[str]] = Operation(
    "GET",
    "/search/{category}/{from}...{to}",
    parameters=(
        Parameter("query", "ids", style=ParameterStyle("pipeDelimited")),
        Parameter("query", "tags", explode=False),
        Parameter("query", "filter", style=ParameterStyle("deepObject")),
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

    def list(
        self,
        category: str,
        from_: dt.date,
        to: dt.date,
        *,
        q: str,
        limit: int | None = None,
        ids: builtins.list[int] | None = None,
        tags: builtins.list[str] | None = None,
        filter: models.ListSearchesFilter | None = None,
        where: dict[str, str] | None = None,
        x_request_id: UUID | None = None,
        session: str | None = None,
        options_: str | None = None,
        class_: str | None = None,
        options: RequestOptions | None = None,
    ) -> builtins.list[str]:
        """List.

        `GET /search/{category}/{from}...{to}`

        Args:
            q: What to look for.
            limit: 1 to 100. Default: 20.
            class_: Deprecated.
            options: Per-request options: timeouts, retries, headers and more.

        Returns:
            Hits.

        Example:
            client.search.list("category", date(2026, 1, 31), date(2026, 1, 31), q="…")
        """
        return self._client.request(
            _LIST,
            path={"category": category, "from": from_, "to": to},
            query={
                "q": q,
                "limit": limit,
                "ids": ids,
                "tags": tags,
                "filter": filter,
                "where": where,
                "options": options_,
                "class": class_,
            },
            headers={"X-Request-Id": x_request_id},
            cookies={"session": session},
            options=options,
        )


class AsyncSearch(AsyncResource):
    """Asynchronous version of `Search`."""

    async def list(
        self,
        category: str,
        from_: dt.date,
        to: dt.date,
        *,
        q: str,
        limit: int | None = None,
        ids: builtins.list[int] | None = None,
        tags: builtins.list[str] | None = None,
        filter: models.ListSearchesFilter | None = None,
        where: dict[str, str] | None = None,
        x_request_id: UUID | None = None,
        session: str | None = None,
        options_: str | None = None,
        class_: str | None = None,
        options: RequestOptions | None = None,
    ) -> builtins.list[str]:
        """Asynchronous version of `Search.list`."""
        return await self._client.request(
            _LIST,
            path={"category": category, "from": from_, "to": to},
            query={
                "q": q,
                "limit": limit,
                "ids": ids,
                "tags": tags,
                "filter": filter,
                "where": where,
                "options": options_,
                "class": class_,
            },
            headers={"X-Request-Id": x_request_id},
            cookies={"session": session},
            options=options,
        )
