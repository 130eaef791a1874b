"""Goals."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

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
from .._runtime.models.maybe import Maybe

_UPDATE: Operation[models.Goal] = Operation(
    "PATCH",
    "/goals/{id}",
    body=Body("application/json", "GoalPatch", required=False),
    responses={200: JSON("Goal")},
)


class Goals(Resource):
    """Goals."""

    def update(
        self,
        id: UUID,
        *,
        note: Maybe[str] = UNSET,
        due: Maybe[dt.date] = UNSET,
        title: str | None = None,
        options: RequestOptions | None = None,
    ) -> models.Goal:
        """Update.

        `PATCH /goals/{id}`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.goals.update(
                UUID("6f9619ff-8b86-4d01-b42d-00cf4fc964ff"),
                title="Example",
            )
        """
        return self._client.request(
            _UPDATE,
            path={"id": id},
            body=models.GoalPatch(note=note, due=due, title=title),
            options=options,
        )


class AsyncGoals(AsyncResource):
    """Asynchronous version of `Goals`."""

    async def update(
        self,
        id: UUID,
        *,
        note: Maybe[str] = UNSET,
        due: Maybe[dt.date] = UNSET,
        title: str | None = None,
        options: RequestOptions | None = None,
    ) -> models.Goal:
        """Asynchronous version of `Goals.update`."""
        return await self._client.request(
            _UPDATE,
            path={"id": id},
            body=models.GoalPatch(note=note, due=due, title=title),
            options=options,
        )
