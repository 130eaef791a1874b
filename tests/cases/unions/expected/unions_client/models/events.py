"""Models of events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal, TypeAlias, Union

from .._runtime import APIModel
from .._runtime.codec.unions import Discriminator

Event: TypeAlias = Annotated[
    Union["OrderPaid", "OrderRefunded"],
    Discriminator("type", {"paid": "OrderPaid", "refunded": "OrderRefunded"}),
]


@dataclass(kw_only=True, slots=True)
class OrderPaid(APIModel):
    type: Literal["paid"] = "paid"
    amount: float


@dataclass(kw_only=True, slots=True)
class OrderRefunded(APIModel):
    type: Literal["refunded"] = "refunded"
    reason: str
