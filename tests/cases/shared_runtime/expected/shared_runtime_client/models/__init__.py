"""Types of requests and responses; modules are imported on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clientsmith_runtime.codec.constants import CONSTANTS as _CONSTANTS
from clientsmith_runtime.codec.unions import UNIONS as _UNIONS
from clientsmith_runtime.exports import lazy_attributes

if TYPE_CHECKING:
    from .shared import *  # noqa: F403
else:
    __getattr__, __dir__ = lazy_attributes(
        __name__,
        {
            "shared": """
                Cat Dog Filter Pet
            """,
        },
    )

_TYPES = (_CONSTANTS, _UNIONS)
