"""Types of requests and responses; modules are imported on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.exports import lazy_attributes

if TYPE_CHECKING:
    from .events import Event as Event
    from .events import OrderPaid as OrderPaid
    from .events import OrderRefunded as OrderRefunded
    from .pets import Cat as Cat
    from .pets import Dog as Dog
    from .pets import Pet as Pet
    from .pets import PetVariant as PetVariant
    from .shapes import Shape as Shape
    from .shapes import ShapeCircle as ShapeCircle
    from .shapes import ShapeSquare as ShapeSquare
else:
    __getattr__, __dir__ = lazy_attributes(
        __name__,
        {
            "events": ("Event", "OrderPaid", "OrderRefunded"),
            "pets": ("Cat", "Dog", "Pet", "PetVariant"),
            "shapes": ("Shape", "ShapeCircle", "ShapeSquare"),
        },
    )
