"""Models of product."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

import pydantic

from .._runtime import APIModel

if TYPE_CHECKING:
    from .shared import Address


class Product(APIModel):
    """Something that is sold."""

    id: UUID | None = None
    name: str
    """What customers see."""
    added_at: dt.datetime = pydantic.Field(
        ..., validation_alias="addedAt", serialization_alias="addedAt"
    )
    unit_price: Decimal | None = pydantic.Field(
        default=None, validation_alias="unitPrice", serialization_alias="unitPrice"
    )
    stock: int | None = None
    """Null where nobody counts."""
    tags: list[str] | None = None
    parts: list[Product] | None = None

    _wire: ClassVar[dict[str, str]] = {"added_at": "addedAt", "unit_price": "unitPrice"}

    _nullable: ClassVar[frozenset[str]] = frozenset(("stock",))


class ProductChange(APIModel):
    name: str | None = None
    stock: int | None = None
    unit_price: Decimal | None = pydantic.Field(
        default=None, validation_alias="unitPrice", serialization_alias="unitPrice"
    )

    _wire: ClassVar[dict[str, str]] = {"unit_price": "unitPrice"}

    _nullable: ClassVar[frozenset[str]] = frozenset(("stock", "unit_price"))


class ProductDetail(Product):
    """Something that is sold, with all that is known of it."""

    sold_by: list[Address] = pydantic.Field(
        ..., validation_alias="soldBy", serialization_alias="soldBy"
    )

    _wire: ClassVar[dict[str, str]] = {"sold_by": "soldBy"}


class ProductInput(APIModel):
    """Something that is sold."""

    name: str
    """What customers see."""
    added_at: dt.datetime = pydantic.Field(
        ..., validation_alias="addedAt", serialization_alias="addedAt"
    )
    unit_price: Decimal | None = pydantic.Field(
        default=None, validation_alias="unitPrice", serialization_alias="unitPrice"
    )
    stock: int | None = None
    """Null where nobody counts."""
    tags: list[str] | None = None
    parts: list[ProductInput] | None = None

    _wire: ClassVar[dict[str, str]] = {"added_at": "addedAt", "unit_price": "unitPrice"}

    _nullable: ClassVar[frozenset[str]] = frozenset(("stock",))
