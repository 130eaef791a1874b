"""Types of requests and responses; modules are imported on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.exports import lazy_attributes

if TYPE_CHECKING:
    from .orders import CardPayment as CardPayment
    from .orders import InvoicePayment as InvoicePayment
    from .orders import Labels as Labels
    from .orders import ListOrdersResponse as ListOrdersResponse
    from .orders import Order as Order
    from .orders import OrderLine as OrderLine
    from .orders import Payment as Payment
    from .orders import PickUpPoint as PickUpPoint
    from .orders import Sizes as Sizes
    from .products import Product as Product
    from .products import ProductChange as ProductChange
    from .products import ProductDetail as ProductDetail
    from .products import ProductInput as ProductInput
    from .products import Refusal as Refusal
    from .settings import Field as Field
    from .settings import JSONValue as JSONValue
    from .settings import Nothing as Nothing
    from .settings import Settings as Settings
    from .shared import Address as Address
else:
    __getattr__, __dir__ = lazy_attributes(
        __name__,
        {
            "orders": (
                "CardPayment",
                "InvoicePayment",
                "Labels",
                "ListOrdersResponse",
                "Order",
                "OrderLine",
                "Payment",
                "PickUpPoint",
                "Sizes",
            ),
            "products": (
                "Product",
                "ProductChange",
                "ProductDetail",
                "ProductInput",
                "Refusal",
            ),
            "settings": ("Field", "JSONValue", "Nothing", "Settings"),
            "shared": ("Address",),
        },
    )
