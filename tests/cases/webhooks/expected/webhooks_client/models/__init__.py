"""Types of requests and responses; modules are imported on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.exports import lazy_attributes

if TYPE_CHECKING:
    from .subscriptions import CreateSubscriptionRequest as CreateSubscriptionRequest
    from .watches import Pet as Pet
    from .webhook_events import Change as Change
    from .webhook_events import (
        CreateSubscriptionOnDataEvent as CreateSubscriptionOnDataEvent,
    )
    from .webhook_events import LegacyEvent as LegacyEvent
    from .webhook_events import OrderPaidEvent as OrderPaidEvent
else:
    __getattr__, __dir__ = lazy_attributes(
        __name__,
        {
            "subscriptions": ("CreateSubscriptionRequest",),
            "watches": ("Pet",),
            "webhook_events": (
                "Change",
                "CreateSubscriptionOnDataEvent",
                "LegacyEvent",
                "OrderPaidEvent",
            ),
        },
    )
