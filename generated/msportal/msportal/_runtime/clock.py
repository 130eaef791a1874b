"""Time and chance: what waiting and retrying depend on, in one place that tests can replace."""

from __future__ import annotations

import random as chance
import time as system
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import anyio


@dataclass(frozen=True, slots=True)
class Clock:
    """Where a client gets time and chance from; a test gives it functions of its own and never
    waits."""

    time: Callable[[], float] = system.time
    """Seconds since 1970."""

    monotonic: Callable[[], float] = system.monotonic
    """Seconds since some moment; never goes back."""

    sleep: Callable[[float], None] = system.sleep
    """Waits for some seconds."""

    asleep: Callable[[float], Awaitable[None]] = anyio.sleep
    """Waits for some seconds without blocking."""

    random: Callable[[], float] = chance.random
    """A number from 0 to below 1."""
