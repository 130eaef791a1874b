"""Models of webhook events."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from .._runtime import APIModel

if TYPE_CHECKING:
    from .watches import Pet


@dataclass(kw_only=True, slots=True)
class Change(APIModel):
    op: Literal["add", "remove"] | str
    pet: Pet | None = None


@dataclass(kw_only=True, slots=True)
class CreateSubscriptionOnDataEvent(APIModel):
    at: dt.datetime | None = None


@dataclass(kw_only=True, slots=True)
class LegacyEvent(APIModel):
    id: int | None = None
    tags: list[str] | None = None
    ok: bool | None = None


@dataclass(kw_only=True, slots=True)
class OrderPaidEvent(APIModel):
    type: Literal["order.paid"] = "order.paid"
    amount: Decimal
    state: Literal["open", "closed"] | str | None = None
    number: int | None = None
