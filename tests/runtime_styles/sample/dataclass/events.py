"""Unions of every kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, TypeAlias, Union

from .._runtime.codec.unions import Discriminator
from .._runtime.models.recursive import APIModel
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


@dataclass(kw_only=True, slots=True)
class OrderPaid(APIModel):
    amount: int
    paid_at: UnixTime | None = None
    pet: Pet | None = None
    event_type: Literal["paid"] = "paid"

    _wire: ClassVar[dict[str, str]] = {"paid_at": "paidAt", "event_type": "eventType"}


@dataclass(kw_only=True, slots=True)
class OrderRefunded(APIModel):
    the_reason: str
    event_type: Literal["refunded"] = "refunded"

    _wire: ClassVar[dict[str, str]] = {"the_reason": "theReason", "event_type": "eventType"}


@dataclass(kw_only=True, slots=True)
class Circle(APIModel):
    the_radius: float
    kind: Literal["circle", "disc"] = "circle"

    _wire: ClassVar[dict[str, str]] = {"the_radius": "theRadius"}


@dataclass(kw_only=True, slots=True)
class Square(APIModel):
    the_side: float
    kind: Literal["square"] = "square"

    _wire: ClassVar[dict[str, str]] = {"the_side": "theSide"}


@dataclass(kw_only=True, slots=True)
class Text(APIModel):
    the_text: str
    lang: str | None = None

    _wire: ClassVar[dict[str, str]] = {"the_text": "theText"}


@dataclass(kw_only=True, slots=True)
class Call(APIModel):
    the_number: str
    lang: str | None = None

    _wire: ClassVar[dict[str, str]] = {"the_number": "theNumber"}


@dataclass(kw_only=True, slots=True)
class Tone(APIModel):
    the_value: int
    name: str | None = None

    _wire: ClassVar[dict[str, str]] = {"the_value": "theValue"}


@dataclass(kw_only=True, slots=True)
class Voice(APIModel):
    the_value: str
    full_name: str | None = None

    _wire: ClassVar[dict[str, str]] = {"the_value": "theValue", "full_name": "name"}


@dataclass(kw_only=True, slots=True)
class FilterAnd(APIModel):
    all_: list[Filter] | None = None
    negated: bool | None = None

    _wire: ClassVar[dict[str, str]] = {"all_": "all"}


@dataclass(kw_only=True, slots=True)
class FilterEquals(APIModel):
    all_: int | None = None
    field: str | None = None
    value: Any = None

    _wire: ClassVar[dict[str, str]] = {"all_": "all"}


@dataclass(kw_only=True, slots=True)
class Starred(APIModel):
    """A list of one of two models."""

    items: list[Tone] | list[Text]
