"""Orders."""

from __future__ import annotations

from collections.abc import Sequence

from .. import models
from .._runtime import JSON, AsyncResource, Body, Operation, RequestOptions, Resource
from .._runtime.codec.make import make as _make
from .._runtime.pagination import AsyncPages, PagedOperation, PageNumber, Pages

_CREATE: Operation[models.Order] = Operation(
    "POST",
    "/orders",
    body=Body("application/json", "Order"),
    responses={201: JSON("Order")},
)

_LIST: PagedOperation[models.ListOrdersResponse] = PagedOperation(
    "GET",
    "/orders",
    responses={200: JSON("ListOrdersResponse")},
    pagination=PageNumber("page", items=("orders",), total_pages=("total_pages",)),
)


class Orders(Resource):
    """Orders."""

    def create(
        self,
        *,
        payment: models.CardPayment | models.InvoicePayment | models.UnknownVariant,
        lines: Sequence[models.OrderLine],
        deliver_to: models.Address | models.PickUpPoint | None = None,
        labels: models.Labels | None = None,
        sizes: models.Sizes | None = None,
        options: RequestOptions | None = None,
    ) -> models.Order:
        """Create.

        `POST /orders`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.orders.create(
                payment=models.InvoicePayment(kind="invoice"),
                lines=[
                    models.OrderLine(
                        product_id=UUID("6f9619ff-8b86-4d01-b42d-00cf4fc964ff"),
                        quantity=1,
                    ),
                ],
            )
        """
        return self._client.request(
            _CREATE,
            body=_make(
                models.Order,
                payment=payment,
                lines=lines,
                deliver_to=deliver_to,
                labels=labels,
                sizes=sizes,
            ),
            options=options,
        )

    def list(
        self, *, page: int | None = None, options: RequestOptions | None = None
    ) -> Pages[models.Order, models.ListOrdersResponse]:
        """List.

        `GET /orders`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Returns:
            Orders, page by page.

        Example:
            for order in client.orders.list():
                print(order)
        """
        return Pages(self._client, _LIST, query={"page": page}, options=options)


class AsyncOrders(AsyncResource):
    """Asynchronous version of `Orders`."""

    async def create(
        self,
        *,
        payment: models.CardPayment | models.InvoicePayment | models.UnknownVariant,
        lines: Sequence[models.OrderLine],
        deliver_to: models.Address | models.PickUpPoint | None = None,
        labels: models.Labels | None = None,
        sizes: models.Sizes | None = None,
        options: RequestOptions | None = None,
    ) -> models.Order:
        """Asynchronous version of `Orders.create`."""
        return await self._client.request(
            _CREATE,
            body=_make(
                models.Order,
                payment=payment,
                lines=lines,
                deliver_to=deliver_to,
                labels=labels,
                sizes=sizes,
            ),
            options=options,
        )

    def list(
        self, *, page: int | None = None, options: RequestOptions | None = None
    ) -> AsyncPages[models.Order, models.ListOrdersResponse]:
        """Asynchronous version of `Orders.list`."""
        return AsyncPages(self._client, _LIST, query={"page": page}, options=options)
