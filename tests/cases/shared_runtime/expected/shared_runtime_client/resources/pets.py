"""Pets."""

from __future__ import annotations

import builtins
import datetime as dt
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from clientsmith_runtime import (
    JSON,
    AsyncResource,
    Body,
    Operation,
    Parameter,
    RequestOptions,
    Resource,
)
from clientsmith_runtime.forms import FormBody
from clientsmith_runtime.headers import DeclaredHeaders, Header
from clientsmith_runtime.styles import ParameterContent
from clientsmith_runtime.validation import Constraints as _Constraints, Rule, Rules

from .. import models

if TYPE_CHECKING:
    from .pets_watch import AsyncPetsWatch, PetsWatch

_CREATE: Operation[models.Pet] = Operation(
    "POST",
    "/pets",
    body=(
        Body("application/json", "shared_runtime_client:Cat"),
        FormBody("application/x-www-form-urlencoded", "shared_runtime_client:Cat"),
    ),
    responses={201: JSON("shared_runtime_client:Pet")},
    rules=Rules(Rule("body", "")),
)

_LIST: Operation[builtins.list[models.Pet]] = Operation(
    "GET",
    "/pets",
    parameters=(
        Parameter(
            "query",
            "filter",
            style=ParameterContent("application/json"),
            type="shared_runtime_client:Filter",
        ),
    ),
    responses={200: JSON("shared_runtime_client:list[Pet]")},
    headers=DeclaredHeaders(Header("X-Seen", "shared_runtime_client:list[int]")),
    rules=Rules(
        Rule("query", "filter", "shared_runtime_client:Filter"),
        Rule("query", "limit", "int", _Constraints(maximum=100)),
    ),
)


class Pets(Resource):
    """Pets."""

    @cached_property
    def watch(self) -> PetsWatch:
        """Pets watch."""
        from .pets_watch import PetsWatch

        return PetsWatch(self._client)

    def create(
        self,
        *,
        name: str,
        kind: Literal["cat"] = "cat",
        born: dt.datetime | None = None,
        parents: builtins.list[models.Pet] | None = None,
        content_type: Literal[
            "application/json", "application/x-www-form-urlencoded"
        ] = "application/json",
        options: RequestOptions | None = None,
    ) -> models.Pet:
        """Create a pet.

        `POST /pets`

        Args:
            name: At least 1 character.
            content_type: Media type that the body is sent as.
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.pets.create(name="…")
        """
        return self._client.request(
            _CREATE,
            body=models.Cat(kind=kind, name=name, born=born, parents=parents),
            content_type=content_type,
            options=options,
        )

    def list(
        self,
        *,
        filter: models.Filter | None = None,
        limit: int | None = None,
        options: RequestOptions | None = None,
    ) -> builtins.list[models.Pet]:
        """List pets.

        `GET /pets`

        Args:
            limit: At most 100.
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.pets.list()
        """
        return self._client.request(
            _LIST, query={"filter": filter, "limit": limit}, options=options
        )


class AsyncPets(AsyncResource):
    """Asynchronous version of `Pets`."""

    @cached_property
    def watch(self) -> AsyncPetsWatch:
        """Pets watch."""
        from .pets_watch import AsyncPetsWatch

        return AsyncPetsWatch(self._client)

    async def create(
        self,
        *,
        name: str,
        kind: Literal["cat"] = "cat",
        born: dt.datetime | None = None,
        parents: builtins.list[models.Pet] | None = None,
        content_type: Literal[
            "application/json", "application/x-www-form-urlencoded"
        ] = "application/json",
        options: RequestOptions | None = None,
    ) -> models.Pet:
        """Asynchronous version of `Pets.create`."""
        return await self._client.request(
            _CREATE,
            body=models.Cat(kind=kind, name=name, born=born, parents=parents),
            content_type=content_type,
            options=options,
        )

    async def list(
        self,
        *,
        filter: models.Filter | None = None,
        limit: int | None = None,
        options: RequestOptions | None = None,
    ) -> builtins.list[models.Pet]:
        """Asynchronous version of `Pets.list`."""
        return await self._client.request(
            _LIST, query={"filter": filter, "limit": limit}, options=options
        )
