"""Unions of every kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias, Union

from .._runtime import APIModel
from .._runtime.codec.unions import Discriminator

if TYPE_CHECKING:
    from .pets import Pet

Event: TypeAlias = Annotated[
    Union["OrderPaid", "OrderRefunded"],
    Discriminator("type", {"paid": "OrderPaid", "refunded": "OrderRefunded"}),
]

Account: TypeAlias = Annotated[
    Union["Person", "Party"], Discriminator("kind", {"person": "Person"}, default="Party")
]
"""What the members extend is one itself."""

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
    pet: Pet | None = None
    type: Literal["paid"] = "paid"


@dataclass(kw_only=True, slots=True)
class OrderRefunded(APIModel):
    reason: str
    type: Literal["refunded"] = "refunded"


@dataclass(kw_only=True, slots=True)
class Party(APIModel):
    id: int
    kind: str


@dataclass(kw_only=True, slots=True)
class Person(APIModel):
    id: int
    kind: Literal["person"] = "person"


@dataclass(kw_only=True, slots=True)
class Circle(APIModel):
    id: int
    radius: float
    kind: Literal["circle", "disc"] = "circle"


@dataclass(kw_only=True, slots=True)
class Square(APIModel):
    id: int
    side: float
    kind: Literal["square"] = "square"


@dataclass(kw_only=True, slots=True)
class Text(APIModel):
    text: str
    lang: str | None = None


@dataclass(kw_only=True, slots=True)
class Call(APIModel):
    number: str
    lang: str | None = None


@dataclass(kw_only=True, slots=True)
class Tone(APIModel):
    value: int
    name: str | None = None


@dataclass(kw_only=True, slots=True)
class Voice(APIModel):
    value: str
    name: str | None = None


@dataclass(kw_only=True, slots=True)
class FilterAnd(APIModel):
    all: list[Filter] | None = None
    negated: bool | None = None


@dataclass(kw_only=True, slots=True)
class FilterEquals(APIModel):
    all: int | None = None
    field: str | None = None
    value: Any = None


@dataclass(kw_only=True, slots=True)
class Alike(APIModel):
    """Two members that nothing tells apart but what is inside of them."""

    child: Outer | Inner | None = None


@dataclass(kw_only=True, slots=True)
class Outer(APIModel):
    child: Outer | Inner | None = None
    value: str | None = None


@dataclass(kw_only=True, slots=True)
class Inner(APIModel):
    child: Outer | Inner | None = None
    value: int | None = None


@dataclass(kw_only=True, slots=True)
class Starred(APIModel):
    """A list of one of two models."""

    items: list[Tone] | list[Text]
