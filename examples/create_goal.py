"""Creates goals with the client that clientsmith generated from MSPortal's documentation page.

It calls `goal_server.py`, a local server that implements the documented operation.
"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from uuid import UUID

from goal_server import BUSY_TOKEN, READ_ONLY_TOKEN, TOKEN, GoalServer
from msportal import (
    APIStatusError,
    AsyncMSPortal,
    AuthenticationError,
    BadRequestError,
    MSPortal,
    PermissionDeniedError,
    RateLimitError,
    RequestOptions,
)

COMPANY_ID = UUID("6f9619ff-8b86-4d01-b42d-00cf4fc964ff")


def create_a_goal(base_url: str) -> None:
    """Create a goal, and print it with its raw response."""
    with MSPortal(token=TOKEN, base_url=base_url) as client, client.capture() as responses:
        goal = client.goals.create(
            title="Replace the firewall",
            company_id=COMPANY_ID,
            due_date=datetime(2026, 3, 31, tzinfo=UTC),
            quarter="Q1",
            year=2026,
            options=RequestOptions(headers={"X-Request-Id": "demo-1"}),
        ).data
    print(f"Created {goal.title!r} for {goal.company.name}, due {goal.due_date:%d %B %Y}.")
    print(f"  status:   {goal.status.name if goal.status else 'none'}")
    print(f"  priority: {goal.priority.name if goal.priority else 'none'}")
    print(f"  tasks:    {', '.join(task.title for task in goal.tasks)}")
    response = responses[-1]
    print(
        f"  response: {response.status_code}, request {response.request_id}, "
        f"{response.headers['X-RateLimit-Remaining']} more requests this minute"
    )


def meet_every_error(base_url: str) -> None:
    """Catch every documented error: each is an exception class with a typed body."""
    with MSPortal(token=TOKEN, base_url=base_url) as client:
        try:
            client.goals.create(title="", company_id=COMPANY_ID)
        except BadRequestError as error:
            show(error)
            print(f"  error:    {error.body.error}")
            print(f"  details:  {error.body.details}")

    with MSPortal(token="wrong", base_url=base_url) as client:
        try:
            client.goals.create(title="Replace the firewall", company_id=COMPANY_ID)
        except AuthenticationError as error:
            show(error)
            print(f"  error:    {error.body.error}")

    with MSPortal(token=READ_ONLY_TOKEN, base_url=base_url) as client:
        try:
            client.goals.create(title="Replace the firewall", company_id=COMPANY_ID)
        except PermissionDeniedError as error:
            show(error)
            print(f"  error:    {error.body.error}")

    with MSPortal(token=BUSY_TOKEN, base_url=base_url) as client:
        try:
            client.goals.create(title="Replace the firewall", company_id=COMPANY_ID)
        except RateLimitError as error:
            show(error)
            print(f"  error:    {error.body['error']}")  # an undocumented status
            for name in ("X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset"):
                print(f"  {name}: {error.headers[name]}")


async def create_goals_at_once(base_url: str) -> None:
    """The asynchronous client has the same names and raises the same errors."""
    async with AsyncMSPortal(token=TOKEN, base_url=base_url) as client:
        goals = await asyncio.gather(
            *(
                client.goals.create(title=title, company_id=COMPANY_ID)
                for title in ("Renew the licences", "Train the team")
            )
        )
    print("\nAt once:", ", ".join(goal.data.title for goal in goals))

    for token, title in ((TOKEN, ""), ("wrong", "x"), (READ_ONLY_TOKEN, "x"), (BUSY_TOKEN, "x")):
        async with AsyncMSPortal(token=token, base_url=base_url) as client:
            try:
                await client.goals.create(title=title, company_id=COMPANY_ID)
            except APIStatusError as error:
                print(f"{type(error).__name__}: {error}")


def show(error: APIStatusError) -> None:
    """Print the attributes of every status error."""
    print(f"\n{type(error).__name__}")
    print(f"  status:   {error.status_code}")
    print(f"  request:  {error.request_id}")


def main() -> None:
    """Run all examples."""
    with GoalServer() as server:
        create_a_goal(server.url)
        meet_every_error(server.url)
        asyncio.run(create_goals_at_once(server.url))


if __name__ == "__main__":
    main()
