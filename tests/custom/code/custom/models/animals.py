"""Models of several generated modules, one on top of a class of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import models
from ...models.shared import Bird as _Bird
from ...models.shared import Pet as GeneratedPet
from ...models.shared import Puppy as GeneratedPuppy

if TYPE_CHECKING:
    from ...models import Dog


class Pet(GeneratedPet):
    __slots__ = ()

    @property
    def age(self) -> int:
        """In years, at the beginning of 2026."""
        return 0 if self.born_on is None else 2026 - self.born_on.year

    def best_friend(self) -> Dog | None:
        return self.friend


class Puppy(GeneratedPuppy):
    __slots__ = ()

    def bark(self) -> str:
        return f"{self.name} barks"


class _Flying(_Bird):
    def fly(self) -> str:
        return f"{self.name} flies"


class Bird(_Flying):
    """Has a `__dict__`, as classes without `__slots__` do."""


def puppies(pets: list[models.Pet]) -> list[models.Puppy]:
    return [pet for pet in pets if isinstance(pet, models.Puppy)]
