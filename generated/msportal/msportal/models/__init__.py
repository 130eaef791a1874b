"""Types of requests and responses; modules are imported on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.exports import lazy_attributes

if TYPE_CHECKING:
    from .goals import CreateGoalRequest as CreateGoalRequest
    from .goals import ErrorResponse as ErrorResponse
    from .goals import Goal as Goal
    from .goals import GoalCategoryRef as GoalCategoryRef
    from .goals import GoalCompanyRef as GoalCompanyRef
    from .goals import GoalDetail as GoalDetail
    from .goals import GoalPriorityRef as GoalPriorityRef
    from .goals import GoalSingleResponse as GoalSingleResponse
    from .goals import GoalStatusRef as GoalStatusRef
    from .goals import GoalTask as GoalTask
    from .goals import GoalUpdate as GoalUpdate
else:
    __getattr__, __dir__ = lazy_attributes(
        __name__,
        {
            "goals": (
                "CreateGoalRequest",
                "ErrorResponse",
                "Goal",
                "GoalCategoryRef",
                "GoalCompanyRef",
                "GoalDetail",
                "GoalPriorityRef",
                "GoalSingleResponse",
                "GoalStatusRef",
                "GoalTask",
                "GoalUpdate",
            ),
        },
    )
