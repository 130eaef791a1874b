"""Types of requests and responses; modules are imported on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.exports import lazy_attributes

if TYPE_CHECKING:
    from .books import Book as Book
    from .books import DescribeBookCoverRequest as DescribeBookCoverRequest
    from .books import Problem as Problem
else:
    __getattr__, __dir__ = lazy_attributes(
        __name__,
        {
            "books": ("Book", "DescribeBookCoverRequest", "Problem"),
        },
    )
