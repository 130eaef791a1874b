"""Types of requests and responses; modules are imported on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clientsmith_runtime.codec.constants import CONSTANTS as _CONSTANTS
from clientsmith_runtime.codec.dicts import DICTS as _DICTS
from clientsmith_runtime.codec.unions import UNIONS as _UNIONS
from clientsmith_runtime.dict_types import dict_types as _dict_types
from clientsmith_runtime.exports import lazy_attributes

if TYPE_CHECKING:
    from ._dicts import *  # noqa: F403
    from ._unknown_variant import *  # noqa: F403
    from .shared import *  # noqa: F403
else:
    __getattr__, __dir__ = lazy_attributes(
        __name__,
        {
            "_unknown_variant": """
                UnknownVariant
            """,
            "shared": """
                Cat Dog Filter Pet
            """,
        },
        others=_dict_types(__name__),
    )

_TYPES = (_CONSTANTS, _DICTS, _UNIONS)
