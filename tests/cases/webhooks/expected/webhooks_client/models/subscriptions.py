"""Models of subscriptions."""

from __future__ import annotations

from dataclasses import dataclass

from .._runtime import APIModel


@dataclass(kw_only=True, slots=True)
class CreateSubscriptionRequest(APIModel):
    url: str
