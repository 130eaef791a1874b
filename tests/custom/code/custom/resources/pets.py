from __future__ import annotations

from ... import models
from ..._runtime import RequestOptions
from ...resources.pets import AsyncPets as GeneratedAsyncPets
from ...resources.pets import Pets as GeneratedPets
from ...resources.pets_visits import PetsVisits as GeneratedPetsVisits


class Pets(GeneratedPets):
    def create_many(self, *names: str) -> list[models.Dog]:
        """Create one pet for each name."""
        return [self.create(name=name) for name in names]

    def get(self, id: str, *, options: RequestOptions | None = None) -> models.Dog:
        """The pet of an id, which may have a hash in front."""
        return super().get(id.removeprefix("#"), options=options)


class AsyncPets(GeneratedAsyncPets):
    async def create_many(self, *names: str) -> list[models.Dog]:
        """Create one pet for each name."""
        return [await self.create(name=name) for name in names]


class PetsVisits(GeneratedPetsVisits):
    def reasons(self, id: str) -> list[str]:
        """Why a pet has been seen."""
        return [visit.reason for visit in self.list(id) if visit.is_done]
