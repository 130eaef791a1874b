"""Types of requests and responses; modules are imported on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.exports import lazy_attributes

if TYPE_CHECKING:
    from .goals import Goal as Goal
    from .goals import GoalPatch as GoalPatch
    from .goals import Owner as Owner
    from .goals import Status as Status
else:
    __getattr__, __dir__ = lazy_attributes(
        __name__,
        {
            "goals": ("Goal", "GoalPatch", "Owner", "Status"),
        },
    )
