"""Types of requests and responses; modules are imported on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.codec.constants import CONSTANTS as _CONSTANTS
from .._runtime.codec.formats import FORMATS as _FORMATS
from .._runtime.codec.unions import UNIONS as _UNIONS
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

_TYPES = (_CONSTANTS, _FORMATS, _UNIONS)
