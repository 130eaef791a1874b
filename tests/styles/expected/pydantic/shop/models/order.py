"""Models of order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar
from uuid import UUID

import pydantic

from .._runtime import APIModel
from .._runtime.models import ONLY_INSTANCES

if TYPE_CHECKING:
    from ._unknown_variant import UnknownVariant
    from .shared import Address, CardPayment, InvoicePayment, Labels, PickUpPoint, Sizes


class ListOrdersResponse(APIModel):
    orders: list[Order]
    total_pages: int


class Order(APIModel):
    payment: CardPayment | InvoicePayment | Annotated[UnknownVariant, ONLY_INSTANCES]
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
