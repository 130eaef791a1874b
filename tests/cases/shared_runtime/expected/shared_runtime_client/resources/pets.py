"""Pets."""

from __future__ import annotations

import builtins
import datetime as dt
from collections.abc import Sequence
from typing import Any, Literal, cast as _cast

from clientsmith_runtime import (
    JSON,
    AsyncResource,
    Body,
    Operation,
    RequestOptions,
    Resource,
)
from clientsmith_runtime.bodies.forms import FormBody
from clientsmith_runtime.client.incoming import Opening
from clientsmith_runtime.responses.headers import DeclaredHeaders, Header
from clientsmith_runtime.streams import AsyncStream, JSONLines, Stream
from clientsmith_runtime.styles import Parameter, ParameterContent
from clientsmith_runtime.validation import Constraints as _Constraints, Rule, Rules

from .. import models

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

_LIST: Operation[list[models.Pet]] = Operation(
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

_WATCH: Operation[models.Pet] = Operation(
    "GET", "/pets/watch", responses={200: JSONLines("shared_runtime_client:Pet")}
)


class Pets(Resource):
    """Pets."""

    def create(
        self,
        *,
        name: str,
        kind: Literal["cat"] = "cat",
        born: dt.datetime | None = None,
        parents: Sequence[models.Pet | models.PetDict] | None = None,
        content_type: Literal[
            "application/json", "application/x-www-form-urlencoded"
        ] = "application/json",
        options: RequestOptions | None = None,
    ) -> models.Pet:
        """Create a pet.

        `POST /pets`

        Args:
            name: Name. At least 1 character.
            content_type: Media type that the body is sent as.
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.pets.create(name="Example")
        """
        return self._client.request(
            _CREATE,
            body=_cast("Any", models.Cat)(
                kind=kind, name=name, born=born, parents=parents
            ),
            content_type=content_type,
            options=options,
        )

    def list(
        self,
        *,
        filter: models.Filter | models.FilterDict | None = None,
        limit: int | None = None,
        options: RequestOptions | None = None,
    ) -> builtins.list[models.Pet]:
        """List pets.

        `GET /pets`

        Args:
            limit: Limit. At most 100.
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.pets.list()
        """
        return self._client.request(
            _LIST, query={"filter": filter, "limit": limit}, options=options
        )

    def watch(self, *, options: RequestOptions | None = None) -> Stream[models.Pet]:
        """Watch pets.

        `GET /pets/watch`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Returns:
            Pets as they change.

        Example:
            with client.pets.watch() as stream:
                for item in stream:
                    print(item)
        """
        return Stream.open(self._client, _WATCH, options=options)


class AsyncPets(AsyncResource):
    """Asynchronous version of `Pets`."""

    async def create(
        self,
        *,
        name: str,
        kind: Literal["cat"] = "cat",
        born: dt.datetime | None = None,
        parents: Sequence[models.Pet | models.PetDict] | None = None,
        content_type: Literal[
            "application/json", "application/x-www-form-urlencoded"
        ] = "application/json",
        options: RequestOptions | None = None,
    ) -> models.Pet:
        """Asynchronous version of `Pets.create`."""
        return await self._client.request(
            _CREATE,
            body=_cast("Any", models.Cat)(
                kind=kind, name=name, born=born, parents=parents
            ),
            content_type=content_type,
            options=options,
        )

    async def list(
        self,
        *,
        filter: models.Filter | models.FilterDict | None = None,
        limit: int | None = None,
        options: RequestOptions | None = None,
    ) -> builtins.list[models.Pet]:
        """Asynchronous version of `Pets.list`."""
        return await self._client.request(
            _LIST, query={"filter": filter, "limit": limit}, options=options
        )

    def watch(
        self, *, options: RequestOptions | None = None
    ) -> Opening[AsyncStream[models.Pet]]:
        """Asynchronous version of `Pets.watch`."""
        return AsyncStream.open(self._client, _WATCH, options=options)
