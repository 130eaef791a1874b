"""Goals."""

from __future__ import annotations

from typing import Any, cast as _cast

from .. import models
from .._runtime import JSON, AsyncResource, Body, Operation, RequestOptions, Resource

_CREATE: Operation[models.GoalDetail] = Operation(
    "POST",
    "/goals",
    body=Body("application/json", "NewGoal"),
    responses={201: JSON("GoalDetail")},
)


class Goals(Resource):
    """Goals."""

    def create(
        self,
        *,
        title: str,
        owner: models.Owner | models.OwnerDict | None = None,
        options: RequestOptions | None = None,
    ) -> models.GoalDetail:
        """Create.

        `POST /goals`

        Args:
            owner: Who owns it.
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.goals.create(title="Example")
        """
        return self._client.request(
            _CREATE,
            body=_cast("Any", models.NewGoal)(title=title, owner=owner),
            options=options,
        )


class AsyncGoals(AsyncResource):
    """Asynchronous version of `Goals`."""

    async def create(
        self,
        *,
        title: str,
        owner: models.Owner | models.OwnerDict | None = None,
        options: RequestOptions | None = None,
    ) -> models.GoalDetail:
        """Asynchronous version of `Goals.create`."""
        return await self._client.request(
            _CREATE,
            body=_cast("Any", models.NewGoal)(title=title, owner=owner),
            options=options,
        )
