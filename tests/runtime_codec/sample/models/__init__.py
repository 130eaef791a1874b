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
    from .events import Account as Account
    from .events import Alike as Alike
    from .events import Call as Call
    from .events import Circle as Circle
    from .events import Event as Event
    from .events import Filter as Filter
    from .events import FilterAnd as FilterAnd
    from .events import FilterEquals as FilterEquals
    from .events import Inner as Inner
    from .events import Message as Message
    from .events import OrderPaid as OrderPaid
    from .events import OrderRefunded as OrderRefunded
    from .events import Outer as Outer
    from .events import Party as Party
    from .events import Payload as Payload
    from .events import Person as Person
    from .events import Shape as Shape
    from .events import Sound as Sound
    from .events import Square as Square
    from .events import Starred as Starred
    from .events import Text as Text
    from .events import Tone as Tone
    from .events import Voice as Voice
    from .pets import Color as Color
    from .pets import Counters as Counters
    from .pets import Empty as Empty
    from .pets import JsonValue as JsonValue
    from .pets import Owner as Owner
    from .pets import Pet as Pet
    from .pets import PetDetail as PetDetail
    from .pets import Size as Size
    from .pets import Weight as Weight
    from .values import Formats as Formats
    from .values import Labels as Labels
    from .values import Odd as Odd
    from .values import Point as Point
    from .values import Upload as Upload
else:
    __getattr__, __dir__ = lazy_attributes(
        __name__,
        {
            "events": (
                "Account",
                "Alike",
                "Call",
                "Circle",
                "Event",
                "Filter",
                "FilterAnd",
                "FilterEquals",
                "Inner",
                "Message",
                "OrderPaid",
                "OrderRefunded",
                "Outer",
                "Party",
                "Payload",
                "Person",
                "Shape",
                "Sound",
                "Square",
                "Starred",
                "Text",
                "Tone",
                "Voice",
            ),
            "pets": (
                "Color",
                "Counters",
                "Empty",
                "JsonValue",
                "Owner",
                "Pet",
                "PetDetail",
                "Size",
                "Weight",
            ),
            "values": ("Formats", "Labels", "Odd", "Point", "Upload"),
        },
        synonyms={"Animal": "Pet"},
    )

_TYPES = (_CONSTANTS, _FORMATS, _TUPLES, _UNIONS, _UPLOADS)
