"""Goals."""

from __future__ import annotations

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
        owner: models.Owner | None = None,
        options: RequestOptions | None = None,
    ) -> models.GoalDetail:
        """Create.

        `POST /goals`

        Args:
            owner: Who owns it.
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.goals.create(title="…")
        """
        return self._client.request(
            _CREATE, body=models.NewGoal(title=title, owner=owner), options=options
        )


class AsyncGoals(AsyncResource):
    """Asynchronous version of `Goals`."""

    async def create(
        self,
        *,
        title: str,
        owner: models.Owner | None = None,
        options: RequestOptions | None = None,
    ) -> models.GoalDetail:
        """Asynchronous version of `Goals.create`."""
        return await self._client.request(
            _CREATE, body=models.NewGoal(title=title, owner=owner), options=options
        )
