"""Types of requests and responses; modules are imported on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.codec.unions import UNIONS as _UNIONS
from .._runtime.exports import lazy_attributes

if TYPE_CHECKING:
    from .deep import *  # noqa: F403
    from .log import *  # noqa: F403
    from .next import *  # noqa: F403
    from .search import *  # noqa: F403
    from .shared import *  # noqa: F403
else:
    __getattr__, __dir__ = lazy_attributes(
        __name__,
        {
            "deep": """
                ListDeepsPage ListDeepsResponse ListDeepsResponseCursors
            """,
            "log": """
                SearchLogsRequest SearchLogsRequestPage SearchLogsResponse
                SearchLogsResponseMeta SearchLogsResponseMetaPage
            """,
            "next": """
                ListNextsResponse ListNextsResponseLinks ListNextsResponseLinksNext
            """,
            "search": """
                CreateSearchRequest CreateSearchResponse CreateSearchResponseResult
            """,
            "shared": """
                CursorPage GetToldResponse ListEndsResponse ListEndsResponsePageInfo
                ListExportsResponse ListExportsResponseLinks ListLastsResponse
                ListModesResponse ListNumbersResponse ListOffsetsResponse
                ListOffsetsResponseMeta ListPageablesResponse Pageable Pet Pets Ticket
            """,
        },
    )

_TYPES = (_UNIONS,)
