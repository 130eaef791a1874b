"""Types of requests and responses; modules are imported on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.codec.dicts import DICTS as _DICTS
from .._runtime.dict_types import dict_types as _dict_types
from .._runtime.exports import lazy_attributes

if TYPE_CHECKING:
    from ._dicts import *  # noqa: F403
    from .shared import *  # noqa: F403
else:
    __getattr__, __dir__ = lazy_attributes(
        __name__,
        {
            "shared": """
                SearchFilter
            """,
        },
        others=_dict_types(__name__),
    )

_TYPES = (_DICTS,)
