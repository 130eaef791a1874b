"""Unions of every kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, TypeAlias, Union

import pydantic

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


class OrderPaid(APIModel):
    amount: int
    paid_at: UnixTime | None = pydantic.Field(
        default=None, validation_alias="paidAt", serialization_alias="paidAt"
    )
    pet: Pet | None = None
    event_type: Literal["paid"] = pydantic.Field(
        default="paid", validation_alias="eventType", serialization_alias="eventType"
    )

    _wire: ClassVar[dict[str, str]] = {"paid_at": "paidAt", "event_type": "eventType"}


class OrderRefunded(APIModel):
    the_reason: str = pydantic.Field(validation_alias="theReason", serialization_alias="theReason")
    event_type: Literal["refunded"] = pydantic.Field(
        default="refunded", validation_alias="eventType", serialization_alias="eventType"
    )

    _wire: ClassVar[dict[str, str]] = {"the_reason": "theReason", "event_type": "eventType"}


class Circle(APIModel):
    the_radius: float = pydantic.Field(
        validation_alias="theRadius", serialization_alias="theRadius"
    )
    kind: Literal["circle", "disc"] = "circle"

    _wire: ClassVar[dict[str, str]] = {"the_radius": "theRadius"}


class Square(APIModel):
    the_side: float = pydantic.Field(validation_alias="theSide", serialization_alias="theSide")
    kind: Literal["square"] = "square"

    _wire: ClassVar[dict[str, str]] = {"the_side": "theSide"}


class Text(APIModel):
    the_text: str = pydantic.Field(validation_alias="theText", serialization_alias="theText")
    lang: str | None = None

    _wire: ClassVar[dict[str, str]] = {"the_text": "theText"}


class Call(APIModel):
    the_number: str = pydantic.Field(validation_alias="theNumber", serialization_alias="theNumber")
    lang: str | None = None

    _wire: ClassVar[dict[str, str]] = {"the_number": "theNumber"}


class Tone(APIModel):
    the_value: int = pydantic.Field(validation_alias="theValue", serialization_alias="theValue")
    name: str | None = None

    _wire: ClassVar[dict[str, str]] = {"the_value": "theValue"}


class Voice(APIModel):
    the_value: str = pydantic.Field(validation_alias="theValue", serialization_alias="theValue")
    full_name: str | None = pydantic.Field(
        default=None, validation_alias="name", serialization_alias="name"
    )

    _wire: ClassVar[dict[str, str]] = {"the_value": "theValue", "full_name": "name"}


class FilterAnd(APIModel):
    all_: list[Filter] | None = pydantic.Field(
        default=None, validation_alias="all", serialization_alias="all"
    )
    negated: bool | None = None

    _wire: ClassVar[dict[str, str]] = {"all_": "all"}


class FilterEquals(APIModel):
    all_: int | None = pydantic.Field(
        default=None, validation_alias="all", serialization_alias="all"
    )
    field: str | None = None
    value: Any = None

    _wire: ClassVar[dict[str, str]] = {"all_": "all"}


class Starred(APIModel):
    """A list of one of two models."""

    items: list[Tone] | list[Text]
