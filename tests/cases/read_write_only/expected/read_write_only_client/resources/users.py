"""Users."""

from __future__ import annotations

from .. import models
from .._runtime import JSON, AsyncResource, Body, Operation, RequestOptions, Resource

_CREATE: Operation[models.User] = Operation(
    "POST",
    "/users",
    body=Body("application/json", "UserInput"),
    responses={201: JSON("User")},
)


class Users(Resource):
    """Users."""

    def create(
        self,
        *,
        name: str,
        password: str,
        legacy: str | None = None,
        options: RequestOptions | None = None,
    ) -> models.User:
        """Create.

        `POST /users`

        Args:
            legacy: Deprecated. No longer used.
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.users.create(name="Example", password="my-password")
        """
        return self._client.request(
            _CREATE,
            body=models.UserInput(name=name, password=password, legacy=legacy),
            options=options,
        )


class AsyncUsers(AsyncResource):
    """Asynchronous version of `Users`."""

    async def create(
        self,
        *,
        name: str,
        password: str,
        legacy: str | None = None,
        options: RequestOptions | None = None,
    ) -> models.User:
        """Asynchronous version of `Users.create`."""
        return await self._client.request(
            _CREATE,
            body=models.UserInput(name=name, password=password, legacy=legacy),
            options=options,
        )
