"""Models of next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .._runtime import UNSET, APIModel, Unset

if TYPE_CHECKING:
    from .shared import Pet


@dataclass(kw_only=True, slots=True)
class ListNextsResponse(APIModel):
    results: list[Pet] | None = None
    links: ListNextsResponseLinks | None = None


@dataclass(kw_only=True, slots=True)
class ListNextsResponseLinks(APIModel):
    next: str | ListNextsResponseLinksNext | None | Unset = UNSET


@dataclass(kw_only=True, slots=True)
class ListNextsResponseLinksNext(APIModel):
    href: str | None = None
