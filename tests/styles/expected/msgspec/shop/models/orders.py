"""Models of orders."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, ClassVar, Literal
from uuid import UUID

import msgspec

from .._runtime import APIModel

if TYPE_CHECKING:
    from .shared import Address


class CardPayment(APIModel, kw_only=True):
    kind: Literal["card"] = "card"
    due_date: dt.date | None = msgspec.field(name="dueDate", default=None)
    last_digits: str = msgspec.field(name="lastDigits")

    _wire: ClassVar[dict[str, str]] = {
        "due_date": "dueDate",
        "last_digits": "lastDigits",
    }


class InvoicePayment(APIModel, kw_only=True):
    kind: Literal["invoice"] = "invoice"
    due_date: dt.date | None = msgspec.field(name="dueDate", default=None)
    vat_number: str | None = msgspec.field(name="vatNumber", default=None)

    _wire: ClassVar[dict[str, str]] = {"due_date": "dueDate", "vat_number": "vatNumber"}


class Labels(APIModel, kw_only=True):
    colour: str | None = None
    additional_properties: dict[str, int] = msgspec.field(
        name="additional_properties_", default_factory=dict
    )
    """Properties without a field of their own."""


class ListOrdersResponse(APIModel, kw_only=True):
    orders: list[Order]
    total_pages: int


class Order(APIModel, kw_only=True):
    payment: CardPayment | InvoicePayment
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


class Payment(APIModel, kw_only=True):
    kind: str
    due_date: dt.date | None = msgspec.field(name="dueDate", default=None)

    _wire: ClassVar[dict[str, str]] = {"due_date": "dueDate"}


class PickUpPoint(APIModel, kw_only=True):
    code: str


class Sizes(APIModel, kw_only=True):
    additional_properties_: str | None = msgspec.field(
        name="additional_properties", default=None
    )
    additional_properties: dict[str, int] = msgspec.field(
        name="additional_properties_", default_factory=dict
    )
    """Properties without a field of their own."""

    _wire: ClassVar[dict[str, str]] = {
        "additional_properties_": "additional_properties"
    }
