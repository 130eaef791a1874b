from __future__ import annotations

from .. import NotFoundError, RateLimit, models
from ..client import AsyncZoo as GeneratedAsyncZoo
from ..client import Zoo as GeneratedZoo

__all__ = ["AsyncZoo", "RateLimit", "Zoo"]


class Zoo(GeneratedZoo):
    def oldest(self) -> models.Pet | None:
        """The pet that was born first."""
        try:
            pets = self.pets.list().models
        except NotFoundError:
            return None
        return max(pets, key=lambda pet: pet.age, default=None)


class AsyncZoo(GeneratedAsyncZoo):
    async def oldest(self) -> models.Pet | None:
        """The pet that was born first."""
        pets = (await self.pets.list()).models
        return max(pets, key=lambda pet: pet.age, default=None)
