"""Types of requests and responses; modules are imported on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.exports import lazy_attributes

if TYPE_CHECKING:
    from .jobs import Job as Job
    from .jobs import Problem as Problem
    from .jobs import Ticket as Ticket
else:
    __getattr__, __dir__ = lazy_attributes(
        __name__,
        {
            "jobs": ("Job", "Problem", "Ticket"),
        },
    )
