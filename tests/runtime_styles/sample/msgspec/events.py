"""Unions of every kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, TypeAlias, Union

import msgspec

from .._runtime import APIModel
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


class OrderPaid(APIModel, kw_only=True):
    amount: int
    paid_at: UnixTime | None = msgspec.field(default=None, name="paidAt")
    pet: Pet | None = None
    event_type: Literal["paid"] = msgspec.field(default="paid", name="eventType")

    _wire: ClassVar[dict[str, str]] = {"paid_at": "paidAt", "event_type": "eventType"}


class OrderRefunded(APIModel, kw_only=True):
    the_reason: str = msgspec.field(name="theReason")
    event_type: Literal["refunded"] = msgspec.field(default="refunded", name="eventType")

    _wire: ClassVar[dict[str, str]] = {"the_reason": "theReason", "event_type": "eventType"}


class Circle(APIModel, kw_only=True):
    the_radius: float = msgspec.field(name="theRadius")
    kind: Literal["circle", "disc"] = "circle"

    _wire: ClassVar[dict[str, str]] = {"the_radius": "theRadius"}


class Square(APIModel, kw_only=True):
    the_side: float = msgspec.field(name="theSide")
    kind: Literal["square"] = "square"

    _wire: ClassVar[dict[str, str]] = {"the_side": "theSide"}


class Text(APIModel, kw_only=True):
    the_text: str = msgspec.field(name="theText")
    lang: str | None = None

    _wire: ClassVar[dict[str, str]] = {"the_text": "theText"}


class Call(APIModel, kw_only=True):
    the_number: str = msgspec.field(name="theNumber")
    lang: str | None = None

    _wire: ClassVar[dict[str, str]] = {"the_number": "theNumber"}


class Tone(APIModel, kw_only=True):
    the_value: int = msgspec.field(name="theValue")
    name: str | None = None

    _wire: ClassVar[dict[str, str]] = {"the_value": "theValue"}


class Voice(APIModel, kw_only=True):
    the_value: str = msgspec.field(name="theValue")
    full_name: str | None = msgspec.field(default=None, name="name")

    _wire: ClassVar[dict[str, str]] = {"the_value": "theValue", "full_name": "name"}


class FilterAnd(APIModel, kw_only=True):
    all_: list[Filter] | None = msgspec.field(default=None, name="all")
    negated: bool | None = None

    _wire: ClassVar[dict[str, str]] = {"all_": "all"}


class FilterEquals(APIModel, kw_only=True):
    all_: int | None = msgspec.field(default=None, name="all")
    field: str | None = None
    value: Any = None

    _wire: ClassVar[dict[str, str]] = {"all_": "all"}


class Starred(APIModel, kw_only=True):
    """A list of one of two models."""

    items: list[Tone] | list[Text]
