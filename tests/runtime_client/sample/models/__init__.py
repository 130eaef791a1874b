"""Types of the requests and responses; each module is loaded when it is first used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.codec.constants import CONSTANTS as _CONSTANTS
from .._runtime.codec.formats import FORMATS as _FORMATS
from .._runtime.codec.tuples import TUPLES as _TUPLES
from .._runtime.codec.unions import UNIONS as _UNIONS
from .._runtime.codec.uploads import UPLOADS as _UPLOADS
from .._runtime.exports import lazy_attributes

if TYPE_CHECKING:
    from .pets import Attachment as Attachment
    from .pets import Card as Card
    from .pets import Charge as Charge
    from .pets import NewPet as NewPet
    from .pets import Pet as Pet
    from .pets import Point as Point
    from .pets import Problem as Problem
else:
    __getattr__, __dir__ = lazy_attributes(
        __name__,
        {
            "pets": ("Attachment", "Card", "Charge", "NewPet", "Pet", "Point", "Problem"),
        },
    )

_TYPES = (_CONSTANTS, _FORMATS, _TUPLES, _UNIONS, _UPLOADS)
