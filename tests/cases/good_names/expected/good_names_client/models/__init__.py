"""Types of requests and responses; modules are imported on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.codec.formats import FORMATS as _FORMATS
from .._runtime.codec.tuples import TUPLES as _TUPLES
from .._runtime.exports import lazy_attributes

if TYPE_CHECKING:
    from .shared import *  # noqa: F403
else:
    __getattr__, __dir__ = lazy_attributes(
        __name__,
        {
            "shared": """
                NewWord Word Wrapped
            """,
        },
    )

_TYPES = (_FORMATS, _TUPLES)
