"""A clock for tests: waiting takes no time, but is counted."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from types import ModuleType
from typing import Any

START = 1_800_000_000.0


class Waits:
    """Time that passes only while somebody waits, and a bit whenever somebody looks."""

    def __init__(self, package: ModuleType, *, tick: float = 0.0) -> None:
        """Begin at `START`.

        Args:
            package: whose `Clock` is made.
            tick: seconds that pass between two looks at the clock.
        """
        self.waits: list[float] = []
        """Seconds that were waited, one after the other."""

        self._now = 0.0
        self._tick = tick
        runtime = import_module(f"{package.__name__}._runtime.client.options")
        self.clock: Any = runtime.Clock(
            time=lambda: START + self._look(),
            monotonic=self._look,
            sleep=self._sleep,
            asleep=self._asleep,
            random=lambda: 1.0,
        )

    def _look(self) -> float:
        self._now += self._tick
        return self._now

    def _sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self._now += seconds

    async def _asleep(self, seconds: float) -> None:
        self._sleep(seconds)


def passing(package: ModuleType, is_over: Callable[[], bool]) -> Any:
    """Return a clock that stands still until the time for everything is over.

    Args:
        package: whose `Clock` is made.
        is_over: whether the time has come.
    """
    return package.Clock(monotonic=lambda: 1e9 if is_over() else 0.0)
