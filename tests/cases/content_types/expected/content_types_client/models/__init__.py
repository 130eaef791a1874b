"""Types of requests and responses; modules are imported on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.codec.constants import CONSTANTS as _CONSTANTS
from .._runtime.codec.dicts import DICTS as _DICTS
from .._runtime.codec.uploads import UPLOADS as _UPLOADS
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
                Change ChangeOp Note NoteChanges
            """,
        },
        others=_dict_types(__name__),
    )

_TYPES = (_CONSTANTS, _DICTS, _UPLOADS)
