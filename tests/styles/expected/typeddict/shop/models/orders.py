"""Models of orders."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Literal, NotRequired, TypedDict
from uuid import UUID

if TYPE_CHECKING:
    from .shared import Address


class CardPayment(TypedDict):
    kind: Literal["card"]
    due_date: NotRequired[dt.date]
    last_digits: str


class InvoicePayment(TypedDict):
    kind: Literal["invoice"]
    due_date: NotRequired[dt.date]
    vat_number: NotRequired[str]


class Labels(TypedDict):
    colour: NotRequired[str]
    additional_properties: NotRequired[dict[str, int]]
    """Properties without a field of their own."""


class ListOrdersResponse(TypedDict):
    orders: list[Order]
    total_pages: int


class Order(TypedDict):
    payment: CardPayment | InvoicePayment
    lines: list[OrderLine]
    deliver_to: NotRequired[Address | PickUpPoint]
    labels: NotRequired[Labels]
    sizes: NotRequired[Sizes]


class OrderLine(TypedDict):
    product_id: UUID
    quantity: int


class Payment(TypedDict):
    kind: str
    due_date: NotRequired[dt.date]


class PickUpPoint(TypedDict):
    code: str


class Sizes(TypedDict):
    additional_properties_: NotRequired[str]
    additional_properties: NotRequired[dict[str, int]]
    """Properties without a field of their own."""


_typed_dicts: dict[str, dict[str, Any]] = {
    "CardPayment": {
        "_wire": {"due_date": "dueDate", "last_digits": "lastDigits"},
    },
    "InvoicePayment": {
        "_wire": {"due_date": "dueDate", "vat_number": "vatNumber"},
    },
    "Order": {
        "_wire": {"deliver_to": "deliverTo"},
    },
    "OrderLine": {
        "_wire": {"product_id": "productId"},
    },
    "Payment": {
        "_wire": {"due_date": "dueDate"},
    },
    "Sizes": {
        "_wire": {"additional_properties_": "additional_properties"},
    },
}
"""Metadata of the TypedDicts, such as wire names."""
