"""Teams."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast as _cast

from .. import models
from .._runtime import JSON, AsyncResource, Body, Operation, RequestOptions, Resource

_REPLACE: Operation[models.Team] = Operation(
    "PUT",
    "/teams",
    body=Body("application/json", "TeamInput"),
    responses={200: JSON("Team")},
)


class Teams(Resource):
    """Teams."""

    def replace(
        self,
        *,
        users: Sequence[models.UserInput | models.UserInputDict],
        options: RequestOptions | None = None,
    ) -> models.Team:
        """Replace.

        `PUT /teams`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Returns:
            Stored.

        Example:
            client.teams.replace(
                users=[models.UserInput(name="Example", password="my-password")],
            )
        """
        return self._client.request(
            _REPLACE, body=_cast("Any", models.TeamInput)(users=users), options=options
        )


class AsyncTeams(AsyncResource):
    """Asynchronous version of `Teams`."""

    async def replace(
        self,
        *,
        users: Sequence[models.UserInput | models.UserInputDict],
        options: RequestOptions | None = None,
    ) -> models.Team:
        """Asynchronous version of `Teams.replace`."""
        return await self._client.request(
            _REPLACE, body=_cast("Any", models.TeamInput)(users=users), options=options
        )
