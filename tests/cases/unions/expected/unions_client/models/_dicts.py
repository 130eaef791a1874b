"""Dicts that methods accept in place of models: TypedDicts with the fields of these as keys."""

from __future__ import annotations

from typing import Literal, TypeAlias, TypedDict, Union

EventDict: TypeAlias = Union["OrderPaidDict", "OrderRefundedDict"]


class OrderPaidDict(TypedDict):
    type: Literal["paid"]
    amount: float


class OrderRefundedDict(TypedDict):
    type: Literal["refunded"]
    reason: str
