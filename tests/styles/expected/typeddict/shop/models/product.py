"""Models of product."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NotRequired, TypedDict
from uuid import UUID

if TYPE_CHECKING:
    from .shared import Address


class Product(TypedDict):
    """Something that is sold."""

    id: NotRequired[UUID]
    name: str
    """What customers see."""
    added_at: dt.datetime
    unit_price: NotRequired[Decimal]
    stock: NotRequired[int | None]
    """Null where nobody counts."""
    tags: NotRequired[list[str]]
    parts: NotRequired[list[Product]]


class ProductChange(TypedDict):
    name: NotRequired[str]
    stock: NotRequired[int | None]
    unit_price: NotRequired[Decimal | None]


class ProductDetail(Product):
    """Something that is sold, with all that is known of it."""

    sold_by: list[Address]


class ProductInput(TypedDict):
    """Something that is sold."""

    name: str
    """What customers see."""
    added_at: dt.datetime
    unit_price: NotRequired[Decimal]
    stock: NotRequired[int | None]
    """Null where nobody counts."""
    tags: NotRequired[list[str]]
    parts: NotRequired[list[ProductInput]]


_typed_dicts: dict[str, dict[str, Any]] = {
    "Product": {
        "_wire": {"added_at": "addedAt", "unit_price": "unitPrice"},
        "_heirs": ("ProductDetail",),
    },
    "ProductChange": {
        "_wire": {"unit_price": "unitPrice"},
    },
    "ProductDetail": {
        "_wire": {
            "added_at": "addedAt",
            "unit_price": "unitPrice",
            "sold_by": "soldBy",
        },
    },
    "ProductInput": {
        "_wire": {"added_at": "addedAt", "unit_price": "unitPrice"},
    },
}
"""Metadata of the TypedDicts, such as wire names."""
