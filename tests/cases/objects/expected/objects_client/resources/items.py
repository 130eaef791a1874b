"""Things on shelves."""

from __future__ import annotations

import builtins
from collections.abc import Mapping, Sequence
from typing import Any, cast as _cast

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

_CREATE: Operation[models.Item] = Operation(
    "POST",
    "/items",
    body=Body("application/json", "Item"),
    responses={201: JSON("Item")},
)

_DELETE: Operation[None] = Operation(
    "DELETE", "/items/{itemId}", responses={204: NOTHING}
)

_GET: Operation[models.Item] = Operation(
    "GET", "/items/{itemId}", responses={200: JSON("Item")}
)

_LIST: Operation[list[models.Item]] = Operation(
    "GET", "/items", responses={200: JSON("list[Item]")}
)


class Items(Resource):
    """Things on shelves."""

    def create(
        self,
        *,
        item_id: str,
        name: str,
        size: models.Size | models.SizeDict,
        tags: Sequence[str] | None = None,
        shelf: models.ItemShelf | models.ItemShelfDict | None = None,
        labels: Mapping[str, str] | None = None,
        matrix: Sequence[Sequence[float]] | None = None,
        anything: Any = UNSET,
        free: Mapping[str, Any] | None = None,
        options: RequestOptions | None = None,
    ) -> models.Item:
        """Create an item.

        `POST /items`

        Args:
            item_id: Identifier.
            name: Name. 1 to 80 characters.
            tags: Tags. At most 10 items. No item twice.
            shelf: Where it stands.
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.items.create(item_id="item-id", name="Example", size=models.Size())
        """
        return self._client.request(
            _CREATE,
            body=_cast("Any", models.Item)(
                item_id=item_id,
                name=name,
                size=size,
                tags=tags,
                shelf=shelf,
                labels=labels,
                matrix=matrix,
                anything=anything,
                free=free,
            ),
            options=options,
        )

    def delete(self, item_id: str, *, options: RequestOptions | None = None) -> None:
        """Delete an item.

        `DELETE /items/{itemId}`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.items.delete("item_id")
        """
        return self._client.request(_DELETE, path={"itemId": item_id}, options=options)

    def get(
        self, item_id: str, *, options: RequestOptions | None = None
    ) -> models.Item:
        """Get an item.

        `GET /items/{itemId}`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.items.get("item_id")
        """
        return self._client.request(_GET, path={"itemId": item_id}, options=options)

    def list(
        self, *, options: RequestOptions | None = None
    ) -> builtins.list[models.Item]:
        """List items.

        `GET /items`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Returns:
            All items.

        Example:
            client.items.list()
        """
        return self._client.request(_LIST, options=options)


class AsyncItems(AsyncResource):
    """Asynchronous version of `Items`."""

    async def create(
        self,
        *,
        item_id: str,
        name: str,
        size: models.Size | models.SizeDict,
        tags: Sequence[str] | None = None,
        shelf: models.ItemShelf | models.ItemShelfDict | None = None,
        labels: Mapping[str, str] | None = None,
        matrix: Sequence[Sequence[float]] | None = None,
        anything: Any = UNSET,
        free: Mapping[str, Any] | None = None,
        options: RequestOptions | None = None,
    ) -> models.Item:
        """Asynchronous version of `Items.create`."""
        return await self._client.request(
            _CREATE,
            body=_cast("Any", models.Item)(
                item_id=item_id,
                name=name,
                size=size,
                tags=tags,
                shelf=shelf,
                labels=labels,
                matrix=matrix,
                anything=anything,
                free=free,
            ),
            options=options,
        )

    async def delete(
        self, item_id: str, *, options: RequestOptions | None = None
    ) -> None:
        """Asynchronous version of `Items.delete`."""
        return await self._client.request(
            _DELETE, path={"itemId": item_id}, options=options
        )

    async def get(
        self, item_id: str, *, options: RequestOptions | None = None
    ) -> models.Item:
        """Asynchronous version of `Items.get`."""
        return await self._client.request(
            _GET, path={"itemId": item_id}, options=options
        )

    async def list(
        self, *, options: RequestOptions | None = None
    ) -> builtins.list[models.Item]:
        """Asynchronous version of `Items.list`."""
        return await self._client.request(_LIST, options=options)
