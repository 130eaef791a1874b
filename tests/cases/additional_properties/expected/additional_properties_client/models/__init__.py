"""Types of requests and responses; modules are imported on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.exports import lazy_attributes

if TYPE_CHECKING:
    from .settings import Settings as Settings
    from .shared import Anything as Anything
    from .shared import Closed as Closed
    from .shared import Open as Open
else:
    __getattr__, __dir__ = lazy_attributes(
        __name__,
        {
            "settings": ("Settings",),
            "shared": ("Anything", "Closed", "Open"),
        },
    )
