"""Types of requests and responses; modules are imported on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.codec.constants import CONSTANTS as _CONSTANTS
from .._runtime.codec.dicts import DICTS as _DICTS
from .._runtime.codec.uploads import UPLOADS as _UPLOADS
from .._runtime.dict_types import or_dicts as _or_dicts
from .._runtime.exports import lazy_attributes

if TYPE_CHECKING:
    from ._dicts import *  # noqa: F403
    from .shared import *  # noqa: F403
else:
    _lazy, __dir__ = lazy_attributes(
        __name__,
        {
            "shared": """
                Change ChangeOp Note NoteChanges
            """,
        },
    )
    __getattr__ = _or_dicts(_lazy, __name__)

_TYPES = (_CONSTANTS, _DICTS, _UPLOADS)
