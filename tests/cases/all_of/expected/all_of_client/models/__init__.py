"""Types of requests and responses; modules are imported on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.exports import lazy_attributes

if TYPE_CHECKING:
    from .goals import Goal as Goal
    from .goals import GoalDetail as GoalDetail
    from .goals import NewGoal as NewGoal
    from .goals import Owner as Owner
    from .goals import Task as Task
    from .shared import SpecialGoal as SpecialGoal
    from .shared import Timestamps as Timestamps
else:
    __getattr__, __dir__ = lazy_attributes(
        __name__,
        {
            "goals": ("Goal", "GoalDetail", "NewGoal", "Owner", "Task"),
            "shared": ("SpecialGoal", "Timestamps"),
        },
    )
