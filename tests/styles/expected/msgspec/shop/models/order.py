"""Models of order."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

import msgspec

from .._runtime import APIModel

if TYPE_CHECKING:
    from ._unknown_variant import UnknownVariant
    from .shared import Address, CardPayment, InvoicePayment, Labels, PickUpPoint, Sizes


class ListOrdersResponse(APIModel, kw_only=True):
    orders: list[Order]
    total_pages: int


class Order(APIModel, kw_only=True):
    payment: CardPayment | InvoicePayment | UnknownVariant
    lines: list[OrderLine]
    deliver_to: Address | PickUpPoint | None = msgspec.field(
        name="deliverTo", default=None
    )
    labels: Labels | None = None
    sizes: Sizes | None = None

    _wire: ClassVar[dict[str, str]] = {"deliver_to": "deliverTo"}


class OrderLine(APIModel, kw_only=True):
    product_id: UUID = msgspec.field(name="productId")
    quantity: int

    _wire: ClassVar[dict[str, str]] = {"product_id": "productId"}
