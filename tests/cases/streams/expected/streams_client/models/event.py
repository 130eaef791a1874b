"""Models of event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias, Union

from .._runtime import APIModel

if TYPE_CHECKING:
    from ._unknown_variant import UnknownVariant
    from .shared import Message, Person

Event: TypeAlias = Union["EventJoined", "EventSaid", "UnknownVariant"]


@dataclass(kw_only=True, slots=True)
class EventJoined(APIModel):
    event: Literal["joined"] = "joined"
    data: Person
    """Media type: `application/json`."""
    id: str | None = None
    retry: int | None = None
    """Retry. At least 0."""


@dataclass(kw_only=True, slots=True)
class EventSaid(APIModel):
    event: Literal["said"] = "said"
    data: Message
    """Media type: `application/json`."""
    id: str | None = None
    retry: int | None = None
    """Retry. At least 0."""


@dataclass(kw_only=True, slots=True)
class WatchEventsNotesResponseItemNote(APIModel):
    event: Literal["note"] = "note"
    data: WatchEventsNotesResponseItemNoteData
    """Media type: `application/json`."""


@dataclass(kw_only=True, slots=True)
class WatchEventsNotesResponseItemNoteData(APIModel):
    title: str
    stars: int | None = None


@dataclass(kw_only=True, slots=True)
class WatchEventsNotesResponseItemText(APIModel):
    event: Literal["text"] = "text"
    data: str
    """Media type: `text/plain`."""
