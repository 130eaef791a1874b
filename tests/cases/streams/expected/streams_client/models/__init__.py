"""Types of requests and responses; modules are imported on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.codec.constants import CONSTANTS as _CONSTANTS
from .._runtime.codec.unions import UNIONS as _UNIONS
from .._runtime.codec.uploads import UPLOADS as _UPLOADS
from .._runtime.exports import lazy_attributes

if TYPE_CHECKING:
    from .completions import *  # noqa: F403
    from .events import *  # noqa: F403
    from .readings import *  # noqa: F403
else:
    __getattr__, __dir__ = lazy_attributes(
        __name__,
        {
            "completions": """
                Completion CompletionChunk CreateCompletionRequest
                CreateCompletionsAnswerMultipartRequest Question
            """,
            "events": """
                Event EventJoined EventSaid Message Person Problem
                WatchEventsNotesResponseItemNote WatchEventsNotesResponseItemNoteData
                WatchEventsNotesResponseItemText
            """,
            "readings": """
                Reading ReplaceReadingsPlacesRequestItem
            """,
        },
    )

_TYPES = (_CONSTANTS, _UNIONS, _UPLOADS)
