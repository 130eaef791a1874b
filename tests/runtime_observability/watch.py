"""A clock that a test moves, on which waiting takes no time."""

from __future__ import annotations

from types import ModuleType
from typing import Any

EPOCH = 1_790_000_000.0
"""When every test begins: 2026-09-21 14:13:20 UTC."""


class Watch:
    """Counts the seconds that were waited."""

    def __init__(self) -> None:
        self.now = 0.0
        self.waits: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds

    async def asleep(self, seconds: float) -> None:
        self.sleep(seconds)

    def clock(self, clock: ModuleType) -> Any:
        """The clock of a client, which this is a watch of."""
        return clock.Clock(
            time=lambda: EPOCH + self.now,
            monotonic=lambda: self.now,
            sleep=self.sleep,
            asleep=self.asleep,
            random=lambda: 0.5,
        )
