"""Unions of every kind."""

from __future__ import annotations

from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    Literal,
    NotRequired,
    TypeAlias,
    TypedDict,
    Union,
)

from .._runtime.codec.unions import Discriminator
from .._runtime.models.wire_types import UnixTime

if TYPE_CHECKING:
    from .pets import Pet

Event: TypeAlias = Annotated[
    Union["OrderPaid", "OrderRefunded"],
    Discriminator("eventType", {"paid": "OrderPaid", "refunded": "OrderRefunded"}),
]

EventOrEvents: TypeAlias = Annotated[
    Union["OrderPaid", "OrderRefunded", list["Event"]],
    Discriminator("eventType", {"paid": "OrderPaid", "refunded": "OrderRefunded"}),
]
"""Not each member has the property."""

Shape: TypeAlias = Union["Circle", "Square"]
"""Told apart by a constant that both have."""

Message: TypeAlias = Union["Text", "Call"]
"""Told apart by a required property that the other one does not have."""

Sound: TypeAlias = Union["Tone", "Voice"]
"""Told apart by the type of a property that both have."""

Filter: TypeAlias = Union["FilterAnd", "FilterEquals"]
"""Recursive, and all properties optional."""

Payload: TypeAlias = Union[str, int, "Text", list["Text"], None]


class OrderPaid(TypedDict):
    amount: int
    paid_at: NotRequired[UnixTime]
    pet: NotRequired[Pet]
    event_type: Literal["paid"]


class OrderRefunded(TypedDict):
    the_reason: str
    event_type: Literal["refunded"]


class Circle(TypedDict):
    the_radius: float
    kind: Literal["circle", "disc"]


class Square(TypedDict):
    the_side: float
    kind: Literal["square"]


class Text(TypedDict):
    the_text: str
    lang: NotRequired[str]


class Call(TypedDict):
    the_number: str
    lang: NotRequired[str]


class Tone(TypedDict):
    the_value: int
    name: NotRequired[str]


class Voice(TypedDict):
    the_value: str
    full_name: NotRequired[str]


class FilterAnd(TypedDict):
    all_: NotRequired[list[Filter]]
    negated: NotRequired[bool]


class FilterEquals(TypedDict):
    all_: NotRequired[int]
    field: NotRequired[str]
    value: NotRequired[Any]


class Starred(TypedDict):
    """A list of one of two models."""

    items: list[Tone] | list[Text]


_typed_dicts: dict[str, dict[str, Any]] = {
    "OrderPaid": {"_wire": {"paid_at": "paidAt", "event_type": "eventType"}},
    "OrderRefunded": {"_wire": {"the_reason": "theReason", "event_type": "eventType"}},
    "Circle": {"_wire": {"the_radius": "theRadius"}},
    "Square": {"_wire": {"the_side": "theSide"}},
    "Text": {"_wire": {"the_text": "theText"}},
    "Call": {"_wire": {"the_number": "theNumber"}},
    "Tone": {"_wire": {"the_value": "theValue"}},
    "Voice": {"_wire": {"the_value": "theValue", "full_name": "name"}},
    "FilterAnd": {"_wire": {"all_": "all"}},
    "FilterEquals": {"_wire": {"all_": "all"}},
}
