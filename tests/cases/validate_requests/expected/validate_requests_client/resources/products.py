"""Products."""

from __future__ import annotations

import builtins
import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Literal, cast as _cast

from .. import models
from .._runtime import (
    JSON,
    NOTHING,
    UNSET,
    AsyncResource,
    Body,
    Operation,
    RequestOptions,
    Resource,
)
from .._runtime.bodies.files import FileInput
from .._runtime.bodies.multipart import MultipartBody
from .._runtime.models.maybe import Maybe
from .._runtime.validation import Constraints as _Constraints, Rule, Rules

_ADD_PHOTO: Operation[None] = Operation(
    "POST",
    "/products/{sku}/photo",
    body=MultipartBody("multipart/form-data", "AddProductPhotoRequest"),
    responses={204: NOTHING},
    rules=Rules(
        Rule(
            "path",
            "sku",
            "str",
            _Constraints(min_length=4, pattern="^(?u:[^\\W\\d_])\\d{3}\\Z"),
        ),
        Rule("body", ""),
    ),
)

_CREATE: Operation[None] = Operation(
    "POST",
    "/products",
    body=Body("application/json", "Product"),
    responses={201: NOTHING},
    rules=Rules(Rule("body", "")),
)

_LIST: Operation[list[models.Product]] = Operation(
    "GET",
    "/products",
    responses={200: JSON("list[Product]")},
    rules=Rules(
        Rule(
            "query",
            "pageSize",
            "int",
            _Constraints(minimum=1, maximum=100),
            argument="page_size",
        ),
        Rule(
            "query",
            "ids",
            "list[str]",
            _Constraints(
                max_items=3,
                unique_items=True,
                items=_Constraints(min_length=4, pattern="^(?u:[^\\W\\d_])\\d{3}\\Z"),
            ),
        ),
        Rule("query", "sort", 'Literal["price", "name"]', required=True),
        Rule(
            "header",
            "X-Trace",
            "str",
            _Constraints(pattern="^[0-9a-f]{8}\\Z"),
            argument="x_trace",
        ),
    ),
)

_SET_LABELS: Operation[None] = Operation(
    "PUT",
    "/products/{sku}/labels",
    body=Body("application/json", "dict[str, str]"),
    responses={204: NOTHING},
    rules=Rules(
        Rule(
            "path",
            "sku",
            "str",
            _Constraints(min_length=4, pattern="^(?u:[^\\W\\d_])\\d{3}\\Z"),
        ),
        Rule(
            "body",
            "",
            constraints=_Constraints(
                min_properties=1,
                keys=_Constraints(pattern="^[a-z]+\\Z"),
                values=_Constraints(max_length=10),
                dependent_required=(("color", ("shade",)),),
            ),
            argument="body",
        ),
    ),
)


class Products(Resource):
    """Products."""

    def add_photo(
        self,
        sku: str,
        *,
        photo: FileInput,
        width: int | None = None,
        caption: str | None = None,
        caption_language: str | None = None,
        options: RequestOptions | None = None,
    ) -> None:
        """Add photo.

        `POST /products/{sku}/photo`

        Args:
            sku: Sku. At least 4 characters. Matches `^\\p{L}\\d{3}$`.
            width: Width. 1 to 4000.
            caption: Caption. At most 20 characters. Required when `caption_language` is
                given.
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.products.add_photo("sku", photo=Path("file.pdf"))
        """
        return self._client.request(
            _ADD_PHOTO,
            path={"sku": sku},
            body=models.AddProductPhotoRequest(
                photo=photo,
                width=width,
                caption=caption,
                caption_language=caption_language,
            ),
            options=options,
        )

    def create(
        self,
        *,
        name: str,
        kind: Literal["book", "game"],
        unit_price: float | None = None,
        stock: Maybe[int] = UNSET,
        tags: Sequence[models.Tag | models.TagDict] | None = None,
        size: str | int | None = None,
        secret: str | None = None,
        home_page: str | None = None,
        range: tuple[int, int] | None = None,
        scores: Sequence[int] | None = None,
        slow: str | None = None,
        sale_price: float | None = None,
        sale_end: dt.date | None = None,
        options: RequestOptions | None = None,
    ) -> None:
        """Create.

        `POST /products`

        Args:
            name: Name. 1 to 20 characters.
            unit_price: Unit price. Greater than 0. A multiple of 0.01. Required when
                `sale_price` is given.
            stock: Stock. At least 0.
            tags: Tags. At most 3 items.
            size: Size. At most 3 characters. At most 60.
            secret: Secret. At least 8 characters.
            home_page: A URI.
            range: Range. Item 1: at least 0. Item 2: at most 9.
            scores: Scores. At least 2 items of a kind: integer, at least 5.
            slow: Slow. Matches `^(a+)+$`.
            sale_end: Required when `sale_price` is given.
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.products.create(name="Example", kind="book")
        """
        return self._client.request(
            _CREATE,
            body=_cast("Any", models.Product)(
                name=name,
                kind=kind,
                unit_price=unit_price,
                stock=stock,
                tags=tags,
                size=size,
                secret=secret,
                home_page=home_page,
                range=range,
                scores=scores,
                slow=slow,
                sale_price=sale_price,
                sale_end=sale_end,
            ),
            options=options,
        )

    def list(
        self,
        *,
        sort: Literal["price", "name"],
        page_size: int | None = None,
        ids: Sequence[str] | None = None,
        q: str | None = None,
        x_trace: str | None = None,
        options: RequestOptions | None = None,
    ) -> builtins.list[models.Product]:
        """List.

        `GET /products`

        Args:
            page_size: Page size. 1 to 100.
            ids: Ids. At most 3 items. No item twice. Each item: at least 4 characters,
                matches `^\\p{L}\\d{3}$`.
            x_trace: X trace. Matches `^[0-9a-f]{8}$`.
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.products.list(sort="price")
        """
        return self._client.request(
            _LIST,
            query={"pageSize": page_size, "ids": ids, "sort": sort, "q": q},
            headers={"X-Trace": x_trace},
            options=options,
        )

    def set_labels(
        self,
        sku: str,
        *,
        body: Mapping[str, str],
        options: RequestOptions | None = None,
    ) -> None:
        """Set labels.

        `PUT /products/{sku}/labels`

        Args:
            sku: Sku. At least 4 characters. Matches `^\\p{L}\\d{3}$`.
            body: The request body.
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.products.set_labels("sku", body={})
        """
        return self._client.request(
            _SET_LABELS, path={"sku": sku}, body=body, options=options
        )


class AsyncProducts(AsyncResource):
    """Asynchronous version of `Products`."""

    async def add_photo(
        self,
        sku: str,
        *,
        photo: FileInput,
        width: int | None = None,
        caption: str | None = None,
        caption_language: str | None = None,
        options: RequestOptions | None = None,
    ) -> None:
        """Asynchronous version of `Products.add_photo`."""
        return await self._client.request(
            _ADD_PHOTO,
            path={"sku": sku},
            body=models.AddProductPhotoRequest(
                photo=photo,
                width=width,
                caption=caption,
                caption_language=caption_language,
            ),
            options=options,
        )

    async def create(
        self,
        *,
        name: str,
        kind: Literal["book", "game"],
        unit_price: float | None = None,
        stock: Maybe[int] = UNSET,
        tags: Sequence[models.Tag | models.TagDict] | None = None,
        size: str | int | None = None,
        secret: str | None = None,
        home_page: str | None = None,
        range: tuple[int, int] | None = None,
        scores: Sequence[int] | None = None,
        slow: str | None = None,
        sale_price: float | None = None,
        sale_end: dt.date | None = None,
        options: RequestOptions | None = None,
    ) -> None:
        """Asynchronous version of `Products.create`."""
        return await self._client.request(
            _CREATE,
            body=_cast("Any", models.Product)(
                name=name,
                kind=kind,
                unit_price=unit_price,
                stock=stock,
                tags=tags,
                size=size,
                secret=secret,
                home_page=home_page,
                range=range,
                scores=scores,
                slow=slow,
                sale_price=sale_price,
                sale_end=sale_end,
            ),
            options=options,
        )

    async def list(
        self,
        *,
        sort: Literal["price", "name"],
        page_size: int | None = None,
        ids: Sequence[str] | None = None,
        q: str | None = None,
        x_trace: str | None = None,
        options: RequestOptions | None = None,
    ) -> builtins.list[models.Product]:
        """Asynchronous version of `Products.list`."""
        return await self._client.request(
            _LIST,
            query={"pageSize": page_size, "ids": ids, "sort": sort, "q": q},
            headers={"X-Trace": x_trace},
            options=options,
        )

    async def set_labels(
        self,
        sku: str,
        *,
        body: Mapping[str, str],
        options: RequestOptions | None = None,
    ) -> None:
        """Asynchronous version of `Products.set_labels`."""
        return await self._client.request(
            _SET_LABELS, path={"sku": sku}, body=body, options=options
        )
