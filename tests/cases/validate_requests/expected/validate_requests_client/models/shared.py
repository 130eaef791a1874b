"""Models without a module for the first word of their names."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

from .._runtime import UNSET, APIModel, Unset
from .._runtime.bodies.files import FileInput
from .._runtime.validation import Constraints as _Constraints

Sku: TypeAlias = str


@dataclass(kw_only=True, slots=True)
class AddProductPhotoRequest(APIModel):
    photo: FileInput
    width: int | None = None
    """Width. 1 to 4000."""
    caption: str | None = None
    """Caption. At most 20 characters. Required when `caption_language` is given."""
    caption_language: str | None = None

    _wire: ClassVar[dict[str, str]] = {"caption_language": "captionLanguage"}

    _limits: ClassVar[_Constraints] = _Constraints(
        dependent_required=(("captionLanguage", ("caption",)),)
    )

    _constraints: ClassVar[dict[str, _Constraints]] = {
        "width": _Constraints(minimum=1, maximum=4000),
        "caption": _Constraints(max_length=20),
    }


@dataclass(kw_only=True, slots=True)
class Product(APIModel):
    """`sale-note` is required when `sale_end` is given."""

    name: str
    """Name. 1 to 20 characters."""
    kind: Literal["book", "game"] | str
    unit_price: float | None = None
    """Unit price. Greater than 0. A multiple of 0.01. Required when `sale_price` is
    given.
    """
    stock: int | None | Unset = UNSET
    """Stock. At least 0."""
    tags: list[Tag] | None = None
    """Tags. At most 3 items."""
    size: str | int | None = None
    """Size. At most 3 characters. At most 60."""
    secret: str | None = None
    """Secret. At least 8 characters."""
    home_page: str | None = None
    """A URI."""
    range: tuple[int, int] | None = None
    """Range. Item 1: at least 0. Item 2: at most 9."""
    scores: list[int] | None = None
    """Scores. At least 2 items of a kind: integer, at least 5."""
    slow: str | None = None
    """Slow. Matches `^(a+)+$`."""
    sale_price: float | None = None
    sale_end: dt.date | None = None
    """Required when `sale_price` is given."""

    _wire: ClassVar[dict[str, str]] = {
        "unit_price": "unitPrice",
        "home_page": "homePage",
        "sale_price": "salePrice",
        "sale_end": "saleEnd",
    }

    _limits: ClassVar[_Constraints] = _Constraints(
        dependent_required=(
            ("salePrice", ("unitPrice", "saleEnd")),
            ("saleEnd", ("sale-note",)),
        )
    )

    _constraints: ClassVar[dict[str, _Constraints]] = {
        "name": _Constraints(min_length=1, max_length=20),
        "kind": _Constraints(closed=True),
        "unit_price": _Constraints(exclusive_minimum=0, multiple_of=0.01),
        "stock": _Constraints(minimum=0),
        "tags": _Constraints(max_items=3),
        "size": _Constraints(maximum=60, max_length=3),
        "secret": _Constraints(min_length=8, secret=True),
        "range": _Constraints(
            prefix=(_Constraints(minimum=0), _Constraints(maximum=9))
        ),
        "scores": _Constraints(
            contains=_Constraints(types=("integer",), minimum=5), min_contains=2
        ),
    }


@dataclass(kw_only=True, slots=True)
class Tag(APIModel):
    name: str
    """Name. 2 to 8 characters."""

    _constraints: ClassVar[dict[str, _Constraints]] = {
        "name": _Constraints(min_length=2, max_length=8)
    }
