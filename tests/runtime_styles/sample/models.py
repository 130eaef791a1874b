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
    from .events import Call as Call
    from .events import Circle as Circle
    from .events import Event as Event
    from .events import EventOrEvents as EventOrEvents
    from .events import Filter as Filter
    from .events import FilterAnd as FilterAnd
    from .events import FilterEquals as FilterEquals
    from .events import Message as Message
    from .events import OrderPaid as OrderPaid
    from .events import OrderRefunded as OrderRefunded
    from .events import Payload as Payload
    from .events import Shape as Shape
    from .events import Sound as Sound
    from .events import Square as Square
    from .events import Starred as Starred
    from .events import Text as Text
    from .events import Tone as Tone
    from .events import Voice as Voice
    from .pets import Color as Color
    from .pets import Counters as Counters
    from .pets import Formats as Formats
    from .pets import JsonValue as JsonValue
    from .pets import Note as Note
    from .pets import Owner as Owner
    from .pets import Page as Page
    from .pets import Pet as Pet
    from .pets import PetDetail as PetDetail
    from .pets import Search as Search
    from .pets import Size as Size
    from .pets import Upload as Upload
else:
    __getattr__, __dir__ = lazy_attributes(
        __name__,
        {
            "events": (
                "Call",
                "Circle",
                "Event",
                "EventOrEvents",
                "Filter",
                "FilterAnd",
                "FilterEquals",
                "Message",
                "OrderPaid",
                "OrderRefunded",
                "Payload",
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
                "Formats",
                "JsonValue",
                "Note",
                "Owner",
                "Page",
                "Pet",
                "PetDetail",
                "Search",
                "Size",
                "Upload",
            ),
        },
    )

_TYPES = (_CONSTANTS, _FORMATS, _TUPLES, _UNIONS, _UPLOADS)
