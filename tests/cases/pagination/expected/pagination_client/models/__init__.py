"""Types of requests and responses; modules are imported on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.exports import lazy_attributes

if TYPE_CHECKING:
    from .pets import CursorPage as CursorPage
    from .pets import ExportPetsResponse as ExportPetsResponse
    from .pets import ExportPetsResponseLinks as ExportPetsResponseLinks
    from .pets import Pageable as Pageable
    from .pets import PetsByDeepObjectPage as PetsByDeepObjectPage
    from .pets import PetsByDeepObjectResponse as PetsByDeepObjectResponse
    from .pets import PetsByDeepObjectResponseCursors as PetsByDeepObjectResponseCursors
    from .pets import PetsByEndCursorResponse as PetsByEndCursorResponse
    from .pets import PetsByEndCursorResponsePageInfo as PetsByEndCursorResponsePageInfo
    from .pets import PetsByLastItemResponse as PetsByLastItemResponse
    from .pets import PetsByNumberResponse as PetsByNumberResponse
    from .pets import PetsByOffsetResponse as PetsByOffsetResponse
    from .pets import PetsByOffsetResponseMeta as PetsByOffsetResponseMeta
    from .pets import PetsByPageableResponse as PetsByPageableResponse
    from .pets import PetsByToldNumberResponse as PetsByToldNumberResponse
    from .pets import PetsByUrlResponse as PetsByUrlResponse
    from .pets import PetsByUrlResponseLinks as PetsByUrlResponseLinks
    from .pets import PetsByUrlResponseLinksNext as PetsByUrlResponseLinksNext
    from .pets import PetsInTwoModesResponse as PetsInTwoModesResponse
    from .pets import SearchPetsLogsRequest as SearchPetsLogsRequest
    from .pets import SearchPetsLogsRequestPage as SearchPetsLogsRequestPage
    from .pets import SearchPetsLogsResponse as SearchPetsLogsResponse
    from .pets import SearchPetsLogsResponseMeta as SearchPetsLogsResponseMeta
    from .pets import SearchPetsLogsResponseMetaPage as SearchPetsLogsResponseMetaPage
    from .pets import SearchPetsRequest as SearchPetsRequest
    from .pets import SearchPetsResponse as SearchPetsResponse
    from .pets import SearchPetsResponseResult as SearchPetsResponseResult
    from .pets import Ticket as Ticket
    from .shared import Pet as Pet
    from .shared import Pets as Pets
else:
    __getattr__, __dir__ = lazy_attributes(
        __name__,
        {
            "pets": (
                "CursorPage",
                "ExportPetsResponse",
                "ExportPetsResponseLinks",
                "Pageable",
                "PetsByDeepObjectPage",
                "PetsByDeepObjectResponse",
                "PetsByDeepObjectResponseCursors",
                "PetsByEndCursorResponse",
                "PetsByEndCursorResponsePageInfo",
                "PetsByLastItemResponse",
                "PetsByNumberResponse",
                "PetsByOffsetResponse",
                "PetsByOffsetResponseMeta",
                "PetsByPageableResponse",
                "PetsByToldNumberResponse",
                "PetsByUrlResponse",
                "PetsByUrlResponseLinks",
                "PetsByUrlResponseLinksNext",
                "PetsInTwoModesResponse",
                "SearchPetsLogsRequest",
                "SearchPetsLogsRequestPage",
                "SearchPetsLogsResponse",
                "SearchPetsLogsResponseMeta",
                "SearchPetsLogsResponseMetaPage",
                "SearchPetsRequest",
                "SearchPetsResponse",
                "SearchPetsResponseResult",
                "Ticket",
            ),
            "shared": ("Pet", "Pets"),
        },
    )
