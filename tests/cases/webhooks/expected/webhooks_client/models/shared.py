"""Models without a module for the first word of their names."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from .._runtime import APIModel


@dataclass(kw_only=True, slots=True)
class Change(APIModel):
    op: Literal["add", "remove"] | str
    pet: Pet | None = None


@dataclass(kw_only=True, slots=True)
class CreateSubscriptionOnDataEvent(APIModel):
    at: dt.datetime | None = None


@dataclass(kw_only=True, slots=True)
class CreateSubscriptionRequest(APIModel):
    url: str


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


@dataclass(kw_only=True, slots=True)
class Pet(APIModel):
    name: str
    kind: Literal["dog", "cat"] | str | None = None
