"""Models without a module for the first word of their names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal, TypeAlias, Union

from .._runtime import APIModel
from .._runtime.codec.unions import Discriminator

if TYPE_CHECKING:
    from ._unknown_variant import UnknownVariant

Event: TypeAlias = Annotated[
    Union["OrderPaid", "OrderRefunded", "UnknownVariant"],
    Discriminator("type", {"paid": "OrderPaid", "refunded": "OrderRefunded"}),
]

PetVariant: TypeAlias = Annotated[
    Union["Cat", "Dog", "Pet"],
    Discriminator("petType", {"Cat": "Cat", "Dog": "Dog", "Pet": "Pet"}, default="Pet"),
]


@dataclass(kw_only=True, slots=True)
class Cat(APIModel):
    pet_type: Literal["Cat"] = "Cat"
    name: str
    hunting_skill: Literal["lazy", "eager"] | str | None = None

    _wire: ClassVar[dict[str, str]] = {
        "pet_type": "petType",
        "hunting_skill": "huntingSkill",
    }


@dataclass(kw_only=True, slots=True)
class Dog(APIModel):
    pet_type: Literal["Dog"] = "Dog"
    name: str
    pack_size: int | None = None

    _wire: ClassVar[dict[str, str]] = {"pet_type": "petType", "pack_size": "packSize"}


@dataclass(kw_only=True, slots=True)
class OrderPaid(APIModel):
    type: Literal["paid"] = "paid"
    amount: float


@dataclass(kw_only=True, slots=True)
class OrderRefunded(APIModel):
    type: Literal["refunded"] = "refunded"
    reason: str


@dataclass(kw_only=True, slots=True)
class Pet(APIModel):
    pet_type: str
    name: str

    _wire: ClassVar[dict[str, str]] = {"pet_type": "petType"}
