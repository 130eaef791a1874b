"""Models of product."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

import msgspec

from .._runtime import UNSET, APIModel, Unset

if TYPE_CHECKING:
    from .shared import Address


class Product(APIModel, kw_only=True):
    """Something that is sold."""

    id: UUID | None = None
    name: str
    """What customers see."""
    added_at: dt.datetime = msgspec.field(name="addedAt")
    unit_price: Decimal | None = msgspec.field(name="unitPrice", default=None)
    stock: int | None | Unset = UNSET
    """Null where nobody counts."""
    tags: list[str] | None = None
    parts: list[Product] | None = None

    _wire: ClassVar[dict[str, str]] = {"added_at": "addedAt", "unit_price": "unitPrice"}


class ProductChange(APIModel, kw_only=True):
    name: str | None = None
    stock: int | None | Unset = UNSET
    unit_price: Decimal | None | Unset = msgspec.field(name="unitPrice", default=UNSET)

    _wire: ClassVar[dict[str, str]] = {"unit_price": "unitPrice"}


class ProductDetail(Product, kw_only=True):
    """Something that is sold, with all that is known of it."""

    sold_by: list[Address] = msgspec.field(name="soldBy")

    _wire: ClassVar[dict[str, str]] = {"sold_by": "soldBy"}


class ProductInput(APIModel, kw_only=True):
    """Something that is sold."""

    name: str
    """What customers see."""
    added_at: dt.datetime = msgspec.field(name="addedAt")
    unit_price: Decimal | None = msgspec.field(name="unitPrice", default=None)
    stock: int | None | Unset = UNSET
    """Null where nobody counts."""
    tags: list[str] | None = None
    parts: list[ProductInput] | None = None

    _wire: ClassVar[dict[str, str]] = {"added_at": "addedAt", "unit_price": "unitPrice"}
