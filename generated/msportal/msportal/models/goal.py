"""Models of goal."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from .._runtime import APIModel


@dataclass(kw_only=True, slots=True)
class CreateGoalRequest(APIModel):
    title: str
    """Goal title (required). 1 to 200 characters."""
    description: str | None = None
    """Goal description. At most 5000 characters."""
    company_id: UUID
    status_id: UUID | None = None
    priority_id: UUID | None = None
    category_id: UUID | None = None
    due_date: dt.datetime | None = None
    """Due date (ISO 8601)."""
    progress_percentage: float | None = None
    """Initial progress (0-100)."""
    quarter: str | None = None
    """Quarter (e.g., Q1). At most 2 characters."""
    year: float | None = None
    """Year. 2000 to 2100."""

    _wire: ClassVar[dict[str, str]] = {
        "company_id": "companyId",
        "status_id": "statusId",
        "priority_id": "priorityId",
        "category_id": "categoryId",
        "due_date": "dueDate",
        "progress_percentage": "progressPercentage",
    }


@dataclass(kw_only=True, slots=True)
class Goal(APIModel):
    id: UUID
    title: str
    description: str | None
    due_date: dt.datetime | None
    """Due date (ISO 8601)."""
    progress_percentage: float
    """Progress percentage (0-100)."""
    quarter: str | None
    """Quarter (e.g., Q1, Q2)."""
    year: float | None
    company: GoalCompanyRef
    status: GoalStatusRef | None
    priority: GoalPriorityRef | None
    category: GoalCategoryRef | None
    created_at: dt.datetime
    """Creation timestamp (ISO 8601)."""
    updated_at: dt.datetime
    """Last update timestamp (ISO 8601)."""

    _wire: ClassVar[dict[str, str]] = {
        "due_date": "dueDate",
        "progress_percentage": "progressPercentage",
        "created_at": "createdAt",
        "updated_at": "updatedAt",
    }


@dataclass(kw_only=True, slots=True)
class GoalCategoryRef(APIModel):
    id: UUID
    name: str


@dataclass(kw_only=True, slots=True)
class GoalCompanyRef(APIModel):
    id: UUID
    name: str


@dataclass(kw_only=True, slots=True)
class GoalDetail(Goal):
    tasks: list[GoalTask]
    updates: list[GoalUpdate]


@dataclass(kw_only=True, slots=True)
class GoalPriorityRef(APIModel):
    id: UUID
    name: str


@dataclass(kw_only=True, slots=True)
class GoalSingleResponse(APIModel):
    data: GoalDetail


@dataclass(kw_only=True, slots=True)
class GoalStatusRef(APIModel):
    id: UUID
    name: str


@dataclass(kw_only=True, slots=True)
class GoalTask(APIModel):
    id: UUID
    title: str
    description: str | None
    is_completed: bool
    """Whether the task is completed."""
    due_date: dt.datetime | None
    """Task due date (ISO 8601)."""
    created_at: dt.datetime
    """Creation timestamp (ISO 8601)."""

    _wire: ClassVar[dict[str, str]] = {
        "is_completed": "isCompleted",
        "due_date": "dueDate",
        "created_at": "createdAt",
    }


@dataclass(kw_only=True, slots=True)
class GoalUpdate(APIModel):
    id: UUID
    update_text: str
    progress_percentage: float | None
    """Progress percentage at time of update."""
    created_at: dt.datetime
    """Creation timestamp (ISO 8601)."""

    _wire: ClassVar[dict[str, str]] = {
        "update_text": "updateText",
        "progress_percentage": "progressPercentage",
        "created_at": "createdAt",
    }
