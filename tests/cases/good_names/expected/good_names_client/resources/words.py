"""Words."""

from __future__ import annotations

import builtins
import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, cast as _cast
from uuid import UUID

from .. import models, models as _models
from .._runtime import (
    JSON,
    UNSET,
    AsyncResource,
    Body,
    Operation,
    RequestOptions,
    Resource,
    cached_property,
)
from .._runtime.models.maybe import Maybe

if TYPE_CHECKING:
    from .words_models import AsyncWordsModels, WordsModels

_CREATE: Operation[models.Word] = Operation(
    "POST",
    "/words/{bytes}",
    body=Body("application/json", "NewWord"),
    responses={200: JSON("Word")},
)

_DICT: Operation[dict[str, models.Word]] = Operation(
    "PUT",
    "/words/{bytes}",
    body=Body("application/json", "list[Word]"),
    responses={200: JSON("dict[str, Word]")},
)

_LIST: Operation[list[models.Word]] = Operation(
    "GET", "/words", responses={200: JSON("list[Word]")}
)

_WRAP: Operation[models.Wrapped] = Operation(
    "POST",
    "/nested",
    body=Body("application/json", "Wrapped"),
    responses={200: JSON("Wrapped")},
)


class Words(Resource):
    """Words."""

    @cached_property
    def models(self) -> WordsModels:
        """Words models."""
        from .words_models import WordsModels

        return WordsModels(self._client)

    def create(
        self,
        bytes: str,
        *,
        body_models: Sequence[_models.Word | _models.WordDict],
        body_bytes: bytes,
        body_self: str,
        options: str | None = None,
        models: Sequence[str] | None = None,
        dt: dt.date | None = None,
        self_: str | None = None,
        cls: str | None = None,
        class_: str | None = None,
        body_class_: str | None = None,
        list: Sequence[str] | None = None,
        field: str | None = None,
        additional_properties: Mapping[str, Sequence[int]] | None = None,
        request_options: RequestOptions | None = None,
    ) -> _models.Word:
        """With a body that is spread, and other arguments.

        `POST /words/{bytes}`

        Args:
            body_models: Sent as `models` in the body.
            body_bytes: Sent as `bytes` in the body.
            body_self: Sent as `self` in the body.
            body_class_: Sent as `class` in the body.
            additional_properties: Properties without a field of their own.
            request_options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.words.create(
                "bytes",
                body_models=[
                    models.Word(
                        id=UUID("6f9619ff-8b86-4d01-b42d-00cf4fc964ff"),
                        list=[1],
                    ),
                ],
                body_bytes=b"data",
                body_self="self",
            )
        """
        return self._client.request(
            _CREATE,
            path={"bytes": bytes},
            query={
                "options": options,
                "models": models,
                "dt": dt,
                "self": self_,
                "cls": cls,
                "class": class_,
            },
            body=_cast("Any", _models.NewWord)(
                models=body_models,
                bytes=body_bytes,
                self=body_self,
                class_=body_class_,
                list=list,
                field=field,
                additional_properties=additional_properties or {},
            ),
            options=request_options,
        )

    def dict(
        self,
        bytes: str,
        *,
        request_body: Sequence[_models.Word | _models.WordDict],
        body: str | None = None,
        list: Sequence[int] | None = None,
        str: str | None = None,
        options: RequestOptions | None = None,
    ) -> builtins.dict[str, _models.Word]:
        """With a whole body.

        `PUT /words/{bytes}`

        Args:
            request_body: The request body.
            options: Per-request options: timeouts, retries, headers and more.

        Returns:
            Words by name.

        Example:
            client.words.dict(
                "bytes",
                request_body=[
                    models.Word(
                        id=UUID("6f9619ff-8b86-4d01-b42d-00cf4fc964ff"),
                        list=[1],
                    ),
                ],
            )
        """
        return self._client.request(
            _DICT,
            path={"bytes": bytes},
            query={"body": body, "list": list, "str": str},
            body=request_body,
            options=options,
        )

    def list(
        self,
        *,
        type: str | None = None,
        id: UUID | None = None,
        int: int | None = None,
        float: float | None = None,
        bool: bool | None = None,
        datetime: dt.datetime | None = None,
        builtins: Sequence[float] | None = None,
        literal: Literal["a", "b"] | None = None,
        options: RequestOptions | None = None,
    ) -> builtins.list[_models.Word]:
        """List.

        `GET /words`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.words.list()
        """
        return self._client.request(
            _LIST,
            query={
                "type": type,
                "id": id,
                "int": int,
                "float": float,
                "bool": bool,
                "datetime": datetime,
                "builtins": builtins,
                "literal": literal,
            },
            options=options,
        )

    def wrap(
        self,
        *,
        builtins: _models.Word | _models.WordDict | None = None,
        str: str | None = None,
        word_list: Sequence[_models.Word | _models.WordDict] | None = None,
        field: Maybe[str] = UNSET,
        additional_properties: Mapping[str, str] | None = None,
        options: RequestOptions | None = None,
    ) -> _models.Wrapped:
        """Wrap.

        `POST /nested`

        Args:
            additional_properties: Properties without a field of their own.
            options: Per-request options: timeouts, retries, headers and more.

        Returns:
            The same.

        Example:
            client.words.wrap(str="str")
        """
        return self._client.request(
            _WRAP,
            body=_cast("Any", models.Wrapped)(
                builtins=builtins,
                str=str,
                word_list=word_list,
                field=field,
                additional_properties=additional_properties or {},
            ),
            options=options,
        )


class AsyncWords(AsyncResource):
    """Asynchronous version of `Words`."""

    @cached_property
    def models(self) -> AsyncWordsModels:
        """Words models."""
        from .words_models import AsyncWordsModels

        return AsyncWordsModels(self._client)

    async def create(
        self,
        bytes: str,
        *,
        body_models: Sequence[_models.Word | _models.WordDict],
        body_bytes: bytes,
        body_self: str,
        options: str | None = None,
        models: Sequence[str] | None = None,
        dt: dt.date | None = None,
        self_: str | None = None,
        cls: str | None = None,
        class_: str | None = None,
        body_class_: str | None = None,
        list: Sequence[str] | None = None,
        field: str | None = None,
        additional_properties: Mapping[str, Sequence[int]] | None = None,
        request_options: RequestOptions | None = None,
    ) -> _models.Word:
        """Asynchronous version of `Words.create`."""
        return await self._client.request(
            _CREATE,
            path={"bytes": bytes},
            query={
                "options": options,
                "models": models,
                "dt": dt,
                "self": self_,
                "cls": cls,
                "class": class_,
            },
            body=_cast("Any", _models.NewWord)(
                models=body_models,
                bytes=body_bytes,
                self=body_self,
                class_=body_class_,
                list=list,
                field=field,
                additional_properties=additional_properties or {},
            ),
            options=request_options,
        )

    async def dict(
        self,
        bytes: str,
        *,
        request_body: Sequence[_models.Word | _models.WordDict],
        body: str | None = None,
        list: Sequence[int] | None = None,
        str: str | None = None,
        options: RequestOptions | None = None,
    ) -> builtins.dict[str, _models.Word]:
        """Asynchronous version of `Words.dict`."""
        return await self._client.request(
            _DICT,
            path={"bytes": bytes},
            query={"body": body, "list": list, "str": str},
            body=request_body,
            options=options,
        )

    async def list(
        self,
        *,
        type: str | None = None,
        id: UUID | None = None,
        int: int | None = None,
        float: float | None = None,
        bool: bool | None = None,
        datetime: dt.datetime | None = None,
        builtins: Sequence[float] | None = None,
        literal: Literal["a", "b"] | None = None,
        options: RequestOptions | None = None,
    ) -> builtins.list[_models.Word]:
        """Asynchronous version of `Words.list`."""
        return await self._client.request(
            _LIST,
            query={
                "type": type,
                "id": id,
                "int": int,
                "float": float,
                "bool": bool,
                "datetime": datetime,
                "builtins": builtins,
                "literal": literal,
            },
            options=options,
        )

    async def wrap(
        self,
        *,
        builtins: _models.Word | _models.WordDict | None = None,
        str: str | None = None,
        word_list: Sequence[_models.Word | _models.WordDict] | None = None,
        field: Maybe[str] = UNSET,
        additional_properties: Mapping[str, str] | None = None,
        options: RequestOptions | None = None,
    ) -> _models.Wrapped:
        """Asynchronous version of `Words.wrap`."""
        return await self._client.request(
            _WRAP,
            body=_cast("Any", models.Wrapped)(
                builtins=builtins,
                str=str,
                word_list=word_list,
                field=field,
                additional_properties=additional_properties or {},
            ),
            options=options,
        )
