"""Products."""

from __future__ import annotations

import builtins
import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from .. import models
from .._runtime import (
    JSON,
    UNSET,
    AsyncResource,
    Body,
    Operation,
    RequestOptions,
    Resource,
)
from .._runtime.codec.make import make as _make
from .._runtime.models.maybe import Maybe

_CREATE: Operation[models.Product] = Operation(
    "POST",
    "/products",
    body=Body("application/json", "ProductInput"),
    responses={201: JSON("Product"), 422: JSON("Refusal")},
)

_GET: Operation[models.ProductDetail] = Operation(
    "GET", "/products/{id}", responses={200: JSON("ProductDetail")}
)

_LIST: Operation[list[models.Product]] = Operation(
    "GET", "/products", responses={200: JSON("list[Product]")}
)

_UPDATE: Operation[models.Product] = Operation(
    "PATCH",
    "/products/{id}",
    body=Body("application/json", "ProductChange"),
    responses={200: JSON("Product")},
)


class Products(Resource):
    """Products."""

    def create(
        self,
        *,
        name: str,
        added_at: dt.datetime,
        unit_price: Decimal | None = None,
        stock: Maybe[int] = UNSET,
        tags: Sequence[str] | None = None,
        parts: Sequence[models.ProductInput | models.ProductInputDict] | None = None,
        options: RequestOptions | None = None,
    ) -> models.Product:
        """Create.

        `POST /products`

        Args:
            name: What customers see.
            stock: Null where nobody counts.
            options: Per-request options: timeouts, retries, headers and more.

        Raises:
            UnprocessableEntityError: 422: The product cannot be sold.

        Example:
            client.products.create(
                name="Example",
                added_at=datetime(2026, 1, 31, tzinfo=UTC),
            )
        """
        return self._client.request(
            _CREATE,
            body=_make(
                models.ProductInput,
                name=name,
                added_at=added_at,
                unit_price=unit_price,
                stock=stock,
                tags=tags,
                parts=parts,
            ),
            options=options,
        )

    def get(
        self, id: UUID, *, options: RequestOptions | None = None
    ) -> models.ProductDetail:
        """Get.

        `GET /products/{id}`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.products.get(UUID("6f9619ff-8b86-4d01-b42d-00cf4fc964ff"))
        """
        return self._client.request(_GET, path={"id": id}, options=options)

    def list(
        self, *, options: RequestOptions | None = None
    ) -> builtins.list[models.Product]:
        """List.

        `GET /products`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Returns:
            All products.

        Example:
            client.products.list()
        """
        return self._client.request(_LIST, options=options)

    def update(
        self,
        id: UUID,
        *,
        name: str | None = None,
        stock: Maybe[int] = UNSET,
        unit_price: Maybe[Decimal] = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Product:
        """Update.

        `PATCH /products/{id}`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.products.update(
                UUID("6f9619ff-8b86-4d01-b42d-00cf4fc964ff"),
                name="Example",
            )
        """
        return self._client.request(
            _UPDATE,
            path={"id": id},
            body=_make(
                models.ProductChange, name=name, stock=stock, unit_price=unit_price
            ),
            options=options,
        )


class AsyncProducts(AsyncResource):
    """Asynchronous version of `Products`."""

    async def create(
        self,
        *,
        name: str,
        added_at: dt.datetime,
        unit_price: Decimal | None = None,
        stock: Maybe[int] = UNSET,
        tags: Sequence[str] | None = None,
        parts: Sequence[models.ProductInput | models.ProductInputDict] | None = None,
        options: RequestOptions | None = None,
    ) -> models.Product:
        """Asynchronous version of `Products.create`."""
        return await self._client.request(
            _CREATE,
            body=_make(
                models.ProductInput,
                name=name,
                added_at=added_at,
                unit_price=unit_price,
                stock=stock,
                tags=tags,
                parts=parts,
            ),
            options=options,
        )

    async def get(
        self, id: UUID, *, options: RequestOptions | None = None
    ) -> models.ProductDetail:
        """Asynchronous version of `Products.get`."""
        return await self._client.request(_GET, path={"id": id}, options=options)

    async def list(
        self, *, options: RequestOptions | None = None
    ) -> builtins.list[models.Product]:
        """Asynchronous version of `Products.list`."""
        return await self._client.request(_LIST, options=options)

    async def update(
        self,
        id: UUID,
        *,
        name: str | None = None,
        stock: Maybe[int] = UNSET,
        unit_price: Maybe[Decimal] = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Product:
        """Asynchronous version of `Products.update`."""
        return await self._client.request(
            _UPDATE,
            path={"id": id},
            body=_make(
                models.ProductChange, name=name, stock=stock, unit_price=unit_price
            ),
            options=options,
        )
