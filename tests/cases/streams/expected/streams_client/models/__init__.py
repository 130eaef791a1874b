"""Types of requests and responses; modules are imported on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.exports import lazy_attributes

if TYPE_CHECKING:
    from .completions import Completion as Completion
    from .completions import CompletionChunk as CompletionChunk
    from .completions import CreateCompletionRequest as CreateCompletionRequest
    from .completions import (
        CreateCompletionsAnswerMultipartRequest as CreateCompletionsAnswerMultipartRequest,
    )
    from .completions import Question as Question
    from .events import Event as Event
    from .events import EventJoined as EventJoined
    from .events import EventSaid as EventSaid
    from .events import Message as Message
    from .events import Person as Person
    from .events import Problem as Problem
    from .events import (
        WatchEventsNotesResponseItemNote as WatchEventsNotesResponseItemNote,
    )
    from .events import (
        WatchEventsNotesResponseItemNoteData as WatchEventsNotesResponseItemNoteData,
    )
    from .events import (
        WatchEventsNotesResponseItemText as WatchEventsNotesResponseItemText,
    )
    from .readings import Reading as Reading
    from .readings import (
        ReplaceReadingsPlacesRequestItem as ReplaceReadingsPlacesRequestItem,
    )
else:
    __getattr__, __dir__ = lazy_attributes(
        __name__,
        {
            "completions": (
                "Completion",
                "CompletionChunk",
                "CreateCompletionRequest",
                "CreateCompletionsAnswerMultipartRequest",
                "Question",
            ),
            "events": (
                "Event",
                "EventJoined",
                "EventSaid",
                "Message",
                "Person",
                "Problem",
                "WatchEventsNotesResponseItemNote",
                "WatchEventsNotesResponseItemNoteData",
                "WatchEventsNotesResponseItemText",
            ),
            "readings": ("Reading", "ReplaceReadingsPlacesRequestItem"),
        },
    )
