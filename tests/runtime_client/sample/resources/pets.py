"""Operations on pets."""

from __future__ import annotations

import builtins
from uuid import UUID

from .. import models
from .._runtime import (
    JSON,
    NOTHING,
    AsyncResource,
    Body,
    Operation,
    RequestOptions,
    Resource,
)
from .._runtime.styles import Parameter

_CREATE: Operation[models.Pet] = Operation(
    "POST",
    "/pets",
    body=Body("application/json", "NewPet"),
    responses={
        201: JSON("Pet"),
        400: JSON("Problem"),
        "4XX": JSON("Problem"),
    },
)

_LIST: Operation[list[models.Pet]] = Operation(
    "GET",
    "/pets",
    parameters=(Parameter("query", "ids", explode=False),),
    responses={
        200: JSON("list[Pet]"),
    },
)

_DELETE: Operation[None] = Operation(
    "DELETE",
    "/pets/{petId}",
    responses={
        204: NOTHING,
    },
)


class Pets(Resource):
    """Operations on pets."""

    def create(
        self,
        *,
        name: str,
        options: RequestOptions | None = None,
    ) -> models.Pet:
        """Create a pet."""
        return self._client.request(
            _CREATE,
            body=models.NewPet(
                name=name,
            ),
            options=options,
        )

    def list(
        self,
        *,
        ids: builtins.list[int] | None = None,
        options: RequestOptions | None = None,
    ) -> builtins.list[models.Pet]:
        """List pets."""
        return self._client.request(
            _LIST,
            query={"ids": ids},
            options=options,
        )

    def delete(
        self,
        pet_id: UUID,
        *,
        options: RequestOptions | None = None,
    ) -> None:
        """Delete a pet."""
        return self._client.request(
            _DELETE,
            path={"petId": pet_id},
            options=options,
        )


class AsyncPets(AsyncResource):
    """Operations on pets."""

    async def create(
        self,
        *,
        name: str,
        options: RequestOptions | None = None,
    ) -> models.Pet:
        """Create a pet."""
        return await self._client.request(
            _CREATE,
            body=models.NewPet(
                name=name,
            ),
            options=options,
        )

    async def list(
        self,
        *,
        ids: builtins.list[int] | None = None,
        options: RequestOptions | None = None,
    ) -> builtins.list[models.Pet]:
        """List pets."""
        return await self._client.request(
            _LIST,
            query={"ids": ids},
            options=options,
        )

    async def delete(
        self,
        pet_id: UUID,
        *,
        options: RequestOptions | None = None,
    ) -> None:
        """Delete a pet."""
        return await self._client.request(
            _DELETE,
            path={"petId": pet_id},
            options=options,
        )
