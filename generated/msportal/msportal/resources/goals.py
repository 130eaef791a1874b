"""Goal management - create, track, and manage goals with tasks and updates."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from .. import models
from .._runtime import JSON, AsyncResource, Body, Operation, RequestOptions, Resource

_CREATE: Operation[models.GoalSingleResponse] = Operation(
    "POST",
    "/api/public/v1/goals",
    body=Body("application/json", "CreateGoalRequest"),
    responses={
        201: JSON("GoalSingleResponse"),
        400: JSON("ErrorResponse"),
        401: JSON("ErrorResponse"),
        403: JSON("ErrorResponse"),
    },
)


class Goals(Resource):
    """Goal management - create, track, and manage goals with tasks and updates."""

    def create(
        self,
        *,
        title: str,
        company_id: UUID,
        description: str | None = None,
        status_id: UUID | None = None,
        priority_id: UUID | None = None,
        category_id: UUID | None = None,
        due_date: dt.datetime | None = None,
        progress_percentage: float | None = None,
        quarter: str | None = None,
        year: float | None = None,
        options: RequestOptions | None = None,
    ) -> models.GoalSingleResponse:
        """Create goal.

        Create a new goal. The goal will be associated with the specified company.

        `POST /api/public/v1/goals`

        Args:
            title: Goal title (required). 1 to 200 characters.
            company_id: Company ID (required).
            description: Goal description. At most 5000 characters.
            status_id: Status ID.
            priority_id: Priority ID.
            category_id: Category ID.
            due_date: Due date (ISO 8601).
            progress_percentage: Initial progress (0-100).
            quarter: Quarter (e.g., Q1). At most 2 characters.
            year: Year. 2000 to 2100.
            options: Per-request options: timeouts, retries, headers and more.

        Raises:
            BadRequestError: 400: Validation error or invalid reference ID.
            AuthenticationError: 401: Unauthorized.
            PermissionDeniedError: 403: Forbidden - Missing required scope
                (goals.write).

        Example:
            client.goals.create(
                title="Example",
                company_id=UUID("6f9619ff-8b86-4d01-b42d-00cf4fc964ff"),
            )
        """
        return self._client.request(
            _CREATE,
            body=models.CreateGoalRequest(
                title=title,
                description=description,
                company_id=company_id,
                status_id=status_id,
                priority_id=priority_id,
                category_id=category_id,
                due_date=due_date,
                progress_percentage=progress_percentage,
                quarter=quarter,
                year=year,
            ),
            options=options,
        )


class AsyncGoals(AsyncResource):
    """Asynchronous version of `Goals`."""

    async def create(
        self,
        *,
        title: str,
        company_id: UUID,
        description: str | None = None,
        status_id: UUID | None = None,
        priority_id: UUID | None = None,
        category_id: UUID | None = None,
        due_date: dt.datetime | None = None,
        progress_percentage: float | None = None,
        quarter: str | None = None,
        year: float | None = None,
        options: RequestOptions | None = None,
    ) -> models.GoalSingleResponse:
        """Asynchronous version of `Goals.create`."""
        return await self._client.request(
            _CREATE,
            body=models.CreateGoalRequest(
                title=title,
                description=description,
                company_id=company_id,
                status_id=status_id,
                priority_id=priority_id,
                category_id=category_id,
                due_date=due_date,
                progress_percentage=progress_percentage,
                quarter=quarter,
                year=year,
            ),
            options=options,
        )
