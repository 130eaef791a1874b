"""Pets."""

from __future__ import annotations

from typing import Literal, overload as _overload

from .. import models
from .._runtime import (
    NOTHING,
    UNSET,
    AsyncResource,
    Body,
    Operation,
    RequestOptions,
    Resource,
    Unset,
)
from .._runtime.bodies.optional import optional_body as _optional_body
from .._runtime.models.maybe import Maybe
from .._runtime.styles import Parameter

_GET_PART: Operation[None] = Operation(
    "GET",
    "/{version}/pets/{id}/{part}",
    parameters=(Parameter("path", "part", allow_empty=True),),
    responses={204: NOTHING},
)

_REPLACE: Operation[None] = Operation(
    "PUT", "/pets/{id}", body=Body("application/json", "Pet"), responses={204: NOTHING}
)

_SELL: Operation[None] = Operation(
    "POST",
    "/pets/{id}/sale",
    body=Body("application/json", "Buyer", required=False),
    responses={204: NOTHING},
)


class Pets(Resource):
    """Pets."""

    def get_part(
        self,
        id: str,
        part: Literal[""] = "",
        *,
        version: Literal["v1"] = "v1",
        options: RequestOptions | None = None,
    ) -> None:
        """Get a part of a pet; the path has values that need not be given.

        `GET /{version}/pets/{id}/{part}`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.pets.get_part("id")
        """
        return self._client.request(
            _GET_PART,
            path={"version": version, "id": id, "part": part},
            options=options,
        )

    def replace(
        self, id: str, *, body_id: str, name: str, options: RequestOptions | None = None
    ) -> None:
        """Replace a pet; a property has the name of a parameter.

        `PUT /pets/{id}`

        Args:
            body_id: Sent as `id` in the body.
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.pets.replace("id", body_id="id", name="Example")
        """
        return self._client.request(
            _REPLACE,
            path={"id": id},
            body=models.Pet(id=body_id, name=name),
            options=options,
        )

    @_overload
    def sell(
        self,
        id: str,
        *,
        options: RequestOptions | None = None,
    ) -> None: ...

    @_overload
    def sell(
        self,
        id: str,
        *,
        email: str,
        kind: Literal["person"] = "person",
        note: Maybe[str] = UNSET,
        options: RequestOptions | None = None,
    ) -> None: ...

    def sell(
        self,
        id: str,
        *,
        email: str | Unset = UNSET,
        kind: Literal["person"] = "person",
        note: Maybe[str] = UNSET,
        options: RequestOptions | None = None,
    ) -> None:
        """Sell a pet, perhaps to somebody.

        `POST /pets/{id}/sale`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.pets.sell("id", email="name@example.com")
        """
        return self._client.request(
            _SELL,
            path={"id": id},
            body=_optional_body(models.Buyer, email=email, kind=kind, note=note),
            options=options,
        )


class AsyncPets(AsyncResource):
    """Asynchronous version of `Pets`."""

    async def get_part(
        self,
        id: str,
        part: Literal[""] = "",
        *,
        version: Literal["v1"] = "v1",
        options: RequestOptions | None = None,
    ) -> None:
        """Asynchronous version of `Pets.get_part`."""
        return await self._client.request(
            _GET_PART,
            path={"version": version, "id": id, "part": part},
            options=options,
        )

    async def replace(
        self, id: str, *, body_id: str, name: str, options: RequestOptions | None = None
    ) -> None:
        """Asynchronous version of `Pets.replace`."""
        return await self._client.request(
            _REPLACE,
            path={"id": id},
            body=models.Pet(id=body_id, name=name),
            options=options,
        )

    @_overload
    async def sell(
        self,
        id: str,
        *,
        options: RequestOptions | None = None,
    ) -> None: ...

    @_overload
    async def sell(
        self,
        id: str,
        *,
        email: str,
        kind: Literal["person"] = "person",
        note: Maybe[str] = UNSET,
        options: RequestOptions | None = None,
    ) -> None: ...

    async def sell(
        self,
        id: str,
        *,
        email: str | Unset = UNSET,
        kind: Literal["person"] = "person",
        note: Maybe[str] = UNSET,
        options: RequestOptions | None = None,
    ) -> None:
        """Asynchronous version of `Pets.sell`."""
        return await self._client.request(
            _SELL,
            path={"id": id},
            body=_optional_body(models.Buyer, email=email, kind=kind, note=note),
            options=options,
        )
