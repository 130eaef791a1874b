"""Models of orders."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, ClassVar, Literal
from uuid import UUID

import pydantic

from .._runtime import APIModel

if TYPE_CHECKING:
    from .shared import Address


class CardPayment(APIModel):
    kind: Literal["card"] = "card"
    due_date: dt.date | None = pydantic.Field(
        default=None, validation_alias="dueDate", serialization_alias="dueDate"
    )
    last_digits: str = pydantic.Field(
        ..., validation_alias="lastDigits", serialization_alias="lastDigits"
    )

    _wire: ClassVar[dict[str, str]] = {
        "due_date": "dueDate",
        "last_digits": "lastDigits",
    }


class InvoicePayment(APIModel):
    kind: Literal["invoice"] = "invoice"
    due_date: dt.date | None = pydantic.Field(
        default=None, validation_alias="dueDate", serialization_alias="dueDate"
    )
    vat_number: str | None = pydantic.Field(
        default=None, validation_alias="vatNumber", serialization_alias="vatNumber"
    )

    _wire: ClassVar[dict[str, str]] = {"due_date": "dueDate", "vat_number": "vatNumber"}


class Labels(APIModel):
    colour: str | None = None
    additional_properties: dict[str, int] = pydantic.Field(
        default={},
        validation_alias="additional_properties__",
        serialization_alias="additional_properties__",
    )
    """Properties without a field of their own."""


class ListOrdersResponse(APIModel):
    orders: list[Order]
    total_pages: int


class Order(APIModel):
    payment: CardPayment | InvoicePayment
    lines: list[OrderLine]
    deliver_to: Address | PickUpPoint | None = pydantic.Field(
        default=None, validation_alias="deliverTo", serialization_alias="deliverTo"
    )
    labels: Labels | None = None
    sizes: Sizes | None = None

    _wire: ClassVar[dict[str, str]] = {"deliver_to": "deliverTo"}


class OrderLine(APIModel):
    product_id: UUID = pydantic.Field(
        ..., validation_alias="productId", serialization_alias="productId"
    )
    quantity: int

    _wire: ClassVar[dict[str, str]] = {"product_id": "productId"}


class Payment(APIModel):
    kind: str
    due_date: dt.date | None = pydantic.Field(
        default=None, validation_alias="dueDate", serialization_alias="dueDate"
    )

    _wire: ClassVar[dict[str, str]] = {"due_date": "dueDate"}


class PickUpPoint(APIModel):
    code: str


class Sizes(APIModel):
    additional_properties_: str | None = pydantic.Field(
        default=None,
        validation_alias="additional_properties",
        serialization_alias="additional_properties",
    )
    additional_properties: dict[str, int] = pydantic.Field(
        default={},
        validation_alias="additional_properties__",
        serialization_alias="additional_properties__",
    )
    """Properties without a field of their own."""

    _wire: ClassVar[dict[str, str]] = {
        "additional_properties_": "additional_properties"
    }
