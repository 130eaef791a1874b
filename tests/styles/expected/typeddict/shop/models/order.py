"""Models of order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NotRequired, TypedDict
from uuid import UUID

if TYPE_CHECKING:
    from ._unknown_variant import UnknownVariant
    from .shared import Address, CardPayment, InvoicePayment, Labels, PickUpPoint, Sizes


class ListOrdersResponse(TypedDict):
    orders: list[Order]
    total_pages: int


class Order(TypedDict):
    payment: CardPayment | InvoicePayment | UnknownVariant
    lines: list[OrderLine]
    deliver_to: NotRequired[Address | PickUpPoint]
    labels: NotRequired[Labels]
    sizes: NotRequired[Sizes]


class OrderLine(TypedDict):
    product_id: UUID
    quantity: int


_typed_dicts: dict[str, dict[str, Any]] = {
    "Order": {
        "_wire": {"deliver_to": "deliverTo"},
    },
    "OrderLine": {
        "_wire": {"product_id": "productId"},
    },
}
"""Metadata of the TypedDicts, such as wire names."""
