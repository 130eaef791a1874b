"""Types of requests and responses; modules are imported on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.exports import lazy_attributes

if TYPE_CHECKING:
    from .items import Item as Item
    from .items import ItemShelf as ItemShelf
    from .items import Size as Size
    from .shared import Names as Names
    from .shared import Prices as Prices
else:
    __getattr__, __dir__ = lazy_attributes(
        __name__,
        {
            "items": ("Item", "ItemShelf", "Size"),
            "shared": ("Names", "Prices"),
        },
    )
