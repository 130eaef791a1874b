"""Types of requests and responses; modules are imported on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.exports import lazy_attributes

if TYPE_CHECKING:
    from .orders import *  # noqa: F403
    from .products import *  # noqa: F403
    from .settings import *  # noqa: F403
    from .shared import *  # noqa: F403
else:
    __getattr__, __dir__ = lazy_attributes(
        __name__,
        {
            "orders": """
                CardPayment InvoicePayment Labels ListOrdersResponse Order OrderLine Payment
                PickUpPoint Sizes
            """,
            "products": """
                Product ProductChange ProductDetail ProductInput Refusal
            """,
            "settings": """
                Field JSONValue Nothing Settings
            """,
            "shared": """
                Address
            """,
        },
    )
